"""Columns for SQLAlchemy: exact amounts, values as JSON, instants and appointments.

An amount is two columns. Whatever would look at one of them alone, or mix currencies, is
refused, or means what it does in Python. Comparisons with an amount find rows of its currency.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Final, TypeVar

from crmi18n.cldr import LocaleLike
from crmi18n.errors import MissingExtraError
from crmi18n.ext._columns import DIGITS, class_name, decimal_of, stored, value_class
from crmi18n.money import Money, as_money
from crmi18n.text.value import canonical_language
from crmi18n.time import Appointment
from crmi18n.time.instant import require_instant

try:
    import sqlalchemy as sa
    from sqlalchemy.dialects.postgresql import JSONB
    from sqlalchemy.ext.compiler import compiles
    from sqlalchemy.orm import Bundle, Composite, QueryableAttribute, composite
    from sqlalchemy.sql import operators as ops
    from sqlalchemy.types import TypeDecorator, TypeEngine
except ModuleNotFoundError as error:
    if error.name != "sqlalchemy":
        raise
    raise MissingExtraError("sqlalchemy", "crmi18n.ext.sqlalchemy") from None

__all__ = [
    "ExactDecimal",
    "Instant",
    "JsonValue",
    "appointment",
    "money",
    "sum_by_currency",
    "text_in",
]

_SAME: Final = frozenset(
    {ops.eq, ops.ne, ops.is_, ops.is_not, ops.is_distinct_from, ops.is_not_distinct_from}
)
_ORDER: Final = frozenset(
    {ops.asc_op, ops.desc_op, ops.nulls_first_op, ops.nulls_last_op, ops.distinct_op}
)
_EXACT: Final = (
    _SAME
    | _ORDER
    | {ops.lt, ops.le, ops.gt, ops.ge, ops.between_op, ops.not_between_op}
    | {ops.in_op, ops.not_in_op, ops.add, ops.sub, ops.neg}
)


class _AreOne(sa.ColumnElement[bool]):
    """Whether two columns are one, which SQLAlchemy asks by ``==``; no query may."""

    inherit_cache = False
    type = sa.Boolean()

    def __init__(self, one: Any, other: Any) -> None:
        self.same = hash(one) == hash(other)

    def __bool__(self) -> bool:
        return self.same


@compiles(_AreOne)
def _refuse(*_: Any, **_options: Any) -> str:
    raise TypeError("these two columns are not the same in all databases: compare in Python")


def _asks_identity(op: Any, other: tuple[Any, ...]) -> bool:
    return op is ops.eq and isinstance(other[0], sa.ColumnClause)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal that comes back as it was: NUMERIC, and on SQLite, which has none, an integer.

    SQLite keeps ``amount * 10**scale``, so that sums are exact there as well. Only what is true
    of either is allowed in SQL: comparison, order, ``+`` and ``-`` of one scale, ``sum``, ``min``
    and ``max``. (``avg`` and raw SQL see the integer.)

    Args:
        scale: the decimals; a finer amount is refused, never rounded.

    Raises:
        AmountError: inside SQLAlchemy's StatementError: an amount is finer, or too large.
        TypeError: an operation that would not be true on SQLite.

    >>> ExactDecimal(scale=6)
    ExactDecimal(scale=6)
    """

    impl = sa.Numeric
    cache_ok = True

    class Comparator(TypeDecorator.Comparator[Decimal], sa.Numeric.Comparator[Decimal]):
        """What an exact column can do in SQL."""

        def operate(self, op: Any, *other: Any, **options: Any) -> Any:
            """Allow what is the same in all databases."""
            scale = self.type.scale  # type: ignore[attr-defined]
            same = all(
                isinstance(kind, ExactDecimal) and kind.scale == scale for kind in _kinds(other)
            )
            if not same and _asks_identity(op, other):
                return _AreOne(self.expr, *other)
            _require(same and op in _EXACT, op)
            return super().operate(op, *other, **options)

        def reverse_operate(self, op: Any, other: Any, **options: Any) -> Any:
            """Allow what is the same in all databases."""
            _require(op in _EXACT, op)
            return super().reverse_operate(op, other, **options)

    comparator_factory = Comparator

    def __init__(self, scale: int = 4) -> None:
        super().__init__()
        self.scale = scale

    def __repr__(self) -> str:
        return f"ExactDecimal(scale={self.scale})"

    def load_dialect_impl(self, dialect: sa.Dialect) -> TypeEngine[Any]:
        """Return the type of the database."""
        exact = dialect.name != "sqlite"
        return dialect.type_descriptor(
            sa.Numeric(DIGITS, self.scale) if exact else sa.BigInteger()
        )

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> Any:
        """Return what the database keeps."""
        if value is None:
            return None
        return stored(value, self.scale, sqlite=dialect.name == "sqlite")

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Decimal | None:
        """Return what was kept."""
        if value is None:
            return None
        if dialect.name != "sqlite":
            return Decimal(value)
        if not isinstance(value, int):
            raise TypeError(f"{value!r} is no exact number on SQLite: do it in Python")
        return decimal_of(value, self.scale)


