"""The table of currencies is ISO 4217's and CLDR's; where libraries differ, the reason is here."""

from datetime import date
from decimal import Decimal

import moneyed
import pycountry
import pytest
from babel.core import get_global

from crmi18n import Currency, CurrencyNotValidError, UnknownCurrencyError
from crmi18n.money import currencies

TABLE = currencies()
EURO_DAY = date(1999, 1, 1)


def test_the_current_codes_and_numbers_are_pycountrys() -> None:
    live = {code: c.numeric for code, c in TABLE.items() if c.withdrawn_on is None}
    of_the_market = {"CNH"}  # traded and in CLDR, but not a code of ISO 4217

    theirs = {c.alpha_3: c.numeric for c in pycountry.currencies}

    assert {c: n for c, n in live.items() if c not in of_the_market} == theirs


def test_every_currency_of_cldr_is_here() -> None:
    of_territories = {
        use[0] for uses in get_global("territory_currencies").values() for use in uses
    }

    assert of_territories <= TABLE.keys()


def test_shown_and_cash_digits_are_cldrs() -> None:
    fractions = get_global("currency_fractions")
    # CLDR 48, which the table is of, changed these after Babel's CLDR 47.
    newer = {"COP": 0, "HUF": 0, "IDR": 0, "PKR": 0, "RSD": 2}

    for code, currency in TABLE.items():
        shown, _, cash, _ = fractions.get(code, fractions["DEFAULT"])
        assert currency.display_digits == newer.get(code, shown), code
        assert currency.cash_digits == cash or code in newer, code


def test_py_moneyed_has_the_same_codes_but_for_these() -> None:
    # Never in ISO 4217: the pounds of the Isle of Man and the dollar of Tuvalu.
    assert moneyed.CURRENCIES.keys() - TABLE.keys() == {"IMP", "TVD"}
    # Newer than py-moneyed 3.0, or only in ISO's list three of historic codes.
    assert TABLE.keys() - moneyed.CURRENCIES.keys() == {
        *("XAD", "XCG", "ZWG"),
        *("ARY", "AYM", "BGJ", "BGK", "CHC", "CSJ", "GHP", "GNE", "LAJ", "LSM", "MVQ", "PEH"),
        *("ROK", "UGW", "UYN", "VNC", "ZWC"),
    }


def test_py_moneyed_has_the_same_minor_units_but_for_these() -> None:
    differing = {
        code
        for code in TABLE.keys() & moneyed.CURRENCIES.keys()
        if 10 ** (TABLE[code].minor_units or 0) != moneyed.get_currency(code).sub_unit
    }

    # All are withdrawn: py-moneyed mostly says 1 where it knows nothing, the table CLDR's digits.
    assert {code for code in differing if TABLE[code].withdrawn_on is None} == set()
    assert {c for c in differing if moneyed.get_currency(c).sub_unit != 1} == {"LUF"}  # CLDR: 0


@pytest.mark.parametrize(
    ("code", "minor_units", "display_digits", "cash_step"),
    [
        ("AUD", 2, 2, "0.05"),
        ("CHF", 2, 2, "0.05"),
        ("CLF", 4, 4, "0.0001"),
        ("DKK", 2, 2, "0.50"),
        ("HUF", 2, 0, "5"),
        ("IQD", 3, 0, "1"),
        ("ISK", 0, 0, "1"),
        ("JPY", 0, 0, "1"),
        ("KWD", 3, 3, "0.001"),
        ("MGA", 2, 0, "1"),
        ("NZD", 2, 2, "0.10"),
        ("RSD", 2, 2, "1"),
        ("SLL", 2, 0, "1"),
        ("UYI", 0, 0, "1"),
        ("UYW", 4, 4, "0.0001"),
        ("XAU", None, 2, "0.01"),
    ],
)
def test_digits(code: str, minor_units: int | None, display_digits: int, cash_step: str) -> None:
    currency = Currency.of(code)

    assert (currency.minor_units, currency.display_digits) == (minor_units, display_digits)
    assert currency.cash_step == Decimal(cash_step)


