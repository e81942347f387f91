"""Locale tags, CLDR's data, and what every room formats and reads with."""

from crmi18n.cldr.bidi import direction, direction_of_text, isolate, isolate_html
from crmi18n.cldr.collation import COLLATION_VERSION, sort_key
from crmi18n.cldr.dates import DATE_FORMS, TIME_FORMS, DateForm, TimeForm, date_form
from crmi18n.cldr.fold import fold
from crmi18n.cldr.format import (
    format_currency,
    format_date,
    format_datetime,
    format_list,
    format_number,
    format_percent,
    format_time,
    format_unit,
)
from crmi18n.cldr.labels import label, label_language, label_languages, po_catalog
from crmi18n.cldr.names import display_name
from crmi18n.cldr.parse import (
    NUMBER_FORMS,
    CurrencyForm,
    Form,
    NumberForm,
    PercentForm,
    currency_form,
    number_form,
    parse_currency,
    parse_number,
    readings,
)
from crmi18n.cldr.romanise import romanise
from crmi18n.cldr.search import search_key
from crmi18n.cldr.tag import LocaleLike, LocaleTag
from crmi18n.cldr.territory import official_languages, script_of, territory_of

__all__ = [
    "COLLATION_VERSION",
    "DATE_FORMS",
    "NUMBER_FORMS",
    "TIME_FORMS",
    "CurrencyForm",
    "DateForm",
    "Form",
    "LocaleLike",
    "LocaleTag",
    "NumberForm",
    "PercentForm",
    "TimeForm",
    "currency_form",
    "date_form",
    "direction",
    "direction_of_text",
    "display_name",
    "fold",
    "format_currency",
    "format_date",
    "format_datetime",
    "format_list",
    "format_number",
    "format_percent",
    "format_time",
    "format_unit",
    "isolate",
    "isolate_html",
    "label",
    "label_language",
    "label_languages",
    "number_form",
    "official_languages",
    "parse_currency",
    "parse_number",
    "po_catalog",
    "readings",
    "romanise",
    "script_of",
    "search_key",
    "sort_key",
    "territory_of",
]