def _kinds(operands: Iterable[Any]) -> Iterator[TypeEngine[Any]]:
    """Yield the types of operands that are columns, of queries and of lists too."""
    for one in operands:
        if isinstance(one, list | tuple):
            yield from _kinds(one)
        elif hasattr(one, "selected_columns"):
            yield from _kinds(one.selected_columns)
        elif isinstance(kind := getattr(one, "type", None), TypeEngine) and not isinstance(
            kind, sa.types.NullType
        ):
            yield kind


def _require(allowed: bool, op: Any) -> None:
    if not allowed:
        raise TypeError(
            f"{op.__name__} of an exact amount and this is not the same in all databases:"
            " do it in Python"
        )


class JsonValue(TypeDecorator[Any]):
    """A value of the library as JSON, on PostgreSQL as JSONB.

    Values are immutable: a changed one is assigned. Rows are not compared by the whole JSON,
    which other programs may write in another order: :func:`text_in` looks at a text.

    Args:
        kind: a class with ``to_dict`` and ``from_dict``, its name in :mod:`crmi18n`, or its
            dotted path.

    Raises:
        TypeError: ``kind`` is no such class; or a value is none of it, inside a StatementError.

    >>> from crmi18n.text import DualText
    >>> JsonValue(DualText)
    JsonValue('DualText')
    """

    impl = sa.JSON
    cache_ok = True

    class Comparator(TypeDecorator.Comparator[Any]):
        """Whether there is a value is all that SQL is asked."""

        def operate(self, op: Any, *other: Any, **options: Any) -> Any:
            """Allow ``is_(None)``, ``is_not(None)``, ``== None`` and ``!= None``."""
            if _asks_identity(op, other):
                return _AreOne(self.expr, *other)
            is_none = len(other) == 1 and (other[0] is None or isinstance(other[0], sa.Null))
            if op not in _SAME or not is_none:
                raise TypeError("a value in JSON is compared in Python, or by text_in(...)")
            return super().operate(op, *other, **options)

    comparator_factory = Comparator

    def __init__(self, kind: type | str) -> None:
        super().__init__(none_as_null=True)
        self.kind = value_class(kind)

    def __repr__(self) -> str:
        return f"JsonValue({class_name(self.kind)!r})"

    def load_dialect_impl(self, dialect: sa.Dialect) -> TypeEngine[Any]:
        """Return the type of the database."""
        json = JSONB if dialect.name == "postgresql" else sa.JSON
        return dialect.type_descriptor(json(none_as_null=True))

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> Any:  # noqa: ARG002
        """Return the JSON form."""
        if value is not None and not isinstance(value, self.kind):
            raise TypeError(f"a {self.kind.__name__} is expected, not {type(value).__name__}")
        return None if value is None else value.to_dict()

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Any:  # noqa: ARG002
        """Return the value."""
        return None if value is None else self.kind.from_dict(value)

    def compare_values(self, x: Any, y: Any) -> bool:
        """Tell whether nothing is to be written: equal values may still differ in evidence."""
        return x is y or (x == y and x is not None and x.to_dict() == y.to_dict())


