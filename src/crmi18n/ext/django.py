"""Fields for Django: exact amounts, appointments, and values as JSON; with their form fields.

An amount and an appointment are several columns under one name. Filters and order by that name
mean what they do in Python: they never compare across currencies. What would look at one column
alone is refused. Migrations hold the columns as they are; nothing has to be installed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar, Final

from crmi18n.cldr import LocaleLike, format_number, parse_number
from crmi18n.errors import CrmI18nError, MissingExtraError
from crmi18n.ext._columns import DIGITS, class_name, decimal_of, units_of, value_class
from crmi18n.money import Currency, Money, as_money
from crmi18n.money.rounding import exact_number
from crmi18n.text import DualText
from crmi18n.text.value import canonical_language
from crmi18n.time import Appointment
from crmi18n.time.instant import require_instant

try:
    from django import forms
    from django.core.exceptions import EmptyResultSet, FieldError, ValidationError
    from django.db import models
    from django.db.models import lookups
    from django.db.models.expressions import ColPairs
    from django.db.models.fields.json import KeyTextTransform, KeyTransform
    from django.db.models.functions import Cast
    from django.db.models.sql.where import WhereNode
except ModuleNotFoundError as error:
    if error.name != "django":
        raise
    raise MissingExtraError("django", "crmi18n.ext.django") from None

__all__ = [
    "AppointmentField",
    "DualTextField",
    "DualTextFormField",
    "ExactDecimalField",
    "MoneyField",
    "MoneyFormField",
    "ValueField",
    "ValueFormField",
    "money_columns",
    "sum_by_currency",
    "text_in",
]

_EXACT_LOOKUPS: Final = frozenset({"exact", "in", "lt", "lte", "gt", "gte", "range", "isnull"})


class ExactDecimalField(models.Field):
    """A decimal that comes back as it was: NUMERIC, and on SQLite, which has none, an integer.

    SQLite keeps ``amount * 10**scale``, so that ``Sum`` is exact there as well. Lookups are
    those of exact numbers; an average is none on SQLite, and refused.

    Args:
        scale: the decimals; a finer amount is refused, never rounded.

    Raises:
        AmountError: on saving: an amount is finer, or too large.
    """

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
        return super().get_lookup(lookup_name) if lookup_name in _EXACT_LOOKUPS else None

    def require_same(self, expression: Any) -> None:
        """Raise FieldError for an expression that is no exact number of the same scale.

        SQLite would take the integer of one for the number of another.
        """
        kind = expression.output_field
        if not (isinstance(kind, ExactDecimalField) and kind.scale == self.scale):
            raise FieldError(f"{expression!r} is no exact number of {self.scale} decimals")

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

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: ARG002
        """Return what the database keeps."""
        if value is None or hasattr(value, "as_sql"):
            return value
        sqlite = connection.vendor == "sqlite"
        units = units_of(exact_number(value), self.scale, sqlite=sqlite)
        return units if sqlite else decimal_of(units, self.scale)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Decimal | None:
        """Return what was kept."""
        if value is None:
            return None
        if connection.vendor != "sqlite":
            return Decimal(value)
        if not isinstance(value, int):
            raise FieldError(f"{expression!r} is no exact number on SQLite: do it in Python")
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
        for one in several:
            if hasattr(one, "resolve_expression"):
                self.lhs.output_field.require_same(one)
        return super().get_prep_lookup()  # type: ignore[misc]


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


class _Whole:
    """The attribute of a value that is kept in several columns."""

    def __init__(self, field: _ColumnsField) -> None:
        self.field = field

    def __get__(self, obj: Any, owner: type) -> Any:
        if obj is None:
            return self
        return self.field.value_of([getattr(obj, name) for name in self.field.part_names])

    def __set__(self, obj: Any, value: Any) -> None:
        for name, part in zip(self.field.part_names, self.field.parts_of(value), strict=True):
            setattr(obj, name, part)


class _ColumnsField(models.Field):
    """A value under one name, and its columns, in the order in which rows sort by it."""

    empty_strings_allowed = False
    kind: ClassVar[Any]
    part_names: tuple[str, ...]

    def columns(self) -> Mapping[str, models.Field[Any, Any]]:
        """Return the field of each column by what its name ends with."""
        raise NotImplementedError

    def value_of(self, parts: list[Any]) -> Any:
        """Return the value of what is in the columns."""
        raise NotImplementedError

    def parts_of(self, value: Any) -> Iterable[Any]:
        """Return what is in the columns; raises TypeError for what is no value."""
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
        return super().get_lookup(lookup_name) if lookup_name in _EXACT_LOOKUPS else None

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:  # noqa: ARG002
        """Refuse to be updated as if it were one column."""
        raise FieldError(f"{self.name} is several columns: {', '.join(self.part_names)}")

    def to_python(self, value: Any) -> Any:
        """Return the value, of its JSON form too.

        Raises:
            ValidationError: it is none.
        """
        return _read(self.kind, value)

    def clean(self, value: Any, model_instance: Any) -> Any:
        """Return the value, or raise ValidationError."""
        value = self.to_python(value)
        try:
            parts = list(self.parts_of(value))
            for column, part in zip(self.columns().values(), parts, strict=True):
                if isinstance(column, ExactDecimalField) and part is not None:
                    units_of(part, column.scale, sqlite=False)
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
        return _joined("OR", found).as_sql(compiler, connection)


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
        return _joined("AND", found).as_sql(compiler, connection)


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


def _joined(connector: str, conditions: list[Any]) -> Any:
    return WhereNode(conditions, connector)


_LOOKUPS: Final = (_Is, _Less, _AtMost, _More, _AtLeast, _In, _Between, _IsNull)


class MoneyField(_ColumnsField):
    """An amount of money in the columns ``<name>_currency`` and ``<name>_amount``.

    Lookups (``exact``, ``lt``, ``lte``, ``gt``, ``gte``, ``in``, ``range``, ``isnull``) take
    amounts and find rows of their currency alone; order is by currency, then by amount.
    ``Sum("total")`` is refused: :func:`sum_by_currency` adds up each currency for itself.
    ``update()`` takes the columns: :func:`money_columns`.

    Args:
        scale: the decimals that are kept; a finer amount is refused, never rounded.
        currencies: the ISO 4217 codes that are allowed, in the order of a form's choices;
            None: all of them.
        default: a Money.
    """

    description = "An amount of money"
    kind = Money
    telling: ClassVar[int] = 1

    def __init__(
        self,
        *args: Any,
        scale: int = 4,
        currencies: Iterable[str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.scale = scale
        self.currencies = None if currencies is None else tuple(currencies)
        for code in self.currencies or ():
            Currency.of(code)

    def deconstruct(self) -> Any:
        """Return how it is made again."""
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "scale": self.scale, "currencies": self.currencies}

    def columns(self) -> Mapping[str, models.Field[Any, Any]]:
        """Return the fields of the currency and of the amount."""
        options = self._options()
        defaults: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
        if self.has_default() and self.default is not None:
            default = as_money(self.default)
            defaults = ({"default": default.currency}, {"default": default.amount})
        return {
            "currency": models.CharField(max_length=3, **options, **defaults[0]),
            "amount": ExactDecimalField(scale=self.scale, **options, **defaults[1]),
        }

    def value_of(self, parts: list[Any]) -> Any:
        """Return the amount, or None."""
        currency, amount = parts
        return None if amount is None else Money(amount, currency)

    def parts_of(self, value: Any) -> Iterable[Any]:
        """Return the currency and the amount."""
        if value is None:
            return None, None
        money = as_money(value)
        return money.currency, money.amount

    def prepared(self, value: Any) -> Money:
        """Return what rows are compared with.

        Raises:
            FieldError: it is no amount of money.
        """
        try:
            return as_money(value)
        except TypeError as error:
            raise FieldError(f"{self.name}: {error}") from None

    def condition(self, lookup: str, columns: Any, value: Money) -> Any:
        """Return the condition on both columns."""
        currency, amount = columns
        kind = amount.target.get_lookup(lookup)
        same = lookups.Exact(currency, value.currency)
        return _joined("AND", [same, kind(amount, value.amount)])

    def validate(self, value: Any, model_instance: Any) -> None:
        """Raise ValidationError for a currency that is not allowed."""
        super().validate(value, model_instance)
        if value is not None and self.currencies and value.currency not in self.currencies:
            allowed = ", ".join(self.currencies)
            raise ValidationError(f"{value.currency} is none of {allowed}", code="currency")

    def formfield(self, **options: Any) -> Any:
        """Return the field of a form."""
        given = {"form_class": MoneyFormField, "currencies": self.currencies, **options}
        return super().formfield(**given)


class AppointmentField(_ColumnsField):
    """An appointment: its local time, its zone, and the instant as it was resolved.

    The columns are ``<name>_instant``, ``_start`` (ISO 8601, local), ``_zone``, ``_duration``,
    ``_policy`` and ``_tz_release``. ``lt`` and its like take an appointment or an aware datetime
    and compare instants, by which rows sort as well. Needs ``USE_TZ = True``.
    """

    description = "An appointment in a time zone"
    kind = Appointment
    telling: ClassVar[int] = 0

    def columns(self) -> Mapping[str, models.Field[Any, Any]]:
        """Return the fields of the columns."""
        options = self._options()
        return {
            "instant": models.DateTimeField(**options),
            "start": models.CharField(max_length=26, **options),
            "zone": models.CharField(max_length=64, **options),
            "duration": models.DurationField(**options),
            "policy": models.CharField(max_length=16, **options),
            "tz_release": models.CharField(max_length=16, **options),
        }

    def value_of(self, parts: list[Any]) -> Any:
        """Return the appointment, or None."""
        instant, start, zone, duration, policy, release = parts
        if instant is None:
            return None
        wall = datetime.fromisoformat(start)
        utc = require_instant(instant, "an appointment")
        return Appointment.restored(wall, zone, duration, policy, utc, release)

    def parts_of(self, value: Any) -> Iterable[Any]:
        """Return what is in the columns."""
        if value is None:
            return (None,) * 6
        if not isinstance(value, Appointment):
            raise TypeError(f"an Appointment is expected, not {type(value).__name__}")
        instant, start, *rest = value.__composite_values__()
        return instant, start.isoformat(), *rest

    def prepared(self, value: Any) -> Any:
        """Return what rows are compared with: an appointment, or an instant.

        Raises:
            FieldError: it is neither.
        """
        if isinstance(value, Appointment):
            return value
        try:
            return require_instant(value, "a filter")
        except TypeError as error:
            raise FieldError(f"{self.name}: {error}") from None

    def condition(self, lookup: str, columns: Any, value: Any) -> Any:
        """Return the condition: on the instant, or for ``exact`` on what an appointment says."""
        whole = isinstance(value, Appointment)
        if lookup != "exact" or not whole:
            instant = value.instant if whole else value
            return columns[0].target.get_lookup(lookup)(columns[0], instant)
        parts = zip(columns[:-1], self.parts_of(value), strict=False)
        return _joined("AND", [lookups.Exact(column, part) for column, part in parts])

    def formfield(self, **options: Any) -> Any:
        """Return the field of a form, which takes the JSON form."""
        given = {"form_class": ValueFormField, "kind": Appointment, **options}
        return super().formfield(**given)


for _lookup in _LOOKUPS:
    _ColumnsField.register_lookup(_lookup)


class ValueField(models.JSONField):
    """A value of the library in one JSON column.

    Values are immutable: a changed one is assigned. Rows are filtered by parts of the JSON, or
    by ``isnull``; the whole is not compared, for other programs may write it in another order.
    :func:`text_in` looks at a text.

    Args:
        kind: a class with ``to_dict`` and ``from_dict``, its name in :mod:`crmi18n`, or its
            dotted path.

    Raises:
        TypeError: ``kind`` is no such class; or, on saving, a value is none of it.
    """

    description = "A value as JSON"

    def __init__(self, kind: type | str, **options: Any) -> None:
        self.kind = value_class(kind)
        super().__init__(**options)

    def deconstruct(self) -> Any:
        """Return how a migration writes it down: by name."""
        name, path, _, options = super().deconstruct()
        return name, path, [class_name(self.kind)], options

    def get_lookup(self, lookup_name: str) -> Any:
        """Return whether there is a value; parts have lookups of their own.

        Raises:
            FieldError: it would look at the JSON as a text.
        """
        found = super().get_lookup(lookup_name)
        if found is None or lookup_name == "isnull":
            return found
        if lookup_name == "exact":
            return _NoValue
        raise FieldError(
            f"{lookup_name} of a value in JSON: compare it in Python, or text_in(...)"
        )

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Return the value; a part of the JSON stays one."""
        data = super().from_db_value(value, expression, connection)
        whole = data is not None and not isinstance(expression, KeyTransform)
        return self.kind.from_dict(data) if whole else data

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Return the JSON form."""
        if isinstance(value, self.kind):
            value = value.to_dict()
        elif value is not None and not hasattr(value, "as_sql"):
            raise TypeError(f"a {self.kind.__name__} is expected, not {type(value).__name__}")
        return super().get_db_prep_save(value, connection)

    def to_python(self, value: Any) -> Any:
        """Return the value of the JSON form.

        Raises:
            ValidationError: it is none.
        """
        return _read(self.kind, value)

    def validate(self, value: Any, model_instance: Any) -> None:
        """Raise ValidationError for none where there has to be one."""
        models.Field.validate(self, value, model_instance)

    def value_to_string(self, obj: Any) -> Any:
        """Return the JSON form for a dump."""
        value = self.value_from_object(obj)
        return None if value is None else value.to_dict()

    def formfield(self, **options: Any) -> Any:
        """Return the field of a form, which takes the JSON form."""
        return super().formfield(**{"form_class": ValueFormField, "kind": self.kind, **options})


class DualTextField(ValueField):
    """A text in a local and the corporate language, in one JSON column; two texts in forms.

    A form changes what was edited, and keeps the rest: who confirmed what, and that the other
    text is outdated now. A text that is cleared is empty on purpose.

    Args:
        local_lang: the local language of new texts (BCP 47); None: the form asks for it. Texts
            that are there keep theirs.
        corporate_lang: the corporate language of new texts.
    """

    description = "A text in two languages"

    def __init__(
        self, *, local_lang: str | None = None, corporate_lang: str = "en", **options: Any
    ) -> None:
        self.local_lang = None if local_lang is None else canonical_language(local_lang)
        self.corporate_lang = canonical_language(corporate_lang)
        super().__init__(DualText, **options)

    def deconstruct(self) -> Any:
        """Return how a migration writes it down."""
        name, path, _, options = super().deconstruct()
        langs = {"local_lang": self.local_lang, "corporate_lang": self.corporate_lang}
        return name, path, [], {**options, **langs}

    def save_form_data(self, instance: Any, data: Any) -> None:
        """Set what a form has read, on top of what is there."""
        before: DualText | None = getattr(instance, self.name)
        setattr(instance, self.name, data if before is None else _edited(before, data))

    def formfield(self, **options: Any) -> Any:
        """Return the field of a form."""
        langs = {"local_lang": self.local_lang, "corporate_lang": self.corporate_lang}
        given = {"form_class": DualTextFormField, **langs, **options}
        return models.Field.formfield(self, **given)


def _edited(before: DualText, after: DualText | None) -> DualText | None:
    if after is None:
        return None
    value = before
    for lang in (after.local_lang, after.corporate_lang):
        old, new = before.get(lang), after.get(lang)
        text = "" if new is None else new.value
        if text != ("" if old is None else old.value):
            value = value.with_text(lang, text)
    return value


class _NoValue(lookups.Exact):
    def get_prep_lookup(self) -> Any:
        if self.rhs is not None:
            raise FieldError("a value in JSON is compared in Python, or by text_in(...)")
        return None


def _read(kind: Any, value: Any) -> Any:
    if value is None or isinstance(value, kind):
        return value
    try:
        return kind.from_dict(value)
    except (CrmI18nError, TypeError) as error:
        raise ValidationError(str(error), code="value") from None


class ValueFormField(forms.JSONField):
    """The field of a form for a value, written in its JSON form; what is wrong is said."""

    def __init__(self, kind: Any, **options: Any) -> None:
        self.kind = kind
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        """Return the value."""
        data = value if isinstance(value, self.kind) else super().to_python(value)
        return _read(self.kind, data)

    def prepare_value(self, value: Any) -> Any:
        """Return the text that is edited."""
        if value is None:
            return ""
        if not isinstance(value, self.kind):
            return super().prepare_value(value)
        return json.dumps(value.to_dict(), ensure_ascii=False, indent=1)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether another value was entered."""
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


