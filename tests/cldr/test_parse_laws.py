"""Law: reading undoes formatting, in every locale and every style of numbers but compact.

The values have at most the digits that are printed. Where CLDR itself writes two currencies
alike the reader refuses, or takes a code of ISO 4217 for that code; those are listed here.
"""

from collections.abc import Callable
from decimal import Decimal
from itertools import product
from operator import itemgetter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crmi18n.cldr import (
    format_currency,
    format_number,
    format_percent,
    parse_currency,
    parse_number,
    parse_percent,
)
from crmi18n.cldr._tables import table
from crmi18n.cldr.format import CurrencyStyle, Sign
from crmi18n.errors import ParseError

LOCALES = table("locales")["names"]
DIGITS = sorted(set(table("digits")))
LIVE = sorted(
    {
        code
        for uses in table("territories")["currencies"].values()
        for code, _, end in uses
        if not end
    }
)
STYLES: tuple[CurrencyStyle, ...] = ("standard", "accounting", "code", "name")
WRITTEN_ALIKE = {
    ("XCG", "sq"),  # symbol ANG, which is the code of the currency before it
    ("NIO", "zh"),  # in zh-Hant the name of the currency before it
    ("STN", "my"),  # the name stands before the number, and ends with a year
}

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
                assert reads_back(value, currency, locale, style)
        assert is_read_as_the_locale_writes(value, currencies[0], locale)


@pytest.mark.conformance
def test_amounts_in_all_currencies(report: Callable[[str, str, int, int], None]) -> None:
    value = Decimal("-1234567.50")
    cases = [(value, *case) for case in product(LIVE, LOCALES, STYLES)]
    cases.sort(key=itemgetter(2))  # a locale's data are kept for a while

    failed = [case for case in cases if not reads_back(*case)]
    report("parse(format(amount)), live currencies", "48.2", len(cases), len(failed))

    assert not failed


def reads_back(value: Decimal, currency: str, locale: str, style: CurrencyStyle) -> bool:
    if (currency, locale.partition("-")[0]) in WRITTEN_ALIKE:
        return True
    text = written(value, currency, locale, style)
    return parse_currency(text, locale=locale) == (value, currency)


def is_read_as_the_locale_writes(value: Decimal, currency: str, locale: str) -> bool:
    """Tell whether a narrow symbol is refused, or is the locale's own for what is read."""
    narrow = written(value, currency, locale, "narrow")
    try:
        amount, read = parse_currency(narrow, locale=locale)
    except ParseError as error:
        return error.reason == "ambiguous"
    bare = {
        "".join(written(value, read, locale, style).split()) for style in ("standard", "narrow")
    }
    return amount == value and "".join(narrow.split()) in bare


def written(value: Decimal, currency: str, locale: str, style: CurrencyStyle) -> str:
    places = max(0, -int(value.as_tuple().exponent))
    return format_currency(value, currency, locale=locale, style=style, digits=places)
