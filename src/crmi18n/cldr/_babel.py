"""The one door to Babel: CLDR's data and formats as Babel carries them (2.18: CLDR 47).

Babel rounds in the caller's decimal context and has no currency spacing; both are mended here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from difflib import get_close_matches
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, ParamSpec, TypeVar

from crmi18n.cldr.tag import LocaleTag
from crmi18n.errors import UnknownLocaleError

if TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern

_P = ParamSpec("_P")
_T = TypeVar("_T")

Width = Literal["short", "medium", "long", "full"]

# Wide enough for any amount the library accepts, and never the caller's.
_CONTEXT: Final = Context(prec=200, rounding=ROUND_HALF_EVEN)
_NBSP: Final = "\u00a0"
_NUMBER_IN_PATTERN: Final = re.compile(r"([#0,]*[#0])(?:\.[#0]+)?")


def _own_context(function: Callable[_P, _T]) -> Callable[_P, _T]:
    @wraps(function)
    def call(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        with localcontext(_CONTEXT):
            return function(*args, **kwargs)

    return call


@lru_cache(maxsize=512)
def locale(tag: LocaleTag) -> Locale:
    """Return Babel's locale of a tag, or of its nearest parent that has data."""
    from babel import Locale, UnknownLocaleError as NoData

    candidate: LocaleTag | None = tag
    while candidate:
        identifier = "_".join(
            p for p in (candidate.language, candidate.script, candidate.region) if p
        )
        try:
            return Locale.parse(identifier)
        except (NoData, ValueError):
            candidate = candidate.parent
    raise UnknownLocaleError(str(tag), get_close_matches(tag.language, languages(), n=3))


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Return the languages that have data."""
    from babel.localedata import locale_identifiers

    return tuple(sorted({name.partition("_")[0] for name in locale_identifiers()}))


def number_symbols(tag: LocaleTag) -> dict[str, str]:
    """Return decimal, group and minus sign of the locale's own and its Latin digits' system."""
    data = locale(tag)
    symbols = data.number_symbols
    system = data.default_numbering_system
    return dict(symbols.get(system) or symbols["latn"])


def latin_number_symbols(tag: LocaleTag) -> dict[str, str]:
    """Return the same for Western digits."""
    return dict(locale(tag).number_symbols["latn"])


def grouping(tag: LocaleTag) -> tuple[int, int]:
    """Return the primary and secondary group size of plain numbers, such as (3, 2)."""
    primary, secondary = locale(tag).decimal_formats[None].grouping
    return primary, secondary


@_own_context
def format_decimal(value: Decimal, tag: LocaleTag, digits: int | None) -> str:
    """Format a number with all its digits, or rounded half even to ``digits``."""
    shown = decimals(value) if digits is None else digits
    data = locale(tag)
    return str(_pattern(data.decimal_formats[None].pattern, shown).apply(value, data))


@_own_context
def format_percent(value: Decimal, tag: LocaleTag, digits: int) -> str:
    """Format a ratio as per cent."""
    data = locale(tag)
    return str(_pattern(data.percent_formats[None].pattern, digits).apply(value, data))


@_own_context
def format_currency(value: Decimal, currency: str, tag: LocaleTag, style: str, digits: int) -> str:
    """Format an amount in style standard, accounting, code or name."""
    from babel.numbers import format_currency, get_currency_symbol

    data = locale(tag)
    if style == "name":
        return format_currency(
            value,
            currency,
            format=_with_decimals(data.decimal_formats[None].pattern, digits),
            locale=data,
            currency_digits=False,
            format_type="name",
        )
    sign = currency if style == "code" else get_currency_symbol(currency, locale=data)
    text = data.currency_formats["accounting" if style == "accounting" else "standard"].pattern
    spaced = _spaced(text, sign)
    pattern = _pattern(spaced.replace("¤", "¤¤") if style == "code" else spaced, digits)
    return str(pattern.apply(value, data, currency=currency, currency_digits=False))


def decimals(value: Decimal) -> int:
    """Return how many decimals a number is written with."""
    return max(0, -int(value.as_tuple().exponent))


@lru_cache(maxsize=4096)
def _pattern(text: str, digits: int) -> NumberPattern:
    from babel.numbers import parse_pattern

    return parse_pattern(_with_decimals(text, digits))


def _with_decimals(pattern: str, digits: int) -> str:
    """Return a CLDR number pattern that shows just so many decimals."""
    fraction = f".{'0' * digits}" if digits else ""
    return _NUMBER_IN_PATTERN.sub(rf"\g<1>{fraction}", pattern)


def _spaced(pattern: str, sign: str) -> str:
    """Return a pattern with the space between sign and number that CLDR asks for.

    CLDR's currencySpacing: a sign whose side towards the number is neither a symbol nor a
    space is set apart by a no-break space.
    """
    before, after = _space_beside(sign[-1]), _space_beside(sign[0])
    for digit in "#0":
        pattern = pattern.replace(f"¤{digit}", f"¤{before}{digit}")
        pattern = pattern.replace(f"{digit}¤", f"{digit}{after}¤")
    return pattern


def _space_beside(char: str) -> str:
    return "" if unicodedata.category(char)[0] in "SZ" else _NBSP


def currency_symbols(tag: LocaleTag) -> dict[str, str]:
    """Return currency code to symbol."""
    return dict(locale(tag).currency_symbols)


def format_list(items: Sequence[str], tag: LocaleTag) -> str:
    """Join with the language's commas and "and"."""
    from babel.lists import format_list

    return format_list(items, locale=locale(tag))


