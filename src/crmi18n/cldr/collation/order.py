"""Sort keys: the order of a language as bytes that compare like the texts.

A key is the first weights of a text, then its second and third ones, each level behind a zero
byte; levels that hold only common weights at their end are cut there. Source: Unicode Technical
Standard 10, section 7.3, and UTS #35 part 5 (reordering of scripts, case first, backwards).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final, final

from crmi18n.cldr.collation.root import COMMON2, COMMON3, Element, root
from crmi18n.cldr.collation.rules import Relation, Reset, Setting, Step, read_rules
from crmi18n.cldr.collation.tailoring import Builder
from crmi18n.cldr.normal import combining_class, member, members, newer, nfd
from crmi18n.cldr.tag import LocaleLike, LocaleTag
from crmi18n.cldr.territory import script_of
from crmi18n.errors import UnknownCodeError

__all__ = ["COLLATION_VERSION", "Order", "order_of", "sort_key"]

COLLATION_VERSION: Final = "1:uca17-cldr48"
"""What stored keys are of: rebuild them when it changes."""

_SPECIAL_GROUPS: Final = ("space", "punct", "symbol", "currency", "digit")
_TYPES: Final = {"phonebk": "phonebook", "trad": "traditional", "dict": "dictionary"}
_PARENTS: Final = {"nb": "no", "nn": "no", "yue": "zh"}  # CLDR parentLocales
_SEPARATOR: Final = "\0"


def sort_key(text: str, *, locale: LocaleLike) -> bytes:
    """Return the sort key of a text in the order of a language.

    Keys compare as bytes do, in Python, in SQLite (BLOB) and in PostgreSQL (``bytea``); store
    :data:`COLLATION_VERSION` beside them. The order is CLDR's for the locale, or another one
    that the tag asks for: ``de-u-co-phonebk``, ``es-u-co-trad``, ``zh-u-co-stroke``. Texts that
    the order holds for the same have the same key.

    Raises:
        TypeError: ``text`` is no string.
        UnknownLocaleError: the tag is not well formed.
        UnknownCodeError: the language has no order of the kind that the tag asks for.

    >>> sorted(["Zetterberg", "Åberg", "Andersson"], key=lambda s: sort_key(s, locale="sv"))
    ['Andersson', 'Zetterberg', 'Åberg']
    >>> sorted(["Zetterberg", "Åberg", "Andersson"], key=lambda s: sort_key(s, locale="de"))
    ['Åberg', 'Andersson', 'Zetterberg']
    """
    return order_of(locale).key(text)


@final
class _Level(dict[int, str]):
    """Code point to weights, filled as characters are met."""

    __slots__ = ("_weights",)

    def __init__(self, weights: Callable[[str], str]) -> None:
        self._weights = weights

    def __missing__(self, code: int) -> str:
        found = self[code] = self._weights(chr(code))
        return found


@final
class Order:
    """The order of one language; :func:`order_of` returns it."""

    def __init__(self, steps: Iterable[Step] = ()) -> None:
        self._reordered: list[str] = []
        self._upper_first = self._backwards = self._ignores_punctuation = False
        builder = Builder()
        for step in steps:
            match step:
                case Reset():
                    builder.reset(step)
                case Relation():
                    builder.relate(step)
                case Setting():
                    self._set(step, builder)
        self._table = builder.table()
        # A key is cut behind the last weight that is not the common one, if none is lower.
        tailored = list(self._table.tailored())
        self._second_is_lowest = not any(0 < e.secondary < COMMON2 for e in tailored)
        self._third_is_lowest = not self._upper_first and not any(
            0 < e.tertiary < COMMON3 for e in tailored
        )
        self._moves = _moves(self._reordered)
        self._variable_end = dict(root().groups)["symbol"]
        self._hard = _Hard(self._table.contractions)
        self._levels = tuple(
            _Level(lambda char, level=level: self._weights(nfd(char))[level])  # type: ignore[misc]
            for level in range(3)
        )

    def key(self, text: str) -> bytes:
        """Return the sort key of a text; see :func:`sort_key`."""
        if not isinstance(text, str):
            raise TypeError(f"a sort key is of a string, not of {type(text).__name__}")
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        # Marks on punctuation that does not count are known by what is before them.
        if self._ignores_punctuation or self._hard.is_in(text):
            first, second, third = self._weights(nfd(text))
        else:
            first, second, third = map(text.translate, self._levels)
        if self._backwards:
            second = second[::-1]
        if self._second_is_lowest:
            second = second.rstrip(_COMMON_SECOND)
        if self._third_is_lowest:
            third = third.rstrip(_COMMON_THIRD)
        if third:
            first = f"{first}{_SEPARATOR}{second}{_SEPARATOR}{third}"
        elif second:
            first = f"{first}{_SEPARATOR}{second}"
        return first.encode("latin-1")

    def _set(self, setting: Setting, builder: Builder) -> None:
        match setting.words:
            case ("reorder", codes):
                self._reordered = codes.split()
            case ("caseFirst", "upper"):
                self._upper_first = builder.case_first = True
            case ("backwards", "2"):
                self._backwards = True
            case ("alternate", "shifted"):
                self._ignores_punctuation = True
            case ("suppressContractions", chars):
                builder.suppress(chars.strip("[] "))

    def _weights(self, text: str) -> tuple[str, str, str]:
        """Return the three levels of a text in canonical decomposition."""
        elements = self._table.elements(text)
        if self._ignores_punctuation:
            elements = tuple(self._significant(elements))
        first, second, third = [], [], []
        for element in elements:
            after = element.after
            if element.primary:
                first.append(self._first(element.primary) + after[0])
            if element.secondary:
                second.append(_second(element.secondary) + after[1])
            if element.tertiary:
                third.append(chr(self._third(element)) + after[2])
        if self._backwards:
            second = [weight[::-1] for weight in second]
        return "".join(first), "".join(second), "".join(third)

    def _significant(self, elements: Iterable[Element]) -> Iterator[Element]:
        """Give the elements without punctuation, and without the marks on it."""
        ignoring = False
        for element in elements:
            if element.primary:
                ignoring = element.primary < self._variable_end
            if not ignoring:
                yield element

    def _first(self, primary: int) -> str:
        high, low = primary >> 16, primary & 0xFFFF
        for start, end, shift in self._moves:
            if start <= high < end:
                high += shift
                break
        # No first byte is zero, which ends a level, or 255, behind which the tailored stand.
        high += 0x100 if high < 0xFD00 else -0x100
        weight = chr(high >> 8) + chr(high & 0xFF)
        return weight + chr(low >> 8) + chr(low & 0xFF) if low else weight

    def _third(self, element: Element) -> int:
        if not self._upper_first:
            return element.tertiary
        if not element.secondary:
            return 0xC0 | element.tertiary
        return 0x40 * (2 - element.case) | element.tertiary


_COMMON_SECOND: Final = chr(COMMON2)
_COMMON_THIRD: Final = chr(COMMON3)


def _second(weight: int) -> str:
    """Return one character, or two for the rare weights from 0xE0 on."""
    if weight < 0xE0:
        return chr(weight)
    high, low = divmod(weight - 0xE0, 0x40)
    return chr(0xE0 + high) + chr(0x40 + low)


def _moves(codes: list[str]) -> list[tuple[int, int, int]]:
    """Return what reordered scripts do to first weights: start, end, and how far it moves."""
    if not codes:
        return []
    groups = [(name, start >> 16) for name, start in root().groups]
    spans = [(name, a, b) for (name, a), (_, b) in pairwise([*groups, ("", 0xFBC0)])]
    wanted = [code for code in codes if code != "others"]
    leading = [name for name in _SPECIAL_GROUPS if name not in wanted]
    last = wanted[codes.index("others") :] if "others" in codes else []
    leading += [code for code in wanted if code not in last]
    rest = [span for span in spans if span[0] not in (*leading, *last)]
    by_name = {span[0]: span for span in spans}
    ordered = [by_name[n] for n in leading] + rest + [by_name[n] for n in last]
    moves, position = [], spans[0][1]
    for _, start, end in ordered:
        moves.append((start, end, position - start))
        position += end - start
    return [move for move in moves if move[2]]


@final
class _Hard:
    """What makes a text in NFC more than the sum of its characters.

    That is a mark that a contraction takes, a mark behind a composed character (which it may
    belong into), a pair of letters that begins a contraction, or a character that the
    interpreter does not know.
    """

    def __init__(self, contractions: frozenset[str]) -> None:
        composed = _composed()
        pairs: dict[str, set[str]] = {}
        taken = {*newer().marks, *map(chr, newer().decompositions)}
        for text in contractions:
            for left, right in pairwise(text):
                if combining_class(right):
                    taken.add(right)
                else:
                    pairs.setdefault(left, set()).add(right)
        by_rights: dict[frozenset[str], set[str]] = {}
        for left, rights in pairs.items():
            lefts = {left, *(c for c, whole in composed.items() if whole[-1] == left)}
            reach = rights | {c for c, whole in composed.items() if whole[0] in rights}
            by_rights.setdefault(frozenset(reach), set()).update(lefts)
        alternatives = [f"[{_class(ls)}][{_class(rs)}]" for rs, ls in by_rights.items()]
        self._pairs = re.compile("|".join(alternatives))
        self._all = re.compile(
            "|".join([f"[{_class(taken)}]", f"[{root().composed}][{root().marks}]", *alternatives])
        )
        # Most texts have none of these characters, which is told faster than a pattern is tried.
        self._marks = frozenset(_members(root().marks)) | taken
        self._rights = frozenset[str]().union(*by_rights)

    def is_in(self, text: str) -> bool:
        """Whether a text has to be taken as a whole."""
        if not self._marks.isdisjoint(text):
            return self._all.search(text) is not None
        return not self._rights.isdisjoint(text) and self._pairs.search(text) is not None


def _class(chars: Iterable[str]) -> str:
    return "".join(sorted(re.escape(char) for char in chars))


@lru_cache(maxsize=1)
def _composed() -> dict[str, str]:
    """Return the composed characters that NFC keeps, with their decomposition."""
    return {char: nfd(char) for char in _members(root().composed)}


def _members(inside: str) -> Iterator[str]:
    """Give the characters of a pattern's class."""
    for first, last in re.findall(r"(.)(?:-(.))?", inside, re.DOTALL):
        yield from map(chr, range(ord(first), ord(last or first) + 1))


