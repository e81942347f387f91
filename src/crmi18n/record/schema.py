"""What a record holds: its fields, and the columns that each is read from.

A schema is a frozen dataclass whose annotations are the library's values; the part of a field
that a column holds is written ``amount.currency``.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from dataclasses import dataclass
from typing import (
    Any,
    Generic,
    Literal,
    TypeVar,
    Union,
    final,
    get_args,
    get_origin,
    get_type_hints,
)

from crmi18n.record.kinds import KINDS, CodeKind, Kind

__all__ = ["Field", "Schema"]

T = TypeVar("T")


@final
@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record.

    Attributes:
        name: its name in the dataclass.
        kind: how its value is read from parts.
        required: whether a record cannot be without it.
    """

    name: str
    kind: Kind
    required: bool

    @property
    def columns(self) -> Mapping[str, str]:
        """Column name to part: ``{"amount": "", "amount.currency": "currency"}``."""
        return {f"{self.name}.{part}" if part else self.name: part for part in self.kind.parts}


@final
@dataclass(frozen=True, slots=True)
class Schema(Generic[T]):
    """The fields of a record type.

    Attributes:
        record: the dataclass that records are made as.
        name: what such records are called in settings and reports, such as ``"accounts"``.
        fields: its fields, in order.
    """

    record: type[T]
    name: str
    fields: tuple[Field, ...]

    @staticmethod
    def of(record: type[T], *, name: str | None = None) -> Schema[T]:
        """Return the schema of a dataclass.

        Annotations: ``str``, ``int``, ``Decimal``, ``date``, ``Money``, ``DealAmount``,
        ``Quantity``, ``DualText``, ``PersonName``, ``PhoneNumber``, ``Address``,
        ``Appointment``, a ``Literal`` of codes, ``Annotated[Decimal, "percent"]`` or, from 0 to
        100 % alone, ``"probability"``; each may be optional. A field with no default that is not
        optional is required.

        Raises:
            TypeError: it is no dataclass, or a field has an annotation that is not listed.

        >>> @dataclass(frozen=True)
        ... class Visit:
        ...     id: str
        ...     guests: int | None = None
        >>> [(field.name, field.required) for field in Schema.of(Visit).fields]
        [('id', True), ('guests', False)]
        """
        given: object = record
        if not (isinstance(given, type) and dataclasses.is_dataclass(record)):
            raise TypeError(f"a schema is made of a dataclass, not of {record!r}")
        hints = get_type_hints(record, include_extras=True)
        fields = tuple(_field(f, hints[f.name]) for f in dataclasses.fields(record))
        return Schema(record, name or record.__name__.lower(), fields)

    def field_of(self, column: str) -> tuple[Field, str] | None:
        """Return the field and the part that a column name means, or None."""
        for field in self.fields:
            if (part := field.columns.get(column)) is not None:
                return field, part
        return None


def _field(field: dataclasses.Field[Any], hint: Any) -> Field:
    plain, optional = _without_none(hint)
    has_default = not (
        field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    )
    return Field(field.name, _kind(field.name, plain), required=not (optional or has_default))


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, types.UnionType):
        rest = [argument for argument in get_args(hint) if argument is not type(None)]
        if len(rest) == 1:
            return rest[0], True
    return hint, False


def _kind(name: str, hint: Any) -> Kind:
    if get_origin(hint) is Literal:
        return CodeKind(frozenset(get_args(hint)))
    if hasattr(hint, "__metadata__"):  # Annotated: the remark says how the number is written
        hint = hint.__metadata__[0]
    try:
        return KINDS[hint]()
    except (KeyError, TypeError):
        known = ", ".join(key.__name__ if isinstance(key, type) else str(key) for key in KINDS)
        raise TypeError(f"field {name}: no kind of value is known for {hint!r}; {known}") from None
