"""Locale tags, CLDR's data, and what every room formats and reads with.

Names are loaded when they are first asked for: who reads a tag, pays for no formatter.
"""

from crmi18n._later import later

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crmi18n.cldr._calendars import (
        calendar_of as calendar_of,
        in_calendar as in_calendar,
    )
    from crmi18n.cldr._plurals import (
        PluralCategory as PluralCategory,
        category_of_digits as category_of_digits,
        plural_category as plural_category,
    )
    from crmi18n.cldr.accept import (
        parse_accept_language as parse_accept_language,
    )
    from crmi18n.cldr.bidi import (
        direction as direction,
        direction_of_text as direction_of_text,
        isolate as isolate,
        isolate_html as isolate_html,
    )
    from crmi18n.cldr.calendars import (
        Calendar as Calendar,
        CalendarDay as CalendarDay,
        calendar_named as calendar_named,
    )
    from crmi18n.cldr.collation import (
        COLLATION_VERSION as COLLATION_VERSION,
        sort_key as sort_key,
    )
    from crmi18n.cldr.date_format import (
        DateWidth as DateWidth,
        Glue as Glue,
        RelativeUnit as RelativeUnit,
        RelativeWidth as RelativeWidth,
        date_formatter as date_formatter,
        datetime_formatter as datetime_formatter,
        format_date as format_date,
        format_datetime as format_datetime,
        format_interval as format_interval,
        format_relative as format_relative,
        format_time as format_time,
        interval_formatter as interval_formatter,
        relative_formatter as relative_formatter,
        time_formatter as time_formatter,
    )
    from crmi18n.cldr.date_parse import (
        parse_date as parse_date,
    )
    from crmi18n.cldr.dates import (
        DATE_FORMS as DATE_FORMS,
        OUR_TIME as OUR_TIME,
        TIME_FORMS as TIME_FORMS,
        DateForm as DateForm,
        TimeForm as TimeForm,
        date_form as date_form,
    )
    from crmi18n.cldr.facts import (
        Week as Week,
        currencies_of as currencies_of,
        measurement_system as measurement_system,
        week_of as week_of,
    )
    from crmi18n.cldr.folding import (
        cleaned as cleaned,
        fold as fold,
    )
    from crmi18n.cldr.format import (
        CurrencyStyle as CurrencyStyle,
        Formatter as Formatter,
        compact_formatter as compact_formatter,
        currency_formatter as currency_formatter,
        format_compact as format_compact,
        format_currency as format_currency,
        format_list as format_list,
        format_number as format_number,
        format_percent as format_percent,
        list_formatter as list_formatter,
        number_formatter as number_formatter,
        percent_formatter as percent_formatter,
    )
    from crmi18n.cldr.labels import (
        label as label,
        label_language as label_language,
        label_languages as label_languages,
        po_catalog as po_catalog,
    )
    from crmi18n.cldr.matching import (
        Favor as Favor,
        Match as Match,
        MatchReason as MatchReason,
        match_locale as match_locale,
    )
    from crmi18n.cldr.names import (
        display_name as display_name,
    )
    from crmi18n.cldr.parse import (
        CurrencyForm as CurrencyForm,
        Form as Form,
        NumberForm as NumberForm,
        PercentForm as PercentForm,
        currency_form as currency_form,
        number_form as number_form,
        number_forms as number_forms,
        parse_currency as parse_currency,
        parse_number as parse_number,
        parse_percent as parse_percent,
        percent_form as percent_form,
        readings as readings,
    )
    from crmi18n.cldr.romanisation import (
        romanise as romanise,
    )
    from crmi18n.cldr.search import (
        SEARCH_VERSION as SEARCH_VERSION,
        search_key as search_key,
    )
    from crmi18n.cldr.subtags import (
        canonicalize as canonicalize,
        inheritance as inheritance,
        maximize as maximize,
        minimize as minimize,
    )
    from crmi18n.cldr.tag import (
        LocaleLike as LocaleLike,
        LocaleTag as LocaleTag,
    )
    from crmi18n.cldr.territory import (
        official_languages as official_languages,
        script_of as script_of,
        territory_of as territory_of,
    )

_MODULES = {
    "_calendars": (
        "calendar_of",
        "in_calendar",
    ),
    "_plurals": (
        "PluralCategory",
        "category_of_digits",
        "plural_category",
    ),
    "accept": ("parse_accept_language",),
    "bidi": (
        "direction",
        "direction_of_text",
        "isolate",
        "isolate_html",
    ),
    "calendars": (
        "Calendar",
        "CalendarDay",
        "calendar_named",
    ),
    "collation": (
        "COLLATION_VERSION",
        "sort_key",
    ),
    "date_format": (
        "DateWidth",
        "Glue",
        "RelativeUnit",
        "RelativeWidth",
        "date_formatter",
        "datetime_formatter",
        "format_date",
        "format_datetime",
        "format_interval",
        "format_relative",
        "format_time",
        "interval_formatter",
        "relative_formatter",
        "time_formatter",
    ),
    "date_parse": ("parse_date",),
    "dates": (
        "DATE_FORMS",
        "DateForm",
        "OUR_TIME",
        "TIME_FORMS",
        "TimeForm",
        "date_form",
    ),
    "facts": (
        "Week",
        "currencies_of",
        "measurement_system",
        "week_of",
    ),
    "folding": (
        "cleaned",
        "fold",
    ),
    "format": (
        "CurrencyStyle",
        "Formatter",
        "compact_formatter",
        "currency_formatter",
        "format_compact",
        "format_currency",
        "format_list",
        "format_number",
        "format_percent",
        "list_formatter",
        "number_formatter",
        "percent_formatter",
    ),
    "labels": (
        "label",
        "label_language",
        "label_languages",
        "po_catalog",
    ),
    "matching": (
        "Favor",
        "Match",
        "MatchReason",
        "match_locale",
    ),
    "names": ("display_name",),
    "parse": (
        "CurrencyForm",
        "Form",
        "NumberForm",
        "PercentForm",
        "currency_form",
        "number_form",
        "number_forms",
        "parse_currency",
        "parse_number",
        "parse_percent",
        "percent_form",
        "readings",
    ),
    "romanisation": ("romanise",),
    "search": (
        "SEARCH_VERSION",
        "search_key",
    ),
    "subtags": (
        "canonicalize",
        "inheritance",
        "maximize",
        "minimize",
    ),
    "tag": (
        "LocaleLike",
        "LocaleTag",
    ),
    "territory": (
        "official_languages",
        "script_of",
        "territory_of",
    ),
}
_HOME = {name: f"{__name__}.{module}" for module, names in _MODULES.items() for name in names}

__all__ = sorted(_HOME)  # noqa: PLE0605 - a list, made of the table above

__getattr__ = later(globals(), _HOME)


def __dir__() -> list[str]:
    return [*__all__, *_MODULES]
