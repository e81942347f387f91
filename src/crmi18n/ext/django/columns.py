"""Values of several columns under one name, and what is asked of all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Final

from django.core.exceptions import EmptyResultSet, FieldError, ValidationError
from django.db import models
from django.db.models import lookups
from django.db.models.expressions import ColPairs
from django.db.models.sql.where import WhereNode

from crmi18n.errors import CrmI18nError
from crmi18n.ext.django.exact import EXACT_LOOKUPS, ExactDecimalField, check_fits
from crmi18n.ext.django.forms import read_value
from crmi18n.money import Money

__all__ = ["ColumnsField", "joined"]


_OF_ONE_COLUMN: Final = frozenset(
    {"primary_key", "unique", "db_index", "db_column", "db_default", "db_comment", "choices"}
    | {"unique_for_date", "unique_for_month", "unique_for_year"}
)


class _Whole:
    """The attribute of a value that is kept in several columns."""

    def __init__(self, field: ColumnsField) -> None:
        self.field = field

    def __get__(self, obj: Any, owner: type) -> Any:
        if obj is None:
            return self
        return self.field.value_of([getattr(obj, name) for name in self.field.part_names])

    def __set__(self, obj: Any, value: Any) -> None:
        for name, part in zip(self.field.part_names, self.field.parts_of(value), strict=True):
            setattr(obj, name, part)


class ColumnsField(models.Field):
    """A value under one name, and its columns, in the order in which rows sort by it.

    Attributes:
        kind: the class of the values.
        telling: which column is null if there is no value.
        part_names: the names of the columns as fields.

    Raises:
        TypeError: of an option that is about one column, such as ``unique``; constraints and
            indexes of the model's ``Meta`` name the columns.
    """

    empty_strings_allowed = False
    kind: ClassVar[Any]
    telling: ClassVar[int]
    part_names: tuple[str, ...]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        given = models.Field.deconstruct(self)[3]
        if unknown := sorted(given.keys() & _OF_ONE_COLUMN):
            raise TypeError(f"{type(self).__name__} is several columns: no {', '.join(unknown)}")

    def columns(self) -> Mapping[str, models.Field[Any, Any]]:
        """Return the field of each column by what its name ends with."""
        raise NotImplementedError

    def value_of(self, parts: list[Any]) -> Any:
        """Return the value of what is in the columns."""
        raise NotImplementedError

    def parts_of(self, value: Any) -> Iterable[Any]:
        """Return what is in the columns; raises TypeError for what is no value."""
        raise NotImplementedError

    def prepared(self, value: Any) -> Any:
        """Return what rows are compared with; raises FieldError for what they are not."""
        raise NotImplementedError

    def condition(self, lookup: str, columns: Any, value: Any) -> Any:
        """Return the condition of a lookup on all columns."""
        raise NotImplementedError

    def contribute_to_class(
        self,
        cls: Any,
        name: str,
        private_only: bool = False,  # noqa: ARG002
    ) -> None:
        """Add the columns as fields of their own, and the whole as a private one."""
        columns = self.columns()
        self.part_names = tuple(f"{name}_{part}" for part in columns)
        there = {field.name: field for field in cls._meta.fields}
        for part, column in zip(self.part_names, columns.values(), strict=True):
            if part not in there:  # those of a parent are inherited as they are
                column.contribute_to_class(cls, part)
        super().contribute_to_class(cls, name, private_only=True)
        if inherited := there.get(self.part_names[0]):
            self.model = inherited.model
        setattr(cls, name, _Whole(self))

    def _options(self) -> dict[str, Any]:
        return {"null": self.null, "blank": True, "editable": False}

    def get_attname_column(self) -> Any:
        """Return that it has no column of its own."""
        return self.get_attname(), None

    def db_type(self, connection: Any) -> None:
        """Return that it has no type of its own."""

    def get_col(self, alias: Any, output_field: Any = None) -> Any:  # noqa: ARG002
        """Return all columns."""
        fields = tuple(self.model._meta.get_field(name) for name in self.part_names)
        return ColPairs(alias, fields, fields, self)

    def get_lookup(self, lookup_name: str) -> Any:
        """Return a lookup of all columns together; there are no others."""
        return super().get_lookup(lookup_name) if lookup_name in EXACT_LOOKUPS else None

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:  # noqa: ARG002
        """Refuse to be updated as if it were one column."""
        raise FieldError(f"{self.name} is several columns: {', '.join(self.part_names)}")

    def to_python(self, value: Any) -> Any:
        """Return the value, of its JSON form too.

        Raises:
            ValidationError: it is none.
        """
        return read_value(self.kind, value)

    def clean(self, value: Any, model_instance: Any) -> Any:
        """Return the value, or raise ValidationError."""
        value = self.to_python(value)
        try:
            parts = list(self.parts_of(value))
            for column, part in zip(self.columns().values(), parts, strict=True):
                if isinstance(column, ExactDecimalField) and part is not None:
                    check_fits(self, part, column.scale, model_instance)
        except (CrmI18nError, TypeError) as error:
            raise ValidationError(str(error), code="value") from None
        self.validate(value, model_instance)
        self.run_validators(value)
        return value

    def value_to_string(self, obj: Any) -> Any:
        """Return the JSON form."""
        value = self.value_from_object(obj)
        return None if value is None else value.to_dict()


class _WholeLookup(lookups.Lookup):
    """A filter on all columns of a value together."""

    def __init__(self, lhs: Any, rhs: Any) -> None:
        if not isinstance(lhs, ColPairs):
            raise FieldError(f"{lhs!r} is no value of several columns: compare it in Python")
        self.whole: Any = lhs.output_field
        super().__init__(lhs, rhs)

    def get_prep_lookup(self) -> Any:
        """Return the value that is asked for."""
        return self._prepared(self.rhs)

    def _prepared(self, value: Any) -> Any:
        if hasattr(value, "resolve_expression"):
            raise FieldError("values of several columns are compared in Python")
        return self.whole.prepared(value)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Return the condition."""
        return self._condition(self.rhs).as_sql(compiler, connection)

    def _condition(self, value: Any) -> Any:
        return self.whole.condition(self.lookup_name, self.lhs.get_cols(), value)