# Council Regulations (EC) 2866/98 to (EU) 2025/1407: six significant figures each.
IRREVOCABLE = [
    ("ATS", "13.7603", EURO_DAY),
    ("BEF", "40.3399", EURO_DAY),
    ("BGN", "1.95583", date(2026, 1, 1)),
    ("CYP", "0.585274", date(2008, 1, 1)),
    ("DEM", "1.95583", EURO_DAY),
    ("EEK", "15.6466", date(2011, 1, 1)),
    ("ESP", "166.386", EURO_DAY),
    ("FIM", "5.94573", EURO_DAY),
    ("FRF", "6.55957", EURO_DAY),
    ("GRD", "340.750", date(2001, 1, 1)),
    ("HRK", "7.53450", date(2023, 1, 1)),
    ("IEP", "0.787564", EURO_DAY),
    ("ITL", "1936.27", EURO_DAY),
    ("LTL", "3.45280", date(2015, 1, 1)),
    ("LUF", "40.3399", EURO_DAY),
    ("LVL", "0.702804", date(2014, 1, 1)),
    ("MTL", "0.429300", date(2008, 1, 1)),
    ("NLG", "2.20371", EURO_DAY),
    ("PTE", "200.482", EURO_DAY),
    ("SIT", "239.640", date(2007, 1, 1)),
    ("SKK", "30.1260", date(2009, 1, 1)),
]


@pytest.mark.parametrize(("code", "factor", "day"), IRREVOCABLE)
def test_a_member_of_the_euro_has_its_irrevocable_factor(
    code: str, factor: str, day: date
) -> None:
    currency = Currency.of(code)

    assert (str(currency.fixed_rate), currency.withdrawn_on) == (factor, day)
    assert currency.successor == "EUR"
    assert "Regulation" in currency.source


@pytest.mark.parametrize(
    ("code", "successor", "factor"),
    [
        ("ANG", "XCG", "1"),
        ("BYR", "BYN", "10000"),
        ("GHC", "GHS", "10000"),
        ("MRO", "MRU", "10"),
        ("PLZ", "PLN", "10000"),
        ("ROL", "RON", "10000"),
        ("SLL", "SLE", "1000"),
        ("STD", "STN", "1000"),
        ("TRL", "TRY", "1000000"),
        ("VEB", "VEF", "1000"),
        ("VEF", "VES", "100000"),
        ("ZMK", "ZMW", "1000"),
        ("ZWL", "ZWG", "2498.7242"),
    ],
)
def test_a_redenomination_has_its_factor(code: str, successor: str, factor: str) -> None:
    currency = Currency.of(code)

    assert (currency.successor, str(currency.fixed_rate)) == (successor, factor)
    assert currency.source


def test_a_successor_is_a_currency_on_the_day_it_takes_over() -> None:
    for currency in TABLE.values():
        if currency.successor:
            assert currency.withdrawn_on is not None
            Currency.of(currency.successor).require_valid(currency.withdrawn_on)


def test_two_codes_of_one_bolivar_are_both_current_and_none_succeeds() -> None:
    assert Currency.of("VES").successor is None
    assert Currency.of("VED").is_valid(date(2026, 6, 30))


@pytest.mark.parametrize(("code", "near"), [("EURO", "EUR"), ("usd", "USD"), ("GBX", "GBP")])
def test_an_unknown_code_names_near_ones(code: str, near: str) -> None:
    with pytest.raises(UnknownCurrencyError) as caught:
        Currency.of(code)

    assert near in caught.value.nearest
    assert caught.value.code == code


@pytest.mark.parametrize("code", ["", "X" * 100_000, "EUR\u200b", None, 978, ["EUR"]])
def test_what_is_no_code_is_unknown(code: str) -> None:
    with pytest.raises(UnknownCurrencyError):
        Currency.of(code)


def test_a_currency_is_valid_between_its_days() -> None:
    kuna = Currency.of("HRK")

    assert kuna.is_valid(date(2022, 12, 31))
    assert not kuna.is_valid(date(2023, 1, 1))
    with pytest.raises(CurrencyNotValidError) as caught:
        kuna.require_valid(date(2026, 6, 30))
    assert (caught.value.successor, caught.value.fixed_rate) == ("EUR", "7.53450")
    with pytest.raises(CurrencyNotValidError, match="not yet issued"):
        Currency.of("EUR").require_valid(date(1998, 12, 31))
