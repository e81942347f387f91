"""Reading plain JSON forms back: what a database or a wire gives may not be what was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar, cast

from crmi18n.errors import CrmI18nError, ParseError

__all__ = ["reads_plain"]

Reader = TypeVar("Reader", bound=Callable[..., Any])


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
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise _unreadable(cls, data, str(error)) from None

    return cast(Reader, checked)


def _unreadable(cls: type, data: Mapping[str, Any], reason: str) -> ParseError:
    from reprlib import repr as shortened

    return ParseError(shortened(data), f"JSON form of {cls.__name__}: {reason}", "form")