class _Is(_WholeLookup):
    lookup_name = "exact"

    def get_prep_lookup(self) -> Any:
        """Return the value that is asked for; of None Django makes ``isnull``."""
        return None if self.rhs is None else super().get_prep_lookup()


class _Less(_WholeLookup):
    lookup_name = "lt"


class _AtMost(_WholeLookup):
    lookup_name = "lte"


class _More(_WholeLookup):
    lookup_name = "gt"


class _AtLeast(_WholeLookup):
    lookup_name = "gte"


class _In(_WholeLookup):
    lookup_name = "in"

    def get_prep_lookup(self) -> Any:
        """Return the values that are asked for."""
        if hasattr(self.rhs, "resolve_expression"):
            raise FieldError("values of several columns are compared in Python")
        return [self._prepared(value) for value in self.rhs if value is not None]

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Return whether it is one of them."""
        if not self.rhs:
            raise EmptyResultSet
        columns = self.lhs.get_cols()
        found = [self.whole.condition("exact", columns, value) for value in self.rhs]
        return joined("OR", found).as_sql(compiler, connection)


class _Between(_WholeLookup):
    lookup_name = "range"

    def get_prep_lookup(self) -> Any:
        """Return the two ends."""
        low, high = (self._prepared(value) for value in self.rhs)
        if isinstance(low, Money):
            low <= high  # noqa: B015 - that they are of one currency is asked
        return low, high

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Return whether it is between them, both included."""
        (low, high), columns = self.rhs, self.lhs.get_cols()
        found = [
            self.whole.condition("gte", columns, low),
            self.whole.condition("lte", columns, high),
        ]
        return joined("AND", found).as_sql(compiler, connection)


class _IsNull(_WholeLookup):
    lookup_name = "isnull"

    def get_prep_lookup(self) -> Any:
        """Return whether there may be none."""
        if not isinstance(self.rhs, bool):
            raise FieldError("isnull is True or False")
        return self.rhs

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Return whether there is none."""
        column = self.lhs.get_cols()[self.whole.telling]
        return lookups.IsNull(column, self.rhs).as_sql(compiler, connection)


def joined(connector: str, conditions: list[Any]) -> Any:
    """Return conditions joined by ``AND`` or ``OR``."""
    return WhereNode(conditions, connector)


for _lookup in (_Is, _Less, _AtMost, _More, _AtLeast, _In, _Between, _IsNull):
    ColumnsField.register_lookup(_lookup)