def format_date(value: date, tag: LocaleTag, width: Width) -> str:
    """Format a day."""
    from babel.dates import format_date

    return format_date(value, format=width, locale=locale(tag))


def format_time(value: time, tag: LocaleTag, width: Width) -> str:
    """Format a time of day as it is, with no zone."""
    from babel.dates import format_time

    return format_time(datetime.combine(date(2000, 1, 1), value), format=width, locale=locale(tag))


def format_datetime(value: datetime, tag: LocaleTag, width: Width) -> str:
    """Format the clock's face of a date-time as it is, with no zone."""
    from babel.dates import format_datetime

    return format_datetime(value.replace(tzinfo=None), format=width, locale=locale(tag))


@_own_context
def format_unit(value: Decimal, unit: str, tag: LocaleTag, width: str, digits: int | None) -> str:
    """Format a measure by CLDR unit id; the number keeps its digits."""
    from babel.units import format_unit

    data = locale(tag)
    shown = decimals(value) if digits is None else digits
    pattern = _with_decimals(data.decimal_formats[None].pattern, shown)
    return format_unit(value, unit, length=width, format=pattern, locale=data)  # type: ignore[arg-type]


def date_order(tag: LocaleTag) -> str:
    """Return the order of day, month and year in the short date, such as ``"dmy"``."""
    pattern = locale(tag).date_formats["short"].pattern
    fields = sorted((pattern.find(letter), letter.lower()) for letter in ("d", "M", "y"))
    return "".join(letter for _, letter in fields)


def display_names(tag: LocaleTag, kind: str) -> dict[str, str]:
    """Return code to name for territories, languages, currencies or scripts."""
    data = locale(tag)
    tables = {
        "territory": data.territories,
        "language": data.languages,
        "currency": data.currencies,
        "script": data.scripts,
    }
    return dict(tables[kind])


def text_direction(tag: LocaleTag) -> str:
    """Return ``"ltr"`` or ``"rtl"``."""
    return str(locale(tag).text_direction)


def territory_languages(territory: str) -> dict[str, dict[str, float | str | None]]:
    """Return language to {official_status, population_percent} of a territory."""
    from babel.languages import get_territory_language_info

    return dict(get_territory_language_info(territory))


def likely_territory(tag: LocaleTag) -> str | None:
    """Return the region of a tag, or the one that its language most likely means."""
    from babel.core import get_global

    if tag.region:
        return tag.region
    likely = get_global("likely_subtags")
    key = "_".join(p for p in (tag.language, tag.script) if p)
    full = likely.get(key) or likely.get(tag.language)
    return full.rpartition("_")[2] if full else None


def likely_script(tag: LocaleTag) -> str | None:
    """Return the script of a tag, or the one that its language is most likely written in."""
    from babel.core import get_global

    if tag.script:
        return tag.script
    likely = get_global("likely_subtags")
    key = "_".join(p for p in (tag.language, tag.region) if p)
    full = likely.get(key) or likely.get(tag.language)
    return full.split("_")[1] if full else None


def catalog(path: str) -> dict[str, str]:
    """Read a gettext catalog: message id to translation."""
    from babel.messages.pofile import read_po

    with open(path, "rb") as file:  # noqa: PTH123 - pathlib costs more than the read
        return {str(m.id): str(m.string) for m in read_po(file) if m.id and m.string}


class ZoneTexts(NamedTuple):
    """How a locale names times: of metazones, of single zones, and of any other place."""

    metazones: Mapping[str, Mapping[str, Mapping[str, str]]]
    zones: Mapping[str, Mapping[str, Any]]
    place: str


def zone_texts(tag: LocaleTag) -> ZoneTexts:
    """Return how a locale names the times of zones."""
    data = locale(tag)
    return ZoneTexts(data.meta_zones, data.time_zones, data.zone_formats["region"])
