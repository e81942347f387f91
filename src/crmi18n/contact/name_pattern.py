"""One pattern of a name, compiled: what each field says, and what stands between those that do.

Source: UTS #35 part 8 (modifiers, "Derive initials", "Process a namePattern").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Final, NamedTuple, Protocol
from unicodedata import normalize

from crmi18n.contact.letters import first_cluster, segments

__all__ = ["CAPITALS", "Parts", "Pattern", "Speech", "capitalised", "compiled"]


class Parts(Protocol):
    """What a pattern asks of a name."""

    @property
    def given(self) -> str: ...  # noqa: D102
    @property
    def given_informal(self) -> str: ...  # noqa: D102
    @property
    def given_vocative(self) -> str: ...  # noqa: D102
    @property
    def surname(self) -> str: ...  # noqa: D102
    @property
    def surname_prefix(self) -> str: ...  # noqa: D102
    @property
    def surname_vocative(self) -> str: ...  # noqa: D102
    @property
    def full_surname(self) -> str: ...  # noqa: D102


class Speech(NamedTuple):
    """What the modifiers of a pattern depend on."""

    language: str
    initial: str
    sequence: str


Get = Callable[[Parts], str]

CAPITALS: Final = frozenset(("az", "el", "nl", "tr"))
"""Languages that have rules of their own for capital letters."""

_FIELD: Final = re.compile(r"\{([^{}]*)\}")
_BLANKS: Final = re.compile("  +")
_GREEK_ACCENTS: Final = re.compile("[\u0300\u0301\u0304\u0306\u0313\u0314\u0342]")

_SOURCES: Final[dict[tuple[str, ...], Get]] = {
    ("given", "informal"): lambda n: n.given_informal or n.given,
    ("given", "vocative"): lambda n: n.given_vocative or n.given,
    ("given", "informal", "vocative"): lambda n: n.given_informal or n.given_vocative or n.given,
    ("surname",): attrgetter("full_surname"),
    ("surname", "core"): attrgetter("surname"),
    ("surname", "prefix"): attrgetter("surname_prefix"),
    ("surname", "vocative"): lambda n: n.surname_vocative or n.full_surname,
}
"""Field and modifiers to what a name says of it; a modifier that is not here changes nothing."""

_OF_SOURCE: Final = frozenset(("informal", "vocative", "genitive", "core", "prefix"))
_SHORTENED: Final = frozenset(("initial", "monogram"))


class Pattern:
    """A compiled pattern.

    Attributes:
        text: as it was written.
        parts: the parts of a name that each field shows.
        moves_given: it has a place for a surname and none for a whole given name, so the only
            name that somebody has stands in the place of the surname.
        moves_surname: the same, the other way round.
    """

    __slots__ = (
        "_gets",
        "_literals",
        "_templates",
        "moves_given",
        "moves_surname",
        "parts",
        "text",
    )

    def __init__(self, text: str, speech: Speech) -> None:
        first, *rest = _FIELD.split(text)
        fields = [name.split("-") for name in rest[::2]]
        self.text = text
        self._literals = [first, *rest[1::2]]
        self._gets = [_getter(name, frozenset(marks), speech) for name, *marks in fields]
        self._templates: dict[tuple[bool, ...], str] = {}
        self.parts = [_parts(name, marks) for name, *marks in fields]
        names = {name for name, *_ in fields}
        whole = {name for name, *marks in fields if not {*marks} & {*_SHORTENED, "prefix"}}
        self.moves_given = "given" not in whole and "surname" in names
        self.moves_surname = "surname" not in whole and "given" in names

    def values(self, n: Parts) -> list[str]:
        """Return what each field says of a name; nothing of what is not there."""
        return [get(n) for get in self._gets]

    def write(self, values: Sequence[str]) -> str:
        """Return the text of what the fields say."""
        said = tuple(map(bool, values))
        template = self._templates.get(said)
        if template is None:
            template = self._templates[said] = self._template(said)
        return template % tuple(filter(None, values))

    def _template(self, said: tuple[bool, ...]) -> str:
        """Return the text with ``%s`` for each field that says something."""
        places = [place for place, says in enumerate(said) if says]
        if not places:
            return ""
        literals = [literal.replace("%", "%%") for literal in self._literals]
        found = [literals[0]] if said[0] else []
        for place, after in zip(places, [*places[1:], None], strict=True):
            found.append("%s")
            if after is not None:
                before, behind = literals[place + 1], literals[after]
                found.append(before if after == place + 1 else _joined(before, behind))
        if said[-1]:
            found.append(literals[-1])
        return _BLANKS.sub(" ", "".join(found)).strip(" ")


@lru_cache(maxsize=4096)
def compiled(text: str, speech: Speech) -> Pattern:
    """Return the compiled form of a pattern.

    >>> pattern = compiled("{surname}, {given-initial}", Speech("en", "{0}.", "{0} {1}"))
    >>> pattern.write(["Lovelace", "A."]), pattern.write(["", "A."])
    ('Lovelace, A.', 'A.')
    """
    return Pattern(text, speech)


def _joined(before: str, behind: str) -> str:
    """Return what is left of the texts around a field that says nothing.

    That is what hangs on the field before it, one blank, and what hangs on the field behind.
    """
    if not before:
        return behind
    if before.endswith(behind):
        return before
    head, blank, _ = before.partition(" ")
    _, other, tail = behind.rpartition(" ")
    return f"{head}{blank or other}{tail}"


def _getter(name: str, marks: frozenset[str], speech: Speech) -> Get:
    """Return what reads one field of a name, with its modifiers."""
    source = (name, *sorted(marks & _OF_SOURCE))
    get = _SOURCES.get(source) or _SOURCES.get(source[:1]) or attrgetter(name)
    if "initial" in marks:
        get = _then(get, _initials(speech, retain="retain" in marks))
    elif "monogram" in marks:
        get = _then(get, _monogram)
    if "allCaps" in marks:
        get = _then(get, _upper(speech.language))
    elif "initialCap" in marks:
        get = _then(get, capitalised(speech.language))
    return get


def _then(get: Get, change: Callable[[str], str]) -> Get:
    return lambda n: change(text) if (text := get(n)) else ""


def _initials(speech: Speech, *, retain: bool) -> Callable[[str], str]:
    before, between, after = re.split(r"\{[01]\}", speech.sequence)

    def initials(text: str) -> str:
        found, glue = "", ""
        for is_word, part in segments(text):
            if is_word:
                # Who is stored as "J.R.R." has three initials, though that is one word.
                for letters in filter(None, part.split(".")):
                    found += glue + speech.initial.replace("{0}", first_cluster(letters))
                    glue = between
            elif retain and not part.isspace() and not (part == "." and found.endswith(".")):
                found, glue = found + part, ""
        return f"{before}{found}{after}" if found else text  # a name without letters stays

    return initials


def _monogram(text: str) -> str:
    """Return the first letter or digit, past an apostrophe ('t Hooft); or else the first sign."""
    start = next((place for place, char in enumerate(text) if char.isalnum()), 0)
    return first_cluster(text[start:])


def _upper(language: str) -> Callable[[str], str]:
    """Return what capitalises a text: Turkish keeps its dots, Greek drops its accents."""
    if language in ("tr", "az"):
        return lambda text: text.replace("i", "İ").upper()
    if language == "el":
        return lambda text: normalize(
            "NFC", _GREEK_ACCENTS.sub("", normalize("NFD", text.upper()))
        )
    return str.upper


def capitalised(language: str) -> Callable[[str], str]:
    """Return what capitalises the first character of a text; the Dutch ij is one.

    >>> capitalised("nl")("van den Berg"), capitalised("nl")("ijsbrand")
    ('Van den Berg', 'IJsbrand')
    >>> capitalised("tr")("ilker")
    'İlker'
    """
    upper = _upper(language) if language in ("tr", "az") else str.title

    def change(text: str) -> str:
        if language == "nl" and text.startswith("ij"):
            return f"IJ{text[2:]}"
        first = first_cluster(text)
        return upper(first) + text[len(first) :]

    return change


def _parts(name: str, marks: Sequence[str]) -> tuple[str, ...]:
    """Return the attributes of a name that a field shows."""
    if name != "surname":
        return (name,)
    if "core" in marks:
        return ("surname",)
    return ("surname_prefix",) if "prefix" in marks else ("surname", "surname_prefix")
