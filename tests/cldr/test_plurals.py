"""Claim: a number takes the plural form that CLDR's rules give it, as it is written.

The expected categories are the samples of CLDR's own rules; ``tests/conformance`` has all
locales beside ICU.
"""

from decimal import Decimal

import pytest

from crmi18n.cldr import plural_category
from crmi18n.errors import AmountError


@pytest.mark.parametrize(
    ("locale", "numbers", "category"),
    [
        ("en", "1", "one"),
        ("en", "0 2 1.0 0.1", "other"),
        ("fr", "0 1 1.5", "one"),
        ("fr", "1000000 2000000", "many"),
        ("pt", "0 1 1.5", "one"),
        ("pt-PT", "0 1.5", "other"),
        ("pl", "2 3 4 22 104", "few"),
        ("pl", "0 5 12 112 1000000", "many"),
        ("pl", "1.5 0.0", "other"),
        ("ru", "1 21 1001", "one"),
        ("ar", "0", "zero"),
        ("ar", "2", "two"),
        ("ar", "3 110 1003", "few"),
        ("ar", "11 99 111", "many"),
        ("ja", "0 1 2 1.5", "other"),
        ("sl", "101 1", "one"),
        ("sl", "102", "two"),
        ("lv", "0 10 0.0", "zero"),
        ("zh-TW", "1", "other"),
    ],
)
def test_cardinals(locale: str, numbers: str, category: str) -> None:
    found = {number: plural_category(Decimal(number), locale=locale) for number in numbers.split()}

    assert found == dict.fromkeys(numbers.split(), category)


@pytest.mark.parametrize(
    ("locale", "numbers", "category"),
    [
        ("en", "1 21 101", "one"),
        ("en", "2 22", "two"),
        ("en", "3 23", "few"),
        ("en", "11 12 13 111", "other"),
        ("it", "8 11 80 800", "many"),
        ("sv", "1 2 21 22", "one"),
        ("de", "1 2 3", "other"),
    ],
)
def test_ordinals(locale: str, numbers: str, category: str) -> None:
    found = {n: plural_category(int(n), locale=locale, ordinal=True) for n in numbers.split()}

    assert found == dict.fromkeys(numbers.split(), category)


def test_a_minus_changes_nothing() -> None:
    assert plural_category(-22, locale="pl") == "few"


def test_a_long_number_is_seen_by_its_end() -> None:
    assert plural_category(10**40 + 22, locale="pl") == "few"
    assert plural_category(10**40 + 1, locale="en") == "other"
    assert plural_category(10**5000 + 1, locale="fr") == "other"


@pytest.mark.parametrize("value", [1.0, True, "1"], ids=str)
def test_what_is_no_exact_number_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        plural_category(value, locale="en")  # type: ignore[arg-type]


def test_what_is_not_finite_is_refused() -> None:
    with pytest.raises(AmountError):
        plural_category(Decimal("NaN"), locale="en")
