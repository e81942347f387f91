"""Texts: resolve a fallback, sort and find names, realign a contract."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from difflib import SequenceMatcher, get_close_matches
from typing import Final

from benchmarks.measure import Figure, compare

GIVEN: Final = [
    "Anna",
    "Björn",
    "Çelik",
    "Dvořák",
    "Élise",
    "Fritz",
    "Gül",
    "Håkon",
    "İpek",
    "José",
    "Łukasz",
    "Müller",
    "Nuñez",
]
FAMILY: Final = [
    "Andersson",
    "Öberg",
    "Šimák",
    "Žižka",
    "Świątek",
    "Østby",
    "Nguyễn",
    "Thị",
    "Weiß",
    "Ångström",
    "Smith",
]
WORDS: Final = [
    "der",
    "die",
    "Preis",
    "Lieferung",
    "Vertrag",
    "Kunde",
    "Frist",
    "Zahlung",
    "gilt",
    "nach",
    "ohne",
    "Haftung",
    "Ort",
]
NAMES: Final = 100_000
PARAGRAPHS: Final = 2000


def figures() -> list[Figure]:
    """Time what a list, a search field and a contract need."""
    return [*resolving(), *sorting(), *searching(), *realigning()]


def resolving() -> list[Figure]:
    """Compare a fallback that names itself with Babel's choice among the languages there are."""
    from babel.core import negotiate_locale

    from crmi18n import DualText

    title = DualText("Rahmenvertrag", local_lang="de-AT").with_corporate("Framework").confirm()
    texts = {"de_AT": "Rahmenvertrag", "en": "Framework"}
    available = list(texts)

    def negotiated() -> str:
        found = negotiate_locale(["fr_CA", "en"], available)
        return texts[found or "de_AT"]

    return [
        compare(
            "resolve a text, with language, state and reason",
            busy(lambda: title.resolve(["fr-CA", "en"]), 20_000),
            busy(negotiated, 20_000),
            "Babel's negotiate_locale, without these",
            unit="us",
            n=9,
        )
    ]


def sorting() -> list[Figure]:
    """Compare sort keys of names with those of pyuca, which has no language's order."""
    import pyuca

    from crmi18n.text import sort_key

    names = sample()
    collator = pyuca.Collator()
    return [
        compare(
            f"sort keys of {NAMES:,} names, {locale}",
            once(lambda locale=locale: [sort_key(name, locale=locale) for name in names]),  # type: ignore[misc]
            once(lambda: [collator.sort_key(name) for name in names]),
            "pyuca, root order",
            unit="ms",
            n=3,
        )
        for locale in ("de", "sv", "cs")
    ]


def searching() -> list[Figure]:
    """Compare a search key with NFKD and casefold, which find Müller by muller alone."""
    import unicodedata

    from crmi18n.text import search_key

    names = sample()[:10_000]

    def plain(name: str) -> str:
        decomposed = unicodedata.normalize("NFKD", name.casefold())
        return "".join(char for char in decomposed if not unicodedata.combining(char))

    return [
        compare(
            f"search keys of {len(names):,} names",
            once(lambda: [search_key(name) for name in names]),
            once(lambda: [plain(name) for name in names]),
            "NFKD without marks",
            unit="ms",
            n=5,
        )
    ]


def realigning() -> list[Figure]:
    """Compare a revision of a contract with difflib on the same paragraphs.

    difflib's own way to find what an edit has become is a close match among all that is left.
    """
    from crmi18n.text.alignment import align
    from crmi18n.text.value import fingerprint

    before, after = revision()
    old = [(fingerprint(text), text) for text in before]
    new = [(fingerprint(text), text) for text in after]

    def by_difflib() -> None:
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        gone: list[str] = []
        come: list[str] = []
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag != "equal":
                gone += before[a:b]
                come += after[c:d]
        for text in come:
            get_close_matches(text, gone, n=1)

    return [
        compare(
            f"realign {PARAGRAPHS:,} paragraphs (50 edits, 20 moves, 30 new)",
            once(lambda: align(old, new)),
            once(by_difflib),
            "difflib: opcodes and close matches",
            unit="ms",
            n=3,
        )
    ]


def sample() -> list[str]:
    """Return names of people from many countries."""
    chance = random.Random(1)  # noqa: S311
    return [
        f"{chance.choice(FAMILY)}, {chance.choice(GIVEN)} {chance.randrange(10_000)}"
        for _ in range(NAMES)
    ]


def revision() -> tuple[list[str], list[str]]:
    """Return a contract before and after an afternoon's work."""
    chance = random.Random(2)  # noqa: S311
    before = [
        f"§ {i} {' '.join(chance.choices(WORDS, k=chance.randint(12, 60)))}."
        for i in range(PARAGRAPHS)
    ]
    after = list(before)
    for i in chance.sample(range(PARAGRAPHS), 50):
        after[i] = after[i].replace(" ", " neu ", 3)
    for _ in range(20):
        after.insert(chance.randrange(len(after)), after.pop(chance.randrange(len(after))))
    for _ in range(30):
        after.insert(chance.randrange(len(after)), " ".join(chance.choices(WORDS, k=30)))
    return before, after


def once(call: Callable[[], object]) -> Callable[[], float]:
    """Return a timer of one call, in milliseconds of the process."""
    timed = busy(call, 1)
    return lambda: timed() / 1000


def busy(call: Callable[[], object], times: int) -> Callable[[], float]:
    """Return a timer of a call, in microseconds of the process: others' work counts less."""

    def timed() -> float:
        start = time.process_time()
        for _ in range(times):
            call()
        return (time.process_time() - start) / times * 1e6

    return timed
