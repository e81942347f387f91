"""Locale tags, CLDR's data, and what every room formats and reads with."""

from crmi18n.cldr.bidi import direction, direction_of_text, isolate, isolate_html
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
from crmi18n.cldr.labels import label, label_languages
from crmi18n.cldr.names import display_name
from crmi18n.cldr.parse import (
    CurrencyForm,
    Form,
    NumberForm,
    PercentForm,
    currency_form,
    number_form,
    number_forms,
    parse_currency,
    parse_number,
    parse_percent,
    percent_form,
    readings,
)
from crmi18n.cldr.subtags import canonicalize, inheritance, maximize, minimize
from crmi18n.cldr.tag import LocaleLike, LocaleTag
from crmi18n.cldr.territory import official_languages, script_of, territory_of

__all__ = [
    "DATE_FORMS",
    "TIME_FORMS",
    "CurrencyForm",
    "DateForm",
    "Form",
    "LocaleLike",
    "LocaleTag",
    "NumberForm",
    "PercentForm",
    "TimeForm",
    "canonicalize",
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
    "inheritance",
    "isolate",
    "isolate_html",
    "label",
    "label_languages",
    "maximize",
    "minimize",
    "number_form",
    "number_forms",
    "official_languages",
    "parse_currency",
    "parse_number",
    "parse_percent",
    "percent_form",
    "readings",
    "script_of",
    "territory_of",
]
