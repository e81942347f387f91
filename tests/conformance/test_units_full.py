"""Claim: units are written as ICU 78 writes them, in 99 % of the cases of all locales it has.

What differs is listed with its cause in ``docs/conformance/units.md``. CLDR's own suites report
their rows here as well.
"""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from itertools import product

import pytest

from crmi18n.units import Quantity, format_quantity, usages
from tests.conformance.cldr_units import SUITES
from tests.conformance.icu_units import UNITS, cases, icu, is_of_icu, locales, ours

pytestmark = pytest.mark.conformance

SOURCES = {
    "meter": "length",
    "square-meter": "area",
    "kilogram": "mass",
    "liter": "volume",
    "celsius": "temperature",
    "meter-per-second": "speed",
    "watt": "power",
    "hectopascal": "pressure",
    "kilojoule": "energy",
    "liter-per-100-kilometer": "consumption",
}
USED = sorted({usage for quantity in SOURCES.values() for usage in usages(quantity)})
READERS = (
    "en-US",
    "de-DE",
    "en-GB",
    "sv-SE",
    "ja-JP",
    "fr-CA",
    "ar-EG",
    "hi-IN",
    "pt-BR",
    "tr-TR",
)
VALUES_OF_USE = (
    "0.0149",
    "0.5",
    "0.96",
    "1.88",
    "9.96",
    "37.5",
    "99.95",
    "123.456",
    "98765.4",
)
Report = Callable[[str, str, int, int], None]


@pytest.mark.parametrize("suite", SUITES)
def test_cldr(suite: str, report: Report) -> None:
    found = list(SUITES[suite]())
    failed = sum(case.found != case.expected for case in found)

    report(f"CLDR: {suite}", "CLDR 48", len(found), failed)
    assert failed == 0


def test_icu(report: Report) -> None:
    icu4py = pytest.importorskip("icu4py")
    known = [tag for tag in locales() if is_of_icu(tag)]
    count, differ = 0, Counter[str]()
    for tag in known:
        for case in cases(tag):
            count += 1
            if ours(case) != icu(case):
                differ[tag] += 1

    report("ICU: units", f"ICU {icu4py.icu_version}", count, differ.total())
    assert len(UNITS) >= 60
    assert len(known) >= 600
    assert differ.total() <= 0.01 * count, differ


def test_uses(report: Report) -> None:
    """Every use that CLDR has preferences for, as readers in some countries have it rounded."""
    icu4py = pytest.importorskip("icu4py")
    from icu4py.messageformat import MessageFormat

    count, differ = 0, []
    for unit, usage, tag in product(SOURCES, USED, READERS):
        if usage not in usages(SOURCES[unit]):
            continue
        message = MessageFormat(f"{{0, number, ::unit/{unit} usage/{usage}}}", tag)
        for value in VALUES_OF_USE:
            count += 1
            theirs = str(message.format({"0": Decimal(value)}))
            own = format_quantity(Quantity(value, unit), locale=tag, usage=usage)
            if own != theirs:
                differ.append((value, unit, usage, tag, own, theirs))

    report("ICU: units by use", f"ICU {icu4py.icu_version}", count, len(differ))
    assert len(differ) <= 0.005 * count, differ[:20]
