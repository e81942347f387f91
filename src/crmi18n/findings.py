"""What a check found: a fact about a value that its owner should know."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final, Literal, final, get_args

from crmi18n.plain import reads_plain

__all__ = ["Finding", "Severity"]

Severity = Literal["error", "warning", "info"]
_SEVERITIES: Final = frozenset(get_args(Severity))


@final
@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found, for a program and for a person.

    Args:
        code: a stable dotted id such as ``"address.postal_code.form"``; programs branch on it,
            and ``label(code, locale=...)`` gives it in the reader's language.
        severity: ``"error"`` (cannot be used as it is), ``"warning"`` (used, and somebody
            should look), ``"info"`` (worth knowing).
        message: what is wrong, with the value and what would be accepted, in English.
        where: the path of the place, such as ``"rows[3].weight"``; empty: the whole value.
        value: the text that was looked at, as it was found.

    >>> Finding("import.number", "error", "13,75 is no number of en-US").at("rows[3].weight").where
    'rows[3].weight'
    """

    code: str
    severity: Severity
    message: str
    where: str = ""
    value: str = ""

    def __post_init__(self) -> None:
        if self.severity not in _SEVERITIES:
            raise ValueError(f"{self.severity!r} is no severity: error, warning or info")

    def at(self, where: str) -> Finding:
        """Return the finding with ``where`` put in front of its own place."""
        return replace(self, where=f"{where}.{self.where}" if self.where else where)

    def to_dict(self) -> dict[str, str]:
        """Return the plain JSON form."""
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "where": self.where,
            "value": self.value,
        }

    @classmethod
    @reads_plain
    def from_dict(cls, data: dict[str, Any]) -> Finding:
        """Read what :meth:`to_dict` wrote."""
        return cls(**data)
