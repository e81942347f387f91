"""Decimals that come back as they were, in every database."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import FieldDoesNotExist, FieldError, ValidationError
from django.core.management.base import CommandError
from django.db import connections, models, router
from django.db.models import Avg, Case, Max, Min, StdDev, Sum, Value, Variance, lookups
from django.db.models.expressions import (
    BaseExpression,
    Col,
    Combinable,
    CombinedExpression,
    ExpressionList,
    ExpressionWrapper,
    OuterRef,
    ResolvedOuterRef,
)
from django.db.models.functions import Abs, Cast, Coalesce, Greatest, Least, NullIf
from django.db.models.signals import pre_migrate

from crmi18n.errors import CrmI18nError
from crmi18n.ext._columns import DIGITS, decimal_of, stored, units_of
from crmi18n.money.rounding import exact_number

__all__ = ["EXACT_LOOKUPS", "ExactDecimalField", "check_fits"]


EXACT_LOOKUPS: Final = frozenset({"exact", "in", "lt", "lte", "gt", "gte", "range", "isnull"})


def check_fits(field: Any, number: Decimal, scale: int, instance: Any) -> None:
    """Raise AmountError for a number that the database of a model does not keep."""
    alias = router.db_for_write(getattr(field, "model", None), instance=instance)
    sqlite = connections[alias].vendor == "sqlite"
    units_of(exact_number(number), scale, sqlite=sqlite)


def _operands(expression: Any) -> list[Any]:
    """Return what else has to be exact numbers of one scale, so that an expression is one.

    Raises:
        FieldError: it computes what is not the same with the integers of SQLite.
    """
    sources = expression.get_source_expressions()
    if isinstance(expression, Case):
        return [*(case.result for case in expression.cases), expression.default]
    if isinstance(expression, ExpressionWrapper | Coalesce | Greatest | Least | NullIf | Cast):
        return list(sources)
    if isinstance(expression, Sum | Max | Min | Avg | StdDev | Abs):
        return list(sources[:1])
    if isinstance(expression, CombinedExpression):
        if expression.connector in {Combinable.ADD, Combinable.SUB}:
            return list(sources)
    elif not isinstance(expression, lookups.Transform | Variance):
        return []
    raise FieldError(f"{expression!r} is not the same in all databases: do it in Python")


class ExactDecimalField(models.Field):
    """A decimal that comes back as it was: NUMERIC, and on SQLite, which has none, an integer.

    SQLite keeps ``amount * 10**scale``, so that ``Sum`` is exact there as well. Lookups are
    those of exact numbers; an average is none on SQLite, and refused.

    Args:
        scale: the decimals; a finer amount is refused, never rounded.

    Raises:
        AmountError: on saving: an amount is finer, or too large.
    """

    __module__ = "crmi18n.ext.django"  # the path that migrations write down
    description = "An exact decimal number"
    empty_strings_allowed = False

    def __init__(self, *args: Any, scale: int = 4, **options: Any) -> None:
        super().__init__(*args, **options)
        self.scale = scale

    def deconstruct(self) -> Any:
        """Return how a migration writes it down."""
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "scale": self.scale}

    def db_type(self, connection: Any) -> str:
        """Return the type of the database."""
        if connection.vendor == "sqlite":
            return "bigint"
        kind = "number" if connection.vendor == "oracle" else "numeric"
        return f"{kind}({DIGITS}, {self.scale})"

    def get_lookup(self, lookup_name: str) -> Any:
        """Return a lookup of exact numbers; there are no others."""
        return super().get_lookup(lookup_name) if lookup_name in EXACT_LOOKUPS else None

    def require_same(self, expression: Any) -> None:
        """Raise FieldError for an expression that is no exact number of the same scale.

        SQLite would take the integer of one for the number of another.
        """
        if isinstance(expression, Value) and expression.value is None:
            return
        if isinstance(expression, OuterRef | ResolvedOuterRef):
            return  # a column of the query around, known when the whole is compiled
        if not isinstance(expression, CombinedExpression):  # of those, Django knows no kind
            kind = expression.output_field
            if not (isinstance(kind, ExactDecimalField) and kind.scale == self.scale):
                raise FieldError(f"{expression!r} is no exact number of {self.scale} decimals")
        self._require_operands(expression)

    def _require_operands(self, expression: Any) -> None:
        if not isinstance(expression, Col) and hasattr(expression, "get_source_expressions"):
            for operand in _operands(expression):
                self.require_same(operand)

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:  # noqa: ARG002
        """Return where a value is written; what is computed has to be of this kind."""
        if hasattr(value, "as_sql"):
            self.require_same(value)
        return "%s"

    def get_placeholder_sql(self, value: Any, compiler: Any, connection: Any) -> Any:  # noqa: ARG002
        """Return the same, for Django 6.1 and later."""
        if not hasattr(value, "as_sql"):
            return "%s", (value,)
        self.require_same(value)
        return compiler.compile(value)

    def to_python(self, value: Any) -> Any:
        """Return a Decimal.

        Raises:
            ValidationError: it is no exact number.
        """
        if value is None or isinstance(value, Decimal):
            return value
        try:
            return exact_number(value)
        except (CrmI18nError, TypeError) as error:
            raise ValidationError(str(error), code="value") from None

    def validate(self, value: Any, model_instance: Any) -> None:
        """Raise ValidationError for a number that the column does not keep."""
        super().validate(value, model_instance)
        if value is None or not self.editable:
            return
        try:
            check_fits(self, value, self.scale, model_instance)
        except CrmI18nError as error:
            raise ValidationError(str(error), code="value") from None

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: ARG002
        """Return what the database keeps."""
        if value is None or hasattr(value, "as_sql"):
            return value
        return stored(value, self.scale, sqlite=connection.vendor == "sqlite")

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Decimal | None:
        """Return what was kept."""
        if value is None:
            return None
        if connection.vendor != "sqlite":
            return Decimal(value)
        if not isinstance(value, int):
            raise FieldError(f"{expression!r} is no exact number on SQLite: do it in Python")
        self._require_operands(expression)
        return decimal_of(value, self.scale)

    def value_to_string(self, obj: Any) -> str:
        """Return the text for a dump."""
        value = self.value_from_object(obj)
        return "" if value is None else f"{value:f}"

    def formfield(self, **options: Any) -> Any:
        """Return the field of a form; it takes the numbers of machines."""
        return super().formfield(**{"form_class": forms.CharField, "empty_value": None, **options})


class _ExactLookup:
    """A comparison of exact numbers of one scale."""

    lhs: Any
    rhs: Any

    def get_prep_lookup(self) -> Any:
        several = self.rhs if isinstance(self.rhs, list | tuple) else [self.rhs]
        for one in (self.lhs, *several):
            if hasattr(one, "resolve_expression"):
                self.lhs.output_field.require_same(one)
        return super().get_prep_lookup()  # type: ignore[misc]

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        several = isinstance(self.rhs, ExpressionList)
        for one in self.rhs.get_source_expressions() if several else [self.rhs]:
            if isinstance(one, BaseExpression):
                self.lhs.output_field.require_same(one)
        return super().as_sql(compiler, connection)  # type: ignore[misc]


for _base in (
    lookups.Exact,
    lookups.In,
    lookups.LessThan,
    lookups.LessThanOrEqual,
    lookups.GreaterThan,
    lookups.GreaterThanOrEqual,
    lookups.Range,
):
    ExactDecimalField.register_lookup(type(_base.__name__, (_ExactLookup, _base), {}))


def _keep_scale(sender: Any, using: str, plan: Any, apps: Any, **_: Any) -> None:
    """Refuse to give numbers in SQLite another scale: Django copies the integers as they are."""
    from django.db.migrations import AlterField
    from django.db.migrations.loader import MigrationLoader

    if connections[using].vendor != "sqlite":
        return
    for migration in (one for one, _backwards in plan if one.app_label == sender.label):
        for change in migration.operations:
            if not isinstance(change, AlterField):
                continue
            now = _field_with_rows(apps, using, sender.label, change)
            if not isinstance(now, ExactDecimalField):
                continue
            node = (migration.app_label, migration.name)
            state = MigrationLoader(connections[using]).project_state(node, at_end=False)
            before = state.models[migration.app_label, change.model_name_lower]
            kinds = [before.fields[change.name], change.field]
            if len({getattr(kind, "scale", None) for kind in kinds}) > 1:
                raise CommandError(
                    f"{migration} gives {change.name} another scale, but SQLite would take its"
                    " numbers over as they are: add another field, copy them by RunPython, and"
                    " remove this one"
                )


def _field_with_rows(apps: Any, using: str, label: str, change: Any) -> Any:
    """Return the field as it is now, or None if it has no values."""
    try:
        model = apps.get_model(label, change.model_name)
        field = model._meta.get_field(change.name)
    except (LookupError, FieldDoesNotExist):  # it is made by the migrations to come
        return None
    rows = model._base_manager.using(using).filter(**{f"{change.name}__isnull": False})
    return field if rows.exists() else None


pre_migrate.connect(_keep_scale)
