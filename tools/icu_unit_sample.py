"""Record what ICU writes for units: ``tests/conformance/data/icu_units.json.gz``.

Needs the package icu4py. Locales that ICU writes otherwise for a known cause are left out; they
are named in ``docs/conformance/units.md``.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.conformance.icu_units import (
    SAMPLE,
    Case,
    cases,
    icu,
    is_of_icu,
    locales,
)

PER_LOCALE = 25
OTHER_DATA = ("sr-Cyrl-ME", "be-tarask", "ms-Arab", "ms-Arab-BN", "bal-Latn", "ht", "en-Dsrt")


def main() -> None:
    """Ask ICU and write the file."""
    import icu4py

    chosen: list[Case] = []
    draw = random.Random(48)  # noqa: S311 - a sample that can be drawn again
    for tag in locales():
        if tag not in OTHER_DATA and is_of_icu(tag):
            chosen += draw.sample(list(cases(tag)), PER_LOCALE)
    found = {"icu": icu4py.icu_version, "cases": [[*case, icu(case)] for case in chosen]}
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    SAMPLE.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{len(chosen)} cases of {len({case.locale for case in chosen})} locales")


if __name__ == "__main__":
    main()
