"""From what people type to one phone number.

phonenumbers reads a number; around it people write labels, extensions, other endings and second
numbers, and ``00`` for ``+`` where the region dials something else.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from crmi18n.contact import _phonenumbers
from crmi18n.contact._phonenumbers import Read
from crmi18n.errors import ParseError

__all__ = ["Parsed", "parse_phone"]

_LONGEST: Final = 250
"""Longer texts are no phone number; it is phonenumbers' own limit as well."""

_EXTENSION: Final = re.compile(
    r"(?<![^\W\d_])(?:extension|ext|extn|ex|x|durchwahl|nst|nebenstelle|apparat|app|poste|interno"
    r"|int|anexo|ramal|toestel|tst|wew|доб|внутр|内線|內線|转|轉|分机|分機)"
    r"[.:]{0,2}\s{0,3}(?P<digits>[0-9]{1,7})\)?$",
    re.IGNORECASE,
)
_URI: Final = re.compile(
    r"(?:tel:[+0-9().-]+|[+0-9().-]+(?=;ext=))(?:;[a-z0-9.+=;-]*)?", re.IGNORECASE
)
_SHORT_URI: Final = re.compile(r"tel:([0-9]{1,8});phone-context=\+([0-9]{1,3})", re.IGNORECASE)
_START: Final = re.compile(r"\(?\s?[+\d]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_VANITY: Final = re.compile(r"(?:[A-Z][ -]?){3,}[0-9 -]*")
_DIRECT: Final = re.compile(r"\s{0,3}\bDW\.?\s{0,3}(?=[0-9]{1,5}$)")
_ENDING: Final = re.compile(r"[0-9]{1,4}")
_SEPARATOR: Final = re.compile(r"\s?[;\n]\s?")


class Parsed(NamedTuple):
    """A number, the region that was needed to read it, and what else the text holds."""

    number: Read
    region_used: str | None
    rest: str


def parse_phone(text: str, region: str | None) -> Parsed:
    """Read the first number of a text.

    Raises:
        TypeError: ``text`` is no string.
        ParseError: there is no phone number, or it needs a region to be read.
    """
    if not isinstance(text, str):
        raise TypeError(f"a phone number is a string, not {type(text).__name__}")
    if len(text) > _LONGEST:
        raise ParseError(text, f"phone number of at most {_LONGEST} characters", "range")
    plain = _plain(text)
    if not plain:
        raise ParseError(text, "phone number", "empty")
    if found := _SHORT_URI.fullmatch(plain):
        short = _phonenumbers.read_short(found[1], int(found[2]))
        return Parsed(short, None, "") if short else _number(plain, region, "")
    if _URI.fullmatch(plain):
        return _number(plain, region, "")
    start = _START.search(plain)
    if start is None:
        raise ParseError(text, "phone number: it has no digits", "form")
    line, *others = _SEPARATOR.split(plain[start.start() :], maxsplit=1)
    number, extension, remark = _parts(line)
    number, ending = _without_ending(number, region)
    rest = " ".join(filter(None, (ending, remark, *others)))
    parsed = _number(number.strip(" ,/-"), region, rest)
    if not extension:
        return parsed
    return parsed._replace(number=parsed.number._replace(extension=extension))


def _plain(text: str) -> str:
    """Return NFKC without invisible format characters, such as marks of direction."""
    normal = unicodedata.normalize("NFKC", text)
    return "".join(c for c in normal if unicodedata.category(c) != "Cf").strip()


def _parts(line: str) -> tuple[str, str, str]:
    """Return number, extension and remark; what follows a remark is no extension of the number."""
    line = _DIRECT.sub("-", line)  # Durchwahl in Austria: it is dialled with the number
    found = _EXTENSION.search(line)
    if found and not _without_remark(line[: found.start()])[1]:
        return line[: found.start()], found["digits"], ""
    number, remark = _without_remark(line)
    return number, "", remark


def _without_remark(text: str) -> tuple[str, str]:
    """Cut at the first word, such as ``(reception)``; letters of a vanity number stay."""
    letter = _LETTER.search(text)
    if letter is None or _VANITY.fullmatch(text, letter.start()):
        return text, ""
    start = letter.start()
    if text[:start].endswith("("):
        start -= 1
    return text[:start], text[start:].strip()


def _without_ending(text: str, region: str | None) -> tuple[str, str]:
    """Cut off another ending (``/ 01``) or a second number behind a slash.

    Without blanks around it a slash may belong to the number (``089/123456``): then it parts
    only what is no number as a whole.
    """
    first, slash, second = text.partition(" / ")
    if not slash:
        first, slash, second = text.rpartition("/")
        if not slash or _is_valid(text, region):
            return text, ""
    if not _is_valid(first, region):
        return text, ""
    if _ENDING.fullmatch(second.strip()):
        return first, second.strip()
    if _is_valid(second, region) and not _is_valid(text, region):
        return first, second.strip()
    return text, ""


def _number(text: str, region: str | None, rest: str) -> Parsed:
    """Read a number; ``00`` as ``+`` where the region does not: most of the world dials it so."""
    abroad = f"+{text[2:]}" if text.startswith("00") else ""
    if abroad and not _is_valid(text, region) and _is_valid(abroad, None):
        return Parsed(_phonenumbers.read(abroad, None), None, rest)
    found = _phonenumbers.read(text, region)
    return Parsed(found, region if found.assumed else None, rest)


def _is_valid(text: str, region: str | None) -> bool:
    try:
        return _phonenumbers.read(text, region).valid
    except ParseError:
        return False
