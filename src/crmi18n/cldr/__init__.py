"""Locale tags, CLDR's data, and what every room formats and reads with."""

from crmi18n.cldr._plurals import PluralCategory, category_of_digits, plural_category
from crmi18n.cldr.bidi import direction, direction_of_text, isolate, isolate_html
from crmi18n.cldr.collation import COLLATION_VERSION, sort_key
from crmi18n.cldr.dates import DATE_FORMS, TIME_FORMS, DateForm, TimeForm, date_form
from crmi18n.cldr.facts import Week, currencies_of, measurement_system, week_of
from crmi18n.cldr.fold import fold
from crmi18n.cldr.format import (
    CurrencyStyle,
    Formatter,
    compact_formatter,
    currency_formatter,
    format_compact,
    format_currency,
    format_date,
    format_datetime,
    format_list,
    format_number,
    format_percent,
    format_time,
    list_formatter,
    number_formatter,
    percent_formatter,
)
from crmi18n.cldr.labels import label, label_language, label_languages, po_catalog
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
from crmi18n.cldr.romanise import romanise
from crmi18n.cldr.search import search_key
from crmi18n.cldr.subtags import canonicalize, inheritance, maximize, minimize
from crmi18n.cldr.tag import LocaleLike, LocaleTag
from crmi18n.cldr.territory import official_languages, script_of, territory_of

__all__ = [
    "COLLATION_VERSION",
    "DATE_FORMS",
    "TIME_FORMS",
    "CurrencyForm",
    "CurrencyStyle",
    "DateForm",
    "Form",
    "Formatter",
    "LocaleLike",
    "LocaleTag",
    "NumberForm",
    "PercentForm",
    "PluralCategory",
    "TimeForm",
    "Week",
    "canonicalize",
    "category_of_digits",
    "compact_formatter",
    "currencies_of",
    "currency_form",
    "currency_formatter",
    "date_form",
    "direction",
    "direction_of_text",
    "display_name",
    "fold",
    "format_compact",
    "format_currency",
    "format_date",
    "format_datetime",
    "format_list",
    "format_number",
    "format_percent",
    "format_time",
    "inheritance",
    "isolate",
    "isolate_html",
    "label",
    "label_language",
    "label_languages",
    "list_formatter",
    "maximize",
    "measurement_system",
    "minimize",
    "number_form",
    "number_formatter",
    "number_forms",
    "official_languages",
    "parse_currency",
    "parse_number",
    "parse_percent",
    "percent_form",
    "percent_formatter",
    "plural_category",
    "po_catalog",
    "readings",
    "romanise",
    "script_of",
    "search_key",
    "sort_key",
    "territory_of",
    "week_of",
]
