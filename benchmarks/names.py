"""Names of persons beside an f-string.

No package in Python formats names by CLDR: Babel 2.18 has no data of them, and ICU's formatter is
in its Java library alone, so PyICU and icu4py have none to wrap. What most programs do is an
f-string, which knows no language, no order, no initials and no missing part; how much more the
right name costs is what is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks.measure import Figure, compare, repeated
from crmi18n.contact import PersonName, format_name, name_formatter, salutation

ADA = PersonName("Ada", "Lovelace", title="Dr.", given2="King Noel", locale="en-GB")
TARO = PersonName("太郎", "山田", locale="ja", latin=PersonName("Taro", "Yamada"))
CASES: tuple[tuple[str, PersonName, str, dict[str, Any]], ...] = (
    ("long", ADA, "en", {}),
    ("with initials", ADA, "de", {"length": "medium"}),
    ("monogram", ADA, "en", {"usage": "monogram"}),
    ("in order of sorting", ADA, "ru", {"order": "sorting"}),
    ("Japanese at home", TARO, "ja", {}),
    ("Japanese read in English", TARO, "en", {}),
)


def figures() -> list[Figure]:
    """Time the compiled function, the plain call and a salutation."""
    found = [
        beside(f"name, {kind}", bound(name_formatter(locale, **options), name), name)
        for kind, name, locale, options in CASES
    ]
    found.append(beside("name, looked up", lambda: format_name(ADA, locale="en"), ADA))
    found.append(beside("salutation", lambda: salutation(ADA, locale="de"), ADA))
    return found


def bound(write: Callable[[PersonName], str], name: PersonName) -> Callable[[], object]:
    """Return the call of a compiled function with a name."""
    return lambda: write(name)


def beside(kind: str, ours: Callable[[], object], name: PersonName) -> Figure:
    """Compare a call with an f-string of the same name."""

    def plain() -> str:
        return f"{name.title} {name.given} {name.given2} {name.surname}".strip()

    return compare(
        kind, repeated(ours, 20_000), repeated(plain, 20_000), "f-string", unit="us", n=7
    )
