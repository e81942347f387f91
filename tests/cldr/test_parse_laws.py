"""Law: reading undoes formatting, in every locale and every style of numbers but compact.

The values have at most the digits that are printed. Where CLDR writes two currencies alike, see
``tests/conformance/reading.py``.
"""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings, strategies as st

from crmi18n.cldr import (
    format_number,
    format_percent,
    parse_currency,
    parse_number,
    parse_percent,
)
from crmi18n.cldr._tables import table
from crmi18n.cldr.format import Sign
from crmi18n.errors import ParseError
from tests.conformance.reading import LIVE, LOCALES, STYLES, is_written_alike, reads_back, written

DIGITS = sorted(set(table("digits")))

NUMBERS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(-(10**24), 10**24) | st.integers(-99_999, 99_999),
    st.integers(0, 8),
)
ALL_LOCALES = settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@ALL_LOCALES
@given(NUMBERS, st.sampled_from(["auto", "always"]))
def test_numbers(value: Decimal, sign: Sign) -> None:
    for locale in LOCALES:
        assert parse_number(format_number(value, locale=locale, sign=sign), locale=locale) == value


@settings(deadline=None)
@given(NUMBERS, st.sampled_from(DIGITS), st.sampled_from(["de", "en-IN", "ar", "km", "fr", "zh"]))
def test_numbers_in_all_digits(value: Decimal, system: str, language: str) -> None:
    locale = f"{language}-u-nu-{system}"

    assert parse_number(format_number(value, locale=locale), locale=locale) == value


@ALL_LOCALES
@given(NUMBERS, st.booleans())
def test_percentages(value: Decimal, per_mille: bool) -> None:
    for locale in LOCALES:
        text = format_percent(value, locale=locale, digits=None, per_mille=per_mille)

        assert parse_percent(text, locale=locale) == value


@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NUMBERS, st.lists(st.sampled_from(LIVE), min_size=2, max_size=2))
def test_amounts(value: Decimal, currencies: list[str]) -> None:
    for locale in LOCALES:
        for style in STYLES:
            for currency in currencies:
                assert reads_back(value, currency, locale, style) or is_written_alike(
                    currency, locale
                )
        assert is_read_as_the_locale_writes(value, currencies[0], locale)


def is_read_as_the_locale_writes(value: Decimal, currency: str, locale: str) -> bool:
    """Tell whether a narrow symbol is refused, or is the locale's own for what is read."""
    narrow = written(value, currency, locale, "narrow")
    try:
        amount, read = parse_currency(narrow, locale=locale)
    except ParseError as error:
        return error.reason in ("ambiguous", "unknown")  # R alone is no currency everywhere
    bare = {
        "".join(written(value, read, locale, style).split()) for style in ("standard", "narrow")
    }
    return amount == value and "".join(narrow.split()) in bare
