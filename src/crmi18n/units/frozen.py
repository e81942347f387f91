"""Frozen values without the dataclasses module, which alone costs more than a first conversion."""

from __future__ import annotations

from typing import NoReturn

__all__ = ["Frozen"]


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
