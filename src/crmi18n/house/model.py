"""The house: every site's and user's settings, as head office rolls them out in one file."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, final

from crmi18n.errors import SettingsError
from crmi18n.findings import Finding
from crmi18n.house._table import Table, frozen, plain
from crmi18n.house.layer import Layer, did_you_mean
from crmi18n.house.site import Site
from crmi18n.plain import reads_plain

__all__ = ["House"]

_GROUP: Final = "group"
# Each table of layers, what one of them is called, and the key that names its parent.
_LEVELS: Final = (
    ("regions", "region", None),
    ("companies", "company", "region"),
    ("sites", "site", "company"),
    ("users", "user", "site"),
)
_TABLES: Final = (_GROUP, *(table for table, _, _ in _LEVELS))


@final
@dataclass(frozen=True, slots=True)
class House:
    """The settings of a group, layered: group > region > company > site > user.

    Attributes:
        data: the tables as written, read-only.
        where: the file, or what stands for it in errors.
        directory: the file's directory, which relative paths start from; None without a file.
        sites: the effective settings of each site by its id, in the order of the file.
        users: the same of each user.
        findings: every setting that was ignored.

    >>> house = House.from_dict(
    ...     {
    ...         "group": {"house_currency": "EUR", "locked": ["house_currency"]},
    ...         "sites": {"tokyo": {"house_currency": "JPY", "max_age_days": 7}},
    ...     }
    ... )
    >>> house.site("tokyo").house_currency, house.site("tokyo").max_age_days
    ('EUR', 7)
    >>> house.findings[0].message
    'house_currency: locked by group, value JPY of site tokyo ignored'
    """

    data: Table[Any]
    where: str = field(default="house", compare=False)
    directory: Path | None = field(default=None, compare=False)
    sites: Mapping[str, Site] = field(init=False, repr=False, compare=False)
    users: Mapping[str, Site] = field(init=False, repr=False, compare=False)
    findings: tuple[Finding, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        layers = _layers(self.data, self.where)
        for table in ("sites", "users"):
            effective = {
                identity: Site.of(identity, layer, self.where, self.directory)
                for identity, layer in layers[table].items()
            }
            object.__setattr__(self, table, Table(effective))
        found = [
            f for table in layers.values() for layer in table.values() for f in layer.own_findings
        ]
        object.__setattr__(self, "findings", (*_unknown_tables(self.data), *found))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> House:
        """Read a TOML file.

        Raises:
            SettingsError: it cannot be read, or an entry cannot be used; ``where`` names it.
        """
        file = Path(path)
        try:
            data = tomllib.loads(file.read_bytes().decode("utf-8-sig"), parse_float=str)
        except OSError as error:
            raise SettingsError(str(file), f"it cannot be read: {error.strerror}") from None
        except ValueError as error:  # no UTF-8, or no TOML
            raise SettingsError(str(file), f"it is no TOML file: {error}") from None
        except RecursionError:
            raise SettingsError(str(file), "its arrays or tables are nested too deep") from None
        return cls.from_dict(data, where=str(file), directory=file.absolute().parent)

    @classmethod
    @reads_plain
    def from_dict(
        cls, data: Mapping[str, Any], *, where: str = "house", directory: Path | None = None
    ) -> House:
        """Read what :meth:`to_dict` wrote, or a TOML file's tables.

        Raises:
            SettingsError: an entry cannot be used; ``where`` names it.
            ParseError: the data is not plain.
            TypeError: it is no mapping.
        """
        try:
            return cls(frozen(data), where, directory)
        except RecursionError:
            raise SettingsError(where, "its arrays or tables are nested too deep") from None

    def to_dict(self) -> dict[str, Any]:
        """Return the tables as written, in plain JSON types."""
        tables: dict[str, Any] = plain(self.data)
        return tables

    @property
    def id(self) -> str:
        """A hash of the content: two houses with the same id have the same settings."""
        text = json.dumps(self.to_dict(), ensure_ascii=False, sort_keys=True)
        return f"1:{blake2b(text.encode(), digest_size=16).hexdigest()}"

    def site(self, identity: str) -> Site:
        """Return the effective settings of a site.

        Raises:
            SettingsError: there is no such site; near ones are named.
        """
        return _find(self.sites, "site", identity, self.where)

    def user(self, identity: str) -> Site:
        """Return the effective settings of a user at their site.

        Raises:
            SettingsError: there is no such user; near ones are named.
        """
        return _find(self.users, "user", identity, self.where)


def _find(among: Mapping[str, Site], kind: str, identity: str, where: str) -> Site:
    try:
        return among[identity]
    except KeyError:
        raise SettingsError(where, _absent(kind, identity, among)) from None


def _absent(kind: str, identity: str, known: Mapping[str, object]) -> str:
    return f"there is no {kind} {identity!r}{did_you_mean(identity, known)}"


def _layers(data: Mapping[str, Any], where: str) -> dict[str, dict[str, Layer]]:
    """Return every layer by table and id, each built upon its parent."""
    group = Layer.build(_GROUP, _GROUP, _table(data, _GROUP, f"{where}: {_GROUP}"), None, where)
    layers = {_GROUP: {_GROUP: group}}
    above: dict[str, Layer] = {}
    for table, kind, link in _LEVELS:
        here = {}
        for identity, entries in _rows(data, table, where):
            own = dict(entries)
            parent = group
            if link is not None and link in own:
                place = f"{where}: {table}.{identity}.{link}"
                parent = _parent(above, link, own.pop(link), place)
            path = f"{table}.{identity}"
            here[identity] = Layer.build(f"{kind} {identity}", path, own, parent, where)
        layers[table] = above = here
    return layers


def _parent(among: Mapping[str, Layer], kind: str, identity: Any, where: str) -> Layer:
    if not isinstance(identity, str):
        raise SettingsError(where, f"{identity!r} is no id of a {kind}")
    if identity not in among:
        raise SettingsError(where, _absent(kind, identity, among))
    return among[identity]


def _rows(
    data: Mapping[str, Any], table: str, where: str
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    rows = _table(data, table, f"{where}: {table}")
    for identity in rows:
        yield identity, _table(rows, identity, f"{where}: {table}.{identity}")


def _table(data: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
    table = data.get(key, {})
    if not isinstance(table, Mapping):
        raise SettingsError(where, f"{table!r} is no table")
    return table


def _unknown_tables(data: Mapping[str, Any]) -> Iterator[Finding]:
    for key in data:
        if key not in _TABLES:
            message = f"there is no table {key!r}; it is ignored{did_you_mean(key, _TABLES)}"
            yield Finding("house.unknown_key", "warning", message, key)
