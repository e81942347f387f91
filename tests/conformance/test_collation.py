"""Claim: the root order has no violation of CLDR's test, and tailorings are as ICU's.

Where ICU's answer is another one, ``docs/conformance/collation.md`` says why.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crmi18n.cldr.collation import order_of
from tests.conformance.collation import DIFFERENT, SUITE, icu, strings, tags

pytestmark = pytest.mark.conformance

Report = Callable[[str, str, int, int], None]


def test_the_root_order_has_no_violation(report: Report) -> None:
    sys.path.append(str(Path(__file__).parents[2] / "tools"))
    from sources import from_npm

    lines = from_npm("cldr", "8.0.0").files[SUITE].decode().splitlines()
    order, violations, before, cases = order_of("und"), [], b"", 0
    for line in lines:
        if not line or line[0] == "#":
            continue
        key = order.key("".join(chr(int(code, 16)) for code in line.split()))
        cases += 1
        if key < before:
            violations.append(line)
        before = key

    report("CollationTest_CLDR_NON_IGNORABLE", "CLDR 48, UCA 17", cases, len(violations))
    assert cases > 200_000
    assert not violations


def test_tailorings_are_identical_to_icu(report: Report) -> None:
    if shutil.which("node") is None:
        pytest.skip("Node is the oracle")
    failed: dict[str, int] = {}
    total, version = 0, ""
    for tag, name in tags().items():
        texts = strings(name, 20_000)
        order, steps, version = icu(tag, texts)
        key = order_of(tag).key
        keys = [key(texts[i]) for i in order]
        wrong = sum(
            (b < a) - (a < b) != step for a, b, step in zip(keys, keys[1:], steps, strict=False)
        )
        total += 1
        if wrong:
            failed[tag] = wrong

    report(
        "Tailorings, 20,000 strings each, against Intl.Collator",
        f"ICU {version}",
        total,
        len(failed),
    )
    assert failed.keys() <= DIFFERENT
    assert total - len(failed) >= 100