def text_in(column: Any, lang: LocaleLike) -> sa.ColumnElement[str]:
    """Return the expression of a text in exactly one language, to search and sort by.

    It is NULL where there is none; the language is sent as a parameter.

    Args:
        column: of ``JsonValue("DualText")`` or ``JsonValue("LocalizedText")``.
        lang: the language (BCP 47).

    Raises:
        UnknownLocaleError: the language is not well formed.
    """
    path = ("v", canonical_language(lang), "t")
    found: sa.ColumnElement[str] = sa.type_coerce(column, sa.JSON())[path].as_string()
    return found


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept and given back in UTC, on databases without zones too.

    Raises:
        TimeKindError: inside a StatementError: a naive datetime, which is no instant.

    >>> Instant()
    Instant()
    """

    impl = sa.DateTime
    cache_ok = True

    def __repr__(self) -> str:
        return "Instant()"

    def load_dialect_impl(self, dialect: sa.Dialect) -> TypeEngine[Any]:
        """Return the type of the database."""
        return dialect.type_descriptor(sa.DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> Any:
        """Return it in UTC."""
        if value is None:
            return None
        instant = require_instant(value, "a column of instants")
        return instant if dialect.name == "postgresql" else instant.replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        """Return it in UTC."""
        if value is None:
            return None
        found: datetime = value
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


class _MoneyBundle(Bundle[Any]):
    """The columns of an amount, the currency first, so that rows never sort across them."""

    def create_row_processor(
        self,
        query: Any,  # noqa: ARG002
        procs: Any,
        labels: Any,  # noqa: ARG002
    ) -> Callable[[Any], Any]:
        """Return how a row is read."""
        currency, amount = procs

        def read(row: Any) -> Money | None:
            found = amount(row)
            return None if found is None else Money(found, currency(row))

        return read


_Value = TypeVar("_Value")


class _WholeComparator(Composite.Comparator[_Value]):
    """What is asked of a value as a whole; its first column says whether there is one."""

    def __ne__(self, other: object) -> Any:
        return self.clauses.clauses[0].is_not(None) if other is None else sa.not_(self == other)

    __hash__ = None

    def is_(self, other: Any) -> Any:
        """Return whether there is none."""
        _require_none(other)
        return self == None  # noqa: E711

    def is_not(self, other: Any) -> Any:
        """Return whether there is one."""
        _require_none(other)
        return self != None  # noqa: E711

    def in_(self, other: Any) -> Any:
        """Return whether it is one of several values."""
        return sa.or_(sa.false(), *(self == value for value in other))

    def not_in(self, other: Any) -> Any:
        """Return whether it is a value, and none of several."""
        return sa.and_(self != None, *(self != value for value in other))  # noqa: E711


class _MoneyComparator(_WholeComparator[Money]):
    @property
    def columns(self) -> tuple[Any, Any]:
        """The amount and the currency."""
        amount, currency = self.clauses.clauses
        return amount, currency

    @property
    def expression(self) -> Any:
        amount, currency = self.columns
        return _MoneyBundle(self.prop.key, currency, amount)

    def __eq__(self, other: object) -> Any:
        amount, currency = self.columns
        if other is None:
            return amount.is_(None)
        value = _money(other)
        return sa.and_(currency == value.currency, amount == value.amount)

    def __lt__(self, other: Any) -> Any:
        return self._compared(ops.lt, other)

    def __le__(self, other: Any) -> Any:
        return self._compared(ops.le, other)

    def __gt__(self, other: Any) -> Any:
        return self._compared(ops.gt, other)

    def __ge__(self, other: Any) -> Any:
        return self._compared(ops.ge, other)

    __hash__ = None

    def _compared(self, op: Callable[[Any, Any], Any], other: Any) -> Any:
        amount, currency = self.columns
        value = _money(other)
        return sa.and_(currency == value.currency, op(amount, value.amount))

    def between(self, cleft: Any, cright: Any, symmetric: bool = False) -> Any:
        """Return whether it is between two amounts of one currency, both included."""
        low, high = sorted([cleft, cright]) if symmetric else (cleft, cright)
        _money(low) < _money(high)  # noqa: B015 - that they are of one currency is asked
        return sa.and_(self >= low, self <= high)

    def asc(self) -> Any:
        return self._ordered("asc")

    def desc(self) -> Any:
        return self._ordered("desc")

    def nulls_first(self) -> Any:
        return self._ordered("nulls_first")

    def nulls_last(self) -> Any:
        return self._ordered("nulls_last")

    def _ordered(self, how: str) -> Any:
        amount, currency = self.columns
        return sa.sql.expression.OrderByList([getattr(part, how)() for part in (currency, amount)])


def _require_none(value: Any) -> None:
    if value is not None and not isinstance(value, sa.Null):
        raise TypeError("IS is for None; values are compared by ==")


def _money(value: Any) -> Money:
    if isinstance(value, QueryableAttribute):
        raise TypeError("two columns of amounts are compared in Python")
    return as_money(value)


def money(name: str, *, scale: int = 4, nullable: bool = False, **options: Any) -> Composite[Any]:
    """Return a mapped amount: the columns ``<name>_amount`` and ``<name>_currency``.

    ``==``, ``!=``, ``<`` and their like, ``in_`` and ``between`` take amounts, and find rows of
    their currency alone; ``order_by`` sorts by currency, then by amount. For sums there is
    :func:`sum_by_currency`.

    Args:
        name: what the columns begin with.
        scale: the decimals that are kept; a finer amount is refused.
        nullable: whether there may be none: annotate ``Mapped[Money | None]``.
        options: further ones of ``composite``, such as ``kw_only`` of mapped dataclasses.

    >>> from sqlalchemy.orm import DeclarativeBase, mapped_column
    >>> class Base(DeclarativeBase):
    ...     pass
    >>> class Deal(Base):
    ...     __tablename__ = "deal"
    ...     id = mapped_column(sa.Integer, primary_key=True)
    ...     total = money("total")
    >>> print(sa.select(Deal.id).order_by(Deal.total))  # doctest: +NORMALIZE_WHITESPACE
    SELECT deal.id FROM deal ORDER BY deal.total_currency, deal.total_amount
    """
    return composite(
        Money,
        sa.Column(f"{name}_amount", ExactDecimal(scale), nullable=nullable),
        sa.Column(f"{name}_currency", sa.String(3), nullable=nullable),
        comparator_factory=_MoneyComparator,
        return_none_on=lambda amount, _currency: amount is None,
        **options,
    )


class _Sums(_MoneyBundle):
    single_entity = True


def sum_by_currency(total: Any) -> sa.Select[Money]:
    """Return the query of the sums of a mapped amount, one of each currency, in their order.

    Add ``where`` to it, and run it by ``session.scalars``; each result is a :class:`Money`.

    Raises:
        TypeError: ``total`` is no attribute that :func:`money` made.
    """
    made = getattr(total, "comparator", None)
    if not isinstance(made, _MoneyComparator):
        raise TypeError("an attribute made by money(...) is expected")
    amount, currency = made.columns
    sums = _Sums("sums", currency, sa.func.sum(amount))
    return sa.select(sums).where(amount.is_not(None)).group_by(currency).order_by(currency)


class _AppointmentComparator(_WholeComparator[Appointment]):
    """Appointments sort by their instants; equal are those that say the same."""

    @property
    def _instant(self) -> Any:
        return self.clauses.clauses[0]

    def __eq__(self, other: object) -> Any:
        if other is None:
            return self._instant.is_(None)
        if not isinstance(other, Appointment):
            raise TypeError(f"an Appointment is expected, not {type(other).__name__}")
        columns = self.clauses.clauses[:-1]  # without the release
        pairs = zip(columns, other.__composite_values__()[:-1], strict=True)
        return sa.and_(*(column == value for column, value in pairs))

    def __lt__(self, other: Any) -> Any:
        return self._instant < _instant(other)

    def __le__(self, other: Any) -> Any:
        return self._instant <= _instant(other)

    def __gt__(self, other: Any) -> Any:
        return self._instant > _instant(other)

    def __ge__(self, other: Any) -> Any:
        return self._instant >= _instant(other)

    __hash__ = None

    def between(self, cleft: Any, cright: Any, symmetric: bool = False) -> Any:
        """Return whether it starts between two instants, both included."""
        return self._instant.between(_instant(cleft), _instant(cright), symmetric=symmetric)


def _instant(value: Any) -> datetime:
    return value.instant if isinstance(value, Appointment) else require_instant(value, "a filter")


def _appointment(
    instant: datetime,
    start: datetime,
    zone: str,
    duration: timedelta,
    policy: Any,
    tz_release: str,
) -> Appointment:
    return Appointment.restored(start, zone, duration, policy, instant, tz_release)


def appointment(name: str, *, nullable: bool = False, **options: Any) -> Composite[Any]:
    """Return a mapped appointment: the local time, its zone, and the instant as it was resolved.

    The columns are ``<name>_instant``, ``_start``, ``_zone``, ``_duration``, ``_policy`` and
    ``_tz_release``. ``<`` and its like take an appointment or an aware datetime and compare
    instants, by which ``order_by`` sorts as well. When the rules of a zone change, the columns
    stay what they are until somebody assigns the appointment of :func:`~crmi18n.rebase`.

    Args:
        name: what the columns begin with.
        nullable: whether there may be none: annotate ``Mapped[Appointment | None]``.
        options: further ones of ``composite``.
    """
    kinds: Sequence[tuple[str, Any]] = (
        ("instant", Instant()),
        ("start", sa.DateTime()),
        ("zone", sa.String(64)),
        ("duration", sa.Interval()),
        ("policy", sa.String(16)),
        ("tz_release", sa.String(16)),
    )
    return composite(
        _appointment,
        *(sa.Column(f"{name}_{part}", kind, nullable=nullable) for part, kind in kinds),
        comparator_factory=_AppointmentComparator,
        return_none_on=lambda instant, *_: instant is None,
        **options,
    )
