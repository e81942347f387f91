"""Frozen values without the modules dataclasses and typing.

Either of them alone costs more than a first conversion. The modules that it loads import typing
for type checkers only.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn, TypeVar

    _Any = TypeVar("_Any")

__all__ = ["Frozen", "final"]


def final(kind: _Any) -> _Any:
    """Return a class as it is: that it has no subclasses, Frozen sees to."""
    return kind


class Frozen:
    """A value whose attributes do not change; its class is final.

    A class sets its slots with ``object.__setattr__``, and says itself what is equal.
    """

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> NoReturn:
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __init_subclass__(cls) -> None:
        if Frozen not in cls.__bases__:
            raise TypeError(f"{cls.__bases__[0].__name__} is final: a subclass would be lost")
