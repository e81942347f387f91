"""One layer of settings upon the layers above it, and which of them wins.

A lower layer overrides a higher one, unless a layer above has locked the key: then the lower
value is ignored, and a finding names both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, final

from crmi18n.errors import SettingsError
from crmi18n.findings import Finding
from crmi18n.house.keys import KEYS

__all__ = ["Explanation", "Layer", "did_you_mean"]


@final
@dataclass(frozen=True, slots=True)
class Explanation:
    """Where an effective setting comes from.

    Attributes:
        key: the setting.
        value: its effective value; None: it is set nowhere.
        layer: the layer that set it, such as ``"region apac"``, or None.
        overridden: the layers that lost, as pairs of layer and value: the values replaced from
            below, the nearest first, then those that a lock has kept out.
        reason: the same in words: ``"region apac over group"``, ``"locked by group"``.
    """

    key: str
    value: Any
    layer: str | None
    overridden: tuple[tuple[str, Any], ...]
    reason: str

    def __str__(self) -> str:
        return f"{self.key} = {self.value}: {self.reason}"


@final
@dataclass(frozen=True, slots=True)
class Layer:
    """A layer with all that the layers above it hand down.

    Attributes:
        title: what it is called: ``"group"``, ``"site tokyo"``.
        path: the tables of the file from this layer up to the group.
        settings: every key's explanation, as of this layer.
        locks: the keys that lower layers cannot set, with the title of the layer that says so.
        own_findings: what was found in this layer's table.
        findings: the same of this layer and all above it.
    """

    title: str
    path: tuple[str, ...]
    settings: Mapping[str, Explanation]
    locks: Mapping[str, str]
    own_findings: tuple[Finding, ...]
    findings: tuple[Finding, ...]

    @staticmethod
    def build(
        title: str,
        path: str,
        entries: Mapping[str, Any],
        parent: Layer | None,
        where: str,
    ) -> Layer:
        """Return the layer of one table of the file.

        Args:
            title: what it is called.
            path: the table's place in the file.
            entries: its keys, without the one that names its parent.
            parent: the layer above.
            where: the file, for errors.

        Raises:
            SettingsError: a value has not its key's form, or a lock is of no use.
        """
        given, findings = _read(entries, path, where)
        above = _handed_down(parent)
        locked_above = parent.locks if parent else {}
        settings = {}
        for key in KEYS:
            value, locker = given.get(key), locked_above.get(key)
            if locker and value == above[key].value:
                value = None  # it says again what is locked: nothing is lost
            if locker and value is not None:
                findings.append(_kept_out(key, value, title, path, locker))
            settings[key] = _layered(above[key], title, value, locker)
        locks = _locks(entries.get("locked", ()), settings, f"{where}: {path}.locked")
        findings += [_unknown(key, f"{path}.locked", key) for key in locks if key not in KEYS]
        return Layer(
            title,
            (path, *parent.path) if parent else (path,),
            settings,
            dict.fromkeys(locks, title) | dict(locked_above),
            tuple(findings),
            (*(parent.findings if parent else ()), *findings),
        )


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint at the nearest known words, or nothing."""
    near = get_close_matches(word, list(known), n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(map(repr, near))}?" if near else ""


def _handed_down(parent: Layer | None) -> dict[str, Explanation]:
    return {
        key: parent.settings[key]
        if parent is not None and rule.inherited
        else Explanation(key, None, None, (), "set nowhere")
        for key, rule in KEYS.items()
    }


def _read(
    entries: Mapping[str, Any], path: str, where: str
) -> tuple[dict[str, Any], list[Finding]]:
    given: dict[str, Any] = {}
    findings = []
    for key, value in entries.items():
        if rule := KEYS.get(key):
            try:
                given[key] = rule.check(value)
            except (TypeError, ValueError) as error:
                raise SettingsError(f"{where}: {path}.{key}", str(error)) from None
        elif key != "locked":
            findings.append(_unknown(key, f"{path}.{key}", str(value)))
    return given, findings


def _unknown(key: str, place: str, value: str) -> Finding:
    message = f"there is no setting {key!r}; it is ignored{did_you_mean(key, KEYS)}"
    return Finding("house.unknown_key", "warning", message, place, value)


def _layered(above: Explanation, title: str, value: Any, locker: str | None) -> Explanation:
    if locker:
        lost = () if value is None else ((title, value),)
        reason = f"locked by {locker}"
        return replace(above, overridden=(*above.overridden, *lost), reason=reason)
    if value is None:
        return above
    if above.layer is None:
        return Explanation(above.key, value, title, (), f"set by {title}")
    overridden = ((above.layer, above.value), *above.overridden)
    reason = " over ".join((title, *(layer for layer, _ in overridden)))
    return Explanation(above.key, value, title, overridden, reason)


def _kept_out(key: str, value: Any, title: str, path: str, locker: str) -> Finding:
    message = f"{key}: locked by {locker}, value {value} of {title} ignored"
    return Finding("house.locked", "warning", message, f"{path}.{key}", str(value))


def _locks(keys: Any, settings: Mapping[str, Explanation], where: str) -> tuple[str, ...]:
    if not isinstance(keys, tuple) or not all(isinstance(key, str) for key in keys):
        raise SettingsError(where, f"{keys!r} is no list of settings")
    for key in filter(KEYS.__contains__, keys):
        if not KEYS[key].inherited:
            raise SettingsError(where, f"{key!r} is not passed down, so it cannot be locked")
        if settings[key].layer is None:
            raise SettingsError(where, f"{key!r} is locked, but neither set here nor above")
    return keys