class _DualTextWidget(forms.MultiWidget):
    def __init__(self, langs: tuple[str | None, str]) -> None:
        self.langs = langs
        lang = forms.TextInput() if langs[0] is None else forms.HiddenInput()
        areas = [forms.Textarea({"rows": 4, "dir": "auto"}) for _ in range(2)]
        super().__init__([*areas, lang, forms.HiddenInput()])

    def decompress(self, value: Any) -> list[Any]:
        if value is None:
            return [None, None, *self.langs]
        texts = [None if text is None else text.value for text in (value.local, value.corporate)]
        return [*texts, value.local_lang, value.corporate_lang]


class DualTextFormField(forms.MultiValueField):
    """The field of a form for a local and a corporate text; it gives a DualText, or None.

    Args:
        local_lang: the local language of a new text; None: the form asks for it.
        corporate_lang: the corporate language of a new text.
    """

    def __init__(
        self, *, local_lang: str | None = None, corporate_lang: str = "en", **options: Any
    ) -> None:
        parts = [forms.CharField(required=False) for _ in range(4)]
        widget = _DualTextWidget((local_lang, corporate_lang))
        super().__init__(parts, **{"widget": widget, "require_all_fields": False, **options})

    def compress(self, data_list: Any) -> Any:
        """Return the text, or None.

        Raises:
            ValidationError: it is required, a language is missing or is none.
        """
        local, corporate, lang, corporate_lang = data_list or [""] * 4
        # Browsers end lines as mail does; that is no edit.
        texts = [text.replace("\r\n", "\n") or None for text in (local, corporate)]
        if not any(texts):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if not (lang and corporate_lang):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        try:
            return DualText(
                texts[0], local_lang=lang, corporate=texts[1], corporate_lang=corporate_lang
            )
        except CrmI18nError as error:
            raise ValidationError(str(error), code="value") from None


