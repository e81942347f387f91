"""A mapping that never changes, so that settings can be hashed, compared and pickled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any, TypeVar, final

__all__ = ["Table", "frozen", "plain"]

_T = TypeVar("_T")


@final
class Table(Mapping[str, _T]):
    """A read-only mapping in its given order.

    >>> Table({"a": 1})["a"]
    1
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, _T]) -> None:
        self._items = dict(items)

    def __getitem__(self, key: str) -> _T:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"Table({self._items!r})"


def frozen(value: Any) -> Any:
    """Return data with tables for its objects, tuples for its arrays, and days as ISO 8601."""
    if isinstance(value, Mapping):
        return Table({str(key): frozen(entry) for key, entry in value.items()})
    if isinstance(value, list | tuple):
        return tuple(frozen(entry) for entry in value)
    if isinstance(value, date | time):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"settings are plain data, not {type(value).__name__}")


def plain(value: Any) -> Any:
    """Return plain JSON data of what :func:`frozen` made."""
    if isinstance(value, Mapping):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, tuple):
        return [plain(entry) for entry in value]
    return value
