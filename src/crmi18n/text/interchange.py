"""The JSON form of a text: one self-describing document for one column.

Each version carries its fingerprint and its number of words for SQL; a reader derives both anew
from the text, because another program may have changed one without the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from crmi18n.errors import ParseError
from crmi18n.plain import TEXT, parts
from crmi18n.text.segments import words
from crmi18n.text.value import Basis, Text, Version

__all__ = ["FORM", "PARTS", "read", "write"]

FORM: Final = "crmi18n/text@1"
PARTS: Final[dict[str, Any]] = {
    "$": TEXT,
    "src": TEXT,
    "v": {"type": "object", "additionalProperties": parts({"t": TEXT}, closed=False)},
}
"""What every document has, in JSON Schema."""
_EXPECTED: Final = f"text in the form {FORM}"
_DOCUMENT_KEYS: Final = frozenset({"$", "src", "prevails", "v"})
_VERSION_KEYS: Final = frozenset({"t", "fp", "n", "s", "o", "of", "by", "at", "wby", "wat"})


def write(
    versions: Iterable[Version], original: str, prevails: str | None, extra: str
) -> dict[str, Any]:
    """Return the JSON form; what is empty or usual is left out."""
    form: dict[str, Any] = {"$": FORM, "src": original}
    if prevails is not None:
        form["prevails"] = prevails
    form["v"] = {version.lang: _write_version(version) for version in versions}
    return form | _extra(extra)


def read(
    data: Mapping[str, Any], original: str | None
) -> tuple[tuple[Version, ...], str, str | None, str]:
    """Return versions, original, prevailing language and unknown keys.

    Raises:
        ParseError: the data has another form.
    """
    if not isinstance(data, Mapping):
        raise TypeError(f"a text's JSON form is an object, not {type(data).__name__}")
    if "$" not in data:
        return _read_plain(data, original)
    if data["$"] != FORM:
        raise ParseError(str(data["$"]), _EXPECTED, "unknown")
    versions, source, prevails = data.get("v"), data.get("src"), data.get("prevails")
    if not isinstance(versions, Mapping) or not isinstance(source, str):
        raise _malformed(data)
    if not isinstance(prevails, str | None):
        raise _malformed(data)
    found = tuple(_read_version(lang, row) for lang, row in versions.items())
    return found, source, prevails, _unknown(data, _DOCUMENT_KEYS)


def _read_plain(
    data: Mapping[str, Any], original: str | None
) -> tuple[tuple[Version, ...], str, str | None, str]:
    if not data or not all(isinstance(text, str) for text in data.values()):
        raise _malformed(data)
    if original is None and len(data) > 1:
        raise ParseError(_shown(data), "text whose original language is named", "ambiguous")
    versions = tuple(Version(Text(text, lang), origin="import") for lang, text in data.items())
    return versions, original or versions[0].lang, None, ""


def _write_version(version: Version) -> dict[str, Any]:
    form: dict[str, Any] = {"t": version.text.value, "fp": version.fp}
    form["n"] = words(version.text.value)
    if version.state != "draft":
        form["s"] = version.state
    if version.origin != "human":
        form["o"] = version.origin
    if version.basis is not None:
        form["of"] = [version.basis.lang, version.basis.source_fp, version.basis.own_fp]
    facts = {
        "by": version.by,
        "at": _moment(version.at),
        "wby": version.written_by,
        "wat": _moment(version.written_at),
    }
    form |= {key: fact for key, fact in facts.items() if fact is not None}
    return form | _extra(version.extra)


def _read_version(lang: str, row: Any) -> Version:
    try:
        return Version(
            Text(row["t"], lang),
            Basis(*row["of"]) if "of" in row else None,
            row.get("s", "draft"),
            row.get("o", "human"),
            row.get("by"),
            datetime.fromisoformat(row["at"]) if "at" in row else None,
            row.get("wby"),
            datetime.fromisoformat(row["wat"]) if "wat" in row else None,
            _unknown(row, _VERSION_KEYS),
        )
    except ParseError:
        raise
    except (KeyError, TypeError, AttributeError, ValueError):
        raise _malformed({lang: row}) from None


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")


def _extra(extra: str) -> dict[str, Any]:
    known: dict[str, Any] = json.loads(extra) if extra else {}
    return known


def _unknown(data: Mapping[str, Any], known: frozenset[str]) -> str:
    rest = {key: value for key, value in data.items() if key not in known}
    return json.dumps(rest, ensure_ascii=False, sort_keys=True) if rest else ""


def _malformed(data: Mapping[str, Any]) -> ParseError:
    return ParseError(_shown(data), _EXPECTED, "form")


def _shown(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, default=str)