class _MoneyWidget(forms.MultiWidget):
    def __init__(self, number: forms.Widget, code: forms.Widget) -> None:
        super().__init__([number, code])
        self.write: Callable[[Decimal], str] = "{:f}".format

    def decompress(self, value: Any) -> list[Any]:
        return [None, None] if value is None else [self.write(value.amount), value.currency]


class MoneyFormField(forms.MultiValueField):
    """The field of a form for an amount: a number, and a currency.

    Args:
        locale: the form of numbers that users write, strictly; None: that of machines.
        currencies: the codes to choose from; None: any of ISO 4217.
    """

    def __init__(
        self,
        *,
        locale: LocaleLike | None = None,
        currencies: Iterable[str] | None = None,
        **options: Any,
    ) -> None:
        self.locale = locale
        code: forms.Field = forms.CharField(max_length=3)
        if currencies:
            code = forms.ChoiceField(choices=[("", ""), *((one, one) for one in currencies)])
        number = forms.CharField(widget=forms.TextInput({"inputmode": "decimal"}))
        widget = _MoneyWidget(number.widget, code.widget)
        if locale is not None:
            widget.write = lambda amount: format_number(amount, locale=locale)
        super().__init__([number, code], **{"widget": widget, **options})

    def compress(self, data_list: Any) -> Any:
        """Return the amount, or None.

        Raises:
            ValidationError: it is half given, or no amount.
        """
        number, code = data_list or ("", "")
        if not number and not code:
            return None
        if not number or not code:
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        try:
            if self.locale is not None:
                return Money(parse_number(number, locale=self.locale), code)
            return Money(number, code)
        except CrmI18nError as error:
            raise ValidationError(str(error), code="value") from None


