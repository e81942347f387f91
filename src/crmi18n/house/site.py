"""The settings that hold in one place, or for one person there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, final

from crmi18n.errors import SettingsError
from crmi18n.findings import Finding
from crmi18n.house._table import Table
from crmi18n.house.keys import KEYS
from crmi18n.house.layer import Explanation, Layer, did_you_mean

__all__ = ["Site"]


@final
@dataclass(frozen=True, slots=True)
class Site:
    """The effective settings of a site, or of a user at their site; None is not set.

    Attributes:
        id: its id in the file.
        title: ``"site tokyo"`` or ``"user taro"``.
        name: what it is called; the only setting that is never handed down.
        house_currency: the currency that head office reports in (ISO 4217).
        currency: the site's own (ISO 4217).
        corporate_language: the language that everybody reads (BCP 47).
        language: the site's own (BCP 47).
        locale: the forms that numbers and dates are shown in (BCP 47).
        zone: the time zone (IANA).
        country: where it is (ISO 3166-1 alpha-2).
        max_age_days: how many days old a rate may be.
        rates: the file of further rates, relative to the house's directory.
        clearance: what may be read: ``public internal confidential secret``.
        files: what the importer is told of the site's exports, read-only.
        path: the tables of the file that apply, the site's own first.
        explanations: every key's :class:`Explanation`.
        findings: what was found in these tables.
        directory: the folder that relative paths start from; None without a file.
    """

    id: str
    title: str
    name: str | None
    house_currency: str | None
    currency: str | None
    corporate_language: str | None
    language: str | None
    locale: str | None
    zone: str | None
    country: str | None
    max_age_days: int | None
    rates: str | None
    clearance: str | None
    files: Mapping[str, Any] | None
    path: tuple[str, ...]
    explanations: Table[Explanation] = field(repr=False)
    findings: tuple[Finding, ...] = field(repr=False)
    where: str = field(repr=False, compare=False)
    directory: Path | None = field(default=None, repr=False, compare=False)

    @classmethod
    def of(cls, identity: str, layer: Layer, where: str, directory: Path | None = None) -> Site:
        """Return the effective settings of a layer of the file ``where``."""
        values = {key: explanation.value for key, explanation in layer.settings.items()}
        return cls(
            id=identity,
            title=layer.title,
            path=layer.path,
            explanations=Table(layer.settings),
            findings=layer.findings,
            where=f"{where}: {layer.path[0]}",
            directory=directory,
            **values,
        )

    def explain(self, key: str) -> Explanation:
        """Return where a setting comes from, and what it won over.

        Raises:
            SettingsError: there is no such setting; near ones are named.
        """
        try:
            return self.explanations[key]
        except KeyError:
            reason = f"there is no setting {key!r}{did_you_mean(key, KEYS)}"
            raise SettingsError(self.where, reason) from None

    def get(self, key: str) -> Any:
        """Return a setting by its name, or None if it is set nowhere.

        Raises:
            SettingsError: there is no such setting; near ones are named.
        """
        return self.explain(key).value

    def require(self, key: str) -> Any:
        """Return a setting by its name.

        Raises:
            SettingsError: it is set nowhere (the places to set it are named), or there is no
                such setting.
        """
        value = self.get(key)
        if value is None:
            places = self.path if KEYS[key].inherited else self.path[:1]
            tables = " or ".join(f"[{table}]" for table in places)
            raise SettingsError(f"{self.where}.{key}", f"it is not set; write it in {tables}")
        return value
