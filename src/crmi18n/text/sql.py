# ruff: noqa: S608 - names are checked against _NAME, languages parsed, before they are written
"""The state of texts in SQL, for the JSON form in one column (SQLite 3.38, PostgreSQL 13).

A :class:`DualDocument` has another form, of many texts: these expressions do not read it.
The expressions derive what :meth:`LocalizedText.status` derives, from the fingerprints that
the JSON form carries. Names are checked and quoted, languages are parsed before they are
written into a path.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, Literal

from crmi18n.cldr import LocaleLike, LocaleTag
from crmi18n.errors import ParseError
from crmi18n.text.value import canonical_language, fingerprint

__all__ = ["Dialect", "backlog_sql", "coverage_sql", "index_sql", "status_sql"]

Dialect = Literal["sqlite", "postgresql"]

_LONGEST: Final = 40  # a name of PostgreSQL has 63 bytes, and whatever is behind is cut off
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,62}(?:\.[A-Za-z_][A-Za-z0-9_]{0,62}){0,2}")


def status_sql(column: str, language: LocaleLike, *, dialect: Dialect) -> str:
    """Return an expression for the state of one language; NULL where the column is.

    In PostgreSQL all of its functions are immutable: it can be a stored generated column.

    Raises:
        ParseError: the name is no plain SQL name, or the dialect is unknown.
        UnknownLocaleError: the language is not well formed.
    """
    name, lang = _quoted(column), canonical_language(language)
    get = _getter(name, dialect)
    there = get("v", lang)
    source_fp = _dynamic(name, get("v", lang, "of", 0), dialect)("fp")
    label = (
        f"CASE WHEN {get('v', lang, 'o')} = 'machine' AND"
        f" coalesce({get('v', lang, 's')}, 'draft') = 'draft' THEN 'machine'"
        f" ELSE coalesce({get('v', lang, 's')}, 'draft') END"
    )
    own = f"{get('v', lang, 'of', 2)} <> {get('v', lang, 'fp')}"
    return (
        f"CASE WHEN {name} IS NULL THEN NULL WHEN {there} IS NULL THEN 'missing'"
        f" WHEN {get('v', lang, 'of')} IS NULL THEN"
        f" CASE WHEN {get('src')} = '{lang}' THEN 'original' ELSE {label} END"
        f" WHEN {source_fp} IS NULL OR {get('v', lang, 'of', 1)} <> {source_fp}"
        f" THEN CASE WHEN {own} THEN 'diverged' ELSE 'outdated' END"
        f" WHEN {own} THEN 'edited' ELSE {label} END"
    )


def coverage_sql(
    table: str,
    fields: Sequence[str],
    language: LocaleLike | Sequence[LocaleLike],
    *,
    dialect: Dialect,
    by: str | None = None,
) -> str:
    """Return a query: field, grp, language, status, texts, words; as :func:`coverage` counts.

    ``not_needed`` is a text that is the same on purpose, or has no language.

    Raises:
        ParseError: a name is no plain SQL name, or the dialect is unknown.
    """
    rows = _union(table, fields, language, dialect, by, "NULL")
    place = "field, grp, language, status"
    return (
        f"SELECT {place}, count(*) AS texts, sum(words) AS words FROM ({rows}) AS t"
        f" GROUP BY {place} ORDER BY {place}"
    )


def backlog_sql(
    table: str,
    fields: Sequence[str],
    language: LocaleLike | Sequence[LocaleLike],
    *,
    dialect: Dialect,
    key: str = "id",
    by: str | None = None,
) -> str:
    """Return a query: record, field, grp, language, status, words, since; what wants work.

    Raises:
        ParseError: a name is no plain SQL name, or the dialect is unknown.
    """
    rows = _union(table, fields, language, dialect, by, _quoted(key))
    return (
        f"SELECT record, field, grp, language, status, words, since FROM ({rows}) AS t"
        " WHERE status NOT IN ('original', 'reviewed', 'not_needed')"
        # Without the Z a moment sorts before one of the same second with a fraction.
        " ORDER BY since IS NULL, rtrim(since, 'Z'), words DESC"
    )


def index_sql(
    table: str, column: str, language: LocaleLike, *, dialect: Dialect
) -> tuple[str, ...]:
    """Return statements for indexes: to sort by one language, and to find what is not reviewed.

    Raises:
        ParseError: a name is no plain SQL name, or the dialect is unknown.
    """
    name, lang = _quoted(column), canonical_language(language)
    get = _getter(name, dialect)
    stem = re.sub(r"\W+", "_", f"{table}_{column}_{lang}").lower()
    if len(stem) > _LONGEST:
        stem = f"{stem[:_LONGEST]}_{fingerprint(stem)[2:]}"
    text, state = get("v", lang, "t"), get("v", lang, "s")
    return (
        f'CREATE INDEX "{stem}_text" ON {_quoted(table)} (({text}))',
        (
            f'CREATE INDEX "{stem}_open" ON {_quoted(table)} (({state}))'
            f" WHERE ({state}) IS NULL OR ({state}) <> 'reviewed'"
        ),
    )


def _union(
    table: str,
    fields: Sequence[str],
    language: LocaleLike | Sequence[LocaleLike],
    dialect: Dialect,
    by: str | None,
    key: str,
) -> str:
    several = (language,) if isinstance(language, str | LocaleTag) else tuple(language)
    return " UNION ALL ".join(
        _rows(table, field, lang, dialect, by, key) for field in fields for lang in several
    )


def _rows(
    table: str, field: str, language: LocaleLike, dialect: Dialect, by: str | None, key: str
) -> str:
    name, lang = _quoted(field), canonical_language(language)
    get = _getter(name, dialect)
    original = _dynamic(name, get("src"), dialect)
    status = status_sql(field, lang, dialect=dialect)
    own, source = get("v", lang, "n"), original("n")
    outdated = f"({status}) IN ('outdated', 'diverged')"
    behind = f"({status}) IN ('missing', 'outdated', 'diverged')"
    basis, written = _dynamic(name, get("v", lang, "of", 0), dialect), get("v", lang, "wat")
    since = (
        f"CASE WHEN {outdated} THEN coalesce({basis('wat')}, {written})"
        f" WHEN ({status}) = 'missing' THEN {original('wat')} ELSE {written} END"
    )
    return (
        f"SELECT {key} AS record, '{field}' AS field,"
        f" {'NULL' if by is None else _quoted(by)} AS grp, '{lang}' AS language,"
        f" CASE WHEN {get('src')} = 'zxx' AND {get('v', lang)} IS NULL THEN 'not_needed'"
        f" WHEN {get('v', lang, 'o')} = 'verbatim'"
        f" AND ({status}) NOT IN ('outdated', 'diverged', 'rejected') THEN 'not_needed'"
        f" ELSE {status} END AS status,"
        f" CAST(CASE WHEN {behind} THEN {source} ELSE {own} END AS integer) AS words,"
        f" {since} AS since"
        f" FROM {_quoted(table)} WHERE {name} IS NOT NULL"
    )


def _quoted(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ParseError(name, "plain SQL name", "form")
    return ".".join(f'"{part}"' for part in name.split("."))


def _getter(name: str, dialect: Dialect) -> Callable[..., str]:
    """Return a function from path to expression."""
    if dialect == "postgresql":
        return lambda *path: f"({name} #>> '{{{','.join(map(str, path))}}}')"
    if dialect == "sqlite":
        return lambda *path: f"json_extract({name}, '{_path(path)}')"
    raise ParseError(str(dialect), "dialect: sqlite, postgresql", "unknown")


def _path(path: Sequence[str | int]) -> str:
    return "$" + "".join(f"[{p}]" if isinstance(p, int) else f'."{p}"' for p in path)


def _dynamic(name: str, lang: str, dialect: Dialect) -> Callable[[str], str]:
    """Return a function from key to expression, for the version in a language that is data."""
    if dialect == "postgresql":
        return lambda key: f"({name} #>> ARRAY['v', {lang}, '{key}'])"
    return lambda key: f"json_extract({name}, '$.v.\"' || {lang} || '\".{key}')"