def money_columns(name: str, value: Any) -> dict[str, Any]:
    """Return the arguments by which ``update()`` writes an amount whole.

    >>> money_columns("total", Money("12.50", "EUR"))
    {'total_currency': 'EUR', 'total_amount': Decimal('12.50')}
    """
    money = None if value is None else as_money(value)
    return {
        f"{name}_currency": None if money is None else money.currency,
        f"{name}_amount": None if money is None else money.amount,
    }


def sum_by_currency(queryset: models.QuerySet[Any], name: str) -> tuple[Money, ...]:
    """Return the sums of a :class:`MoneyField`, one of each currency, in their order."""
    code, amount = f"{name}_currency", f"{name}_amount"
    rows = (
        queryset.filter(**{f"{amount}__isnull": False})
        .order_by(code)
        .values_list(code)
        .annotate(sums=models.Sum(amount))
    )
    return tuple(Money(total, currency) for currency, total in rows)


def text_in(name: str, lang: LocaleLike) -> Any:
    """Return the expression of a text in exactly one language, to filter and sort by.

    It is NULL where there is none. ``Deal.objects.alias(de=text_in("title", "de"))``.

    Raises:
        UnknownLocaleError: the language is not well formed.
    """
    version = KeyTransform(canonical_language(lang), KeyTransform("v", name))
    return Cast(KeyTextTransform("t", version), models.TextField())
