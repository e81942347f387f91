"""Reading plain JSON forms back: what a database or a wire gives may not be what was written.

A class says its form in the words of JSON Schema, once, for the frameworks that ask for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps

from crmi18n.errors import CrmI18nError, ParseError

TYPE_CHECKING = False
if TYPE_CHECKING:  # a first conversion of units loads this module, and pays for no typing
    from typing import Any, Final, TypeVar

    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

    Form = dict[str, Any] | type[Any]
    """A form in JSON Schema: ``type``, ``pattern``, ``properties``, ``required``, ``items`` and
    ``additionalProperties``; or a class that has one."""

    Accept = Callable[[Any], Any]
    """Takes a foreign value over, or returns None."""

    Reader = TypeVar("Reader", bound=Callable[..., Any])

__all__ = [
    "DATE",
    "DECIMAL",
    "TEXT",
    "has_form",
    "optional",
    "parts",
    "reads_plain",
    "string",
]


def reads_plain(read: Reader) -> Reader:
    """Make a ``from_dict`` refuse what no ``to_dict`` wrote, in the library's own errors.

    What is missing, of a wrong type or does not read is a ParseError that names the class, the
    reason and the data: stored data is a value, and its types are a part of it. Only what is no
    mapping is a TypeError. Errors of the library's own pass as they are.

    >>> from crmi18n.money import Money
    >>> Money.from_dict({})
    Traceback (most recent call last):
    crmi18n.errors.ParseError: '{}' is no JSON form of Money: it has no 'amount' (form)
    """

    @wraps(read)
    def checked(cls: type, data: Mapping[str, Any], /, *args: Any, **options: Any) -> Any:
        if not isinstance(data, Mapping):
            raise TypeError(f"{cls.__name__}: a mapping is expected, not {type(data).__name__}")
        try:
            return read(cls, data, *args, **options)
        except CrmI18nError:
            raise
        except KeyError as error:
            raise _unreadable(cls, data, f"it has no {error}") from None
        except RecursionError:
            raise _unreadable(cls, data, "it is nested too deeply") from None
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise _unreadable(cls, data, str(error)) from None

    return checked  # type: ignore[return-value]  # it takes and gives what the reader does


def _unreadable(cls: type, data: Mapping[str, Any], reason: str) -> ParseError:
    from reprlib import repr as shortened

    return ParseError(shortened(data), f"JSON form of {cls.__name__}: {reason}", "form")


def string(pattern: str) -> dict[str, Any]:
    """Return the form of a string that is as a pattern says, from end to end."""
    return {"type": "string", "pattern": f"^{pattern}$"}


def optional(form: dict[str, Any]) -> dict[str, Any]:
    """Return the form of what may be null."""
    return {**form, "type": [form["type"], "null"]}


def parts(
    required: Mapping[str, Form],
    others: Mapping[str, Form] | None = None,
    *,
    closed: bool = True,
) -> dict[str, Any]:
    """Return the form of an object of named parts; a closed one has no others."""
    return {
        "type": "object",
        "properties": {**required, **(others or {})},
        "required": list(required),
        "additionalProperties": not closed,
    }


TEXT: Final[dict[str, Any]] = {"type": "string"}
DATE: Final = string("[0-9]{4}-[0-9]{2}-[0-9]{2}")
DECIMAL: Final = string(r"-?[0-9]+(\.[0-9]+)?")
_OBJECT: Final[Form] = {"type": "object"}


def has_form(form: Form = _OBJECT, *, accept: Accept | None = None) -> Any:
    """Return the method by which pydantic asks a class for its schema.

    Args:
        form: what ``to_dict`` writes; what it cannot say, ``from_dict`` checks.
        accept: takes over a value of another library.
    """

    def schema(cls: type, _source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from crmi18n._pydantic import value_schema

        return value_schema(cls, form, handler, accept)

    return classmethod(schema)
