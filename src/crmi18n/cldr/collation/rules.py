"""Collation rules as CLDR writes them, read into steps.

Source: UTS #35 part 5, section 4 (rule syntax). Quaternary relations are read and have no
effect on a key, because keys hold three levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, final

from crmi18n.errors import ParseError

__all__ = ["Relation", "Reset", "Setting", "Step", "read_rules"]

IDENTICAL: Final = 15
_LEVELS: Final = {"<": 1, "<<": 2, "<<<": 3, "<<<<": 4, "=": IDENTICAL}
_CHAR: Final = (
    r"(?:'(?:[^']|'')*'|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\.|[^\s!-/:-@\[-`{-~]|[A-Za-z0-9])"
)
_ESCAPED: Final = re.compile(r"\\u(.{4})|\\U(.{8})|\\(.)", re.DOTALL)
_QUOTED: Final = re.compile(rf"{_ESCAPED.pattern}|'((?:[^']|'')+)'|''", re.DOTALL)


@final
@dataclass(frozen=True, slots=True)
class Reset:
    """Where the next relations begin: after a string, before it, or at a named place."""

    text: str
    before: int = 0
    special: str = ""


@final
@dataclass(frozen=True, slots=True)
class Relation:
    """A string that follows at a level: 1 to 4, or 15 for the same place."""

    level: int
    text: str
    prefix: str = ""
    extension: str = ""


@final
@dataclass(frozen=True, slots=True)
class Setting:
    """A word in brackets, such as ``reorder Cyrl``."""

    words: tuple[str, ...]


Step = Reset | Relation | Setting


def read_rules(rules: str) -> Iterator[Step]:
    """Give the steps of a tailoring.

    Raises:
        ParseError: the rules are not written in that syntax.

    >>> [step.level for step in read_rules("&N<ñ<<<Ñ") if isinstance(step, Relation)]
    [1, 3]
    """
    pattern, position = _token(), 0
    while position < len(rules):
        token = pattern.match(rules, position)
        if token is None:
            raise ParseError(rules[position : position + 20], "collation rule (UTS #35)", "form")
        position = token.end()
        if token["setting"]:
            yield Setting(tuple(token["setting"].split(maxsplit=1)))
        elif token["reset"] or token["special"]:
            special = " ".join((token["special"] or "").split())
            yield Reset(_plain(token["reset"] or ""), int(token["before"] or 0), special)
        elif token["star"]:
            level = _LEVELS[token["relation"]]
            yield from (Relation(level, char) for char in _spread(token["text"]))
        elif token["relation"]:
            yield Relation(
                _LEVELS[token["relation"]],
                _plain(token["text"]),
                _plain(token["prefix"] or ""),
                _plain(token["extension"] or ""),
            )


@lru_cache(maxsize=1)
def _token() -> re.Pattern[str]:
    """Return the pattern of one step, compiled when rules are read for the first time."""
    return re.compile(
        rf"""
        \s+ | \#[^\n]*
        | \[(?P<setting>[^\[\]]*(?:\[[^\]]*\])?[^\[\]]*)\]
        | &\s*(?:\[\s*before\s+(?P<before>[123])\s*\]\s*)?
          (?:(?P<reset>{_CHAR}+)|\[(?P<special>[a-z\s]+)\])
        | (?P<relation><{{1,4}}|=)(?P<star>\*?)\s*
          (?:(?P<prefix>{_CHAR}+)\s*\|\s*)?(?P<text>(?:{_CHAR}|-(?={_CHAR}))+)
          (?:\s*/\s*(?P<extension>{_CHAR}+))?
        """,
        re.VERBOSE,
    )


def _plain(text: str) -> str:
    """Return a string without its quotes and escapes."""

    def unquoted(match: re.Match[str]) -> str:
        short, long, escaped, *quoted = match.groups()
        if quoted and quoted[0]:
            return _ESCAPED.sub(unquoted, quoted[0].replace("''", "'"))
        if code := short or long:
            return chr(int(code, 16))
        return escaped or "'"

    return _QUOTED.sub(unquoted, text) if "'" in text or "\\" in text else text


def _spread(text: str) -> Iterator[str]:
    """Give the characters of a starred list, with its ranges filled in."""
    first, *rest = text.split("-") if "'" not in text else re.split(r"(?<=')-(?=')", text)
    previous = _plain(first)
    yield from previous
    for part in rest:
        plain = _plain(part)
        yield from map(chr, range(ord(previous[-1]) + 1, ord(plain[0])))
        yield from plain
        previous = plain
