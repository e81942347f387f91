"""The JSON forms of values, read: what has to be there, and is not, is named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, final

from crmi18n.errors import ParseError

__all__ = ["Keys"]


@final
class Keys(dict[str, Any]):
    """The keys of a JSON form; one that is missing is a ParseError, and no KeyError.

    Raises:
        TypeError: the form is no mapping.

    >>> Keys({}, "Appointment")["start"]
    Traceback (most recent call last):
    crmi18n.errors.ParseError: 'start' is no key in the JSON form of Appointment (empty)
    """

    __slots__ = ("of",)

    def __init__(self, form: Mapping[str, Any], of: str) -> None:
        if not isinstance(form, Mapping):
            raise TypeError(f"the JSON form of {of} is a mapping, not {type(form).__name__}")
        super().__init__(form)
        self.of = of

    def __missing__(self, key: str) -> Any:
        raise ParseError(key, f"key in the JSON form of {self.of}", "empty")