def order_of(locale: LocaleLike) -> Order:
    """Return the order of a language, built once; see :func:`sort_key`."""
    return _order(LocaleTag.parse(locale))


@lru_cache(maxsize=1024)
def _order(tag: LocaleTag) -> Order:
    names = _names(tag)
    asked = re.search(r"(?:^|-)u-(?:.*-)?co-([a-z0-9]{3,8})", tag.rest)
    if asked:
        kind = _TYPES.get(asked[1], asked[1])
    else:
        defaults = (member(f"{name}/default") for name in names)
        kind = next((found.decode() for found in defaults if found), "standard")
    name = next((f"{name}/{kind}" for name in names if f"{name}/{kind}" in members()), "")
    if not name and kind != "standard":
        raise UnknownCodeError(f"{tag.language}-u-co-{kind}")
    return _compiled(name)


@lru_cache(maxsize=64)
def _compiled(name: str) -> Order:
    """Return the order that a tailoring makes, or the root's for no name."""
    return Order(_steps((member(name) or b"").decode()))


def _names(tag: LocaleTag) -> list[str]:
    """Return where the order of a tag may be kept, the nearest place first."""
    language = _PARENTS.get(tag.language, tag.language)
    script = script_of(tag)
    return [
        *([f"{language}-{tag.region}"] if tag.region else []),
        *([f"{language}-{script}"] if script else []),
        language,
    ]


def _steps(rules: str) -> Iterator[Step]:
    """Give the steps of rules, with those of other tailorings where they are imported."""
    for step in read_rules(rules):
        if isinstance(step, Setting) and step.words[0] == "import":
            language, _, kind = step.words[1].partition("-u-co-")
            kind = _TYPES.get(kind, kind) or "standard"
            imported = member(f"{language}/{kind}")
            if imported is None:
                raise UnknownCodeError(step.words[1])
            yield from _steps(imported.decode())
        else:
            yield step
