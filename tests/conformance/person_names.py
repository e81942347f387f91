"""CLDR's own tests of names and of grapheme clusters, as ``tools/name_cases.py`` keeps them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from crmi18n.contact import PersonName, name_formatter
from crmi18n.contact.letters import first_cluster

DATA = Path(__file__).parent / "data"
PARTS = {"surname-core": "surname"}


class Case(NamedTuple):
    """One line of parameters: the reader, the name, what is asked, what is expected."""

    locale: str
    name: PersonName
    order: str
    length: str
    usage: str
    formality: str
    expected: str

    @property
    def found(self) -> str:
        """What the library writes."""
        order, length, usage, formality = options(self)
        write = name_formatter(
            self.locale, order=order, length=length, usage=usage, formality=formality
        )
        return write(self.name)


def options(case: Case) -> tuple[Any, ...]:
    return case.order, case.length, case.usage, case.formality


def lines(name: str) -> Iterator[str]:
    text = gzip.decompress((DATA / f"{name}.txt.gz").read_bytes()).decode()
    for line in text.splitlines():
        if content := line.partition("#")[0].strip():
            yield content


def cases() -> Iterator[Case]:
    """Yield all cases of personNameTest."""
    locale, expected = "", ""
    parts: dict[str, str] = {}
    name = None
    for line in lines("personNameTest"):
        kind, *fields = [field.strip(" ") for field in line.split(";")]
        if kind == "locale":
            (locale,) = fields
        elif kind == "name":
            field, value = fields
            parts[PARTS.get(field, field.replace("-", "_"))] = value
        elif kind == "expectedResult":
            name = name or PersonName(**parts)  # type: ignore[arg-type]
            (expected,) = fields
        elif kind == "parameters" and name:
            order, length, usage, formality = fields
            yield Case(locale, name, order, length, usage, formality, expected)
        elif kind == "endName":
            parts, name = {}, None


def clusters() -> Iterator[tuple[list[str], list[str]]]:
    """Yield the clusters of each line of GraphemeBreakTest, and those that are found."""
    for line in lines("GraphemeBreakTest"):
        parts = [part.replace("×", "").split() for part in line.split("÷")]
        expected = ["".join(chr(int(code, 16)) for code in part) for part in parts if part]
        rest, found = "".join(expected), []
        while rest:
            found.append(first_cluster(rest))
            rest = rest[len(found[-1]) :]
        yield expected, found
