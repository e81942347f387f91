"""Rates in a database: what was once recorded is never changed, and nothing is half recorded.

A rate has two times: the days it is for (``valid_on``), and the instant at which the store
learnt it (``recorded_at``). Rows are only added. Writers take turns, and each batch is one
transaction whose instant is later than every instant before it; so a book as it was known at
``latest`` or earlier is the same for ever.

This is the one door to SQLAlchemy: SQLite, and PostgreSQL by its URL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Self, final

from crmi18n.errors import AmbiguousRateError, CrmI18nError, MissingExtraError, StoreError
from crmi18n.money.book import RateBook
from crmi18n.money.rate import Rate, RateKind

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Table

__all__ = ["RateStore"]

_TICK: Final = timedelta(microseconds=1)
_CHUNK: Final = 500  # days a question: within every database's limit of parameters
_WRITES: Final = "crmi18n_writes"
_SETUP_LOCK: Final = 4217  # PostgreSQL: two processes that both make the table

_Key = tuple[RateKind, str, str, date]


@final
class RateStore:
    """An append-only store of rates; ``RateBook.open`` opens one.

    It may be shared by threads and, each with its own, by processes.

    >>> with RateStore("sqlite://") as store:
    ...     store.append([Rate("EUR", "USD", "1.0832", date(2026, 6, 30))])
    ...     store.book().rate("EUR", "USD", on=date(2026, 7, 1)).carried_days
    1
    1
    """

    def __init__(self, url: str, *, pivot: str = "EUR") -> None:
        self._empty = RateBook(pivot=pivot)
        self._engine, self._table = _connected(url)
        self._read: tuple[int, RateBook] = (0, self._empty)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<RateStore {self.url}>"

    @property
    def url(self) -> str:
        """The database, without a password."""
        return self._engine.url.render_as_string(hide_password=True)

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def append(self, rates: Iterable[Rate], *, recorded_at: datetime | None = None) -> int:
        """Record rates, all or none, and return how many were new.

        A rate that the store says already is not recorded again, so that a file may be read
        twice.

        Args:
            rates: the rates; one with a ``recorded_at`` of its own keeps it.
            recorded_at: when the others were learnt (aware); None: now.

        Raises:
            AmbiguousRateError: the store has another value for that pair, kind and day, and
                the rate has no ``recorded_at`` that would make it a correction.
            StoreError: an instant is not later than all that is recorded, or in the future;
                or the database cannot be used.
            TypeError: one is no Rate.
        """
        return self._record(rates, recorded_at, correct=False)

    def correct(self, rates: Iterable[Rate], *, recorded_at: datetime | None = None) -> int:
        """Record rates as :meth:`append` does, also where they differ from what was recorded.

        The earlier records stay, and ``known_at`` before this still reads them.
        """
        return self._record(rates, recorded_at, correct=True)

    def book(self, *, known_at: datetime | None = None) -> RateBook:
        """Return all rates, or those that were known at an instant, as an immutable book.

        Only what is new since the last call is read.

        Raises:
            StoreError: the database cannot be used, or holds what is no rate.
            ValueError: ``known_at`` is naive.
        """
        if known_at is not None and known_at.tzinfo is None:
            raise ValueError("known_at must be an aware datetime: a naive one is no instant")
        last, book = self._read
        columns = self._table.c
        with self._reading() as connection:
            query = self._table.select().where(columns.id > last).order_by(columns.id)
            rows = connection.execute(query).all()
        if rows:
            try:
                book = book.with_rates(map(_rate, rows))
            except CrmI18nError as error:
                raise StoreError(self.url, f"a row is no rate: {error}") from None
            self._read = rows[-1].id, book
        if known_at is None:
            return book
        known = (rate for rate in book if rate.recorded_at and rate.recorded_at <= known_at)
        return self._empty.with_rates(known)

    @property
    def latest(self) -> datetime | None:
        """The instant of the last record; what was known until then does not change any more."""
        with self._reading() as connection:
            return self._latest(connection)

    def _record(
        self, rates: Iterable[Rate], recorded_at: datetime | None, *, correct: bool
    ) -> int:
        batch = list(rates)
        for rate in batch:
            if not isinstance(rate, Rate):
                raise TypeError(f"a Rate is expected, not {type(rate).__name__}")
        with self._writing() as connection:
            latest = self._latest(connection)
            stamp = self._stamp(recorded_at, latest)
            known = self._known(connection, batch)
            new: list[dict[str, Any]] = []
            for rate in sorted(batch, key=lambda rate: rate.recorded_at or stamp):
                before = known.get(_key(rate))
                if before and _says(before) == _says(rate):
                    continue
                if rate.recorded_at:
                    self._stamp(rate.recorded_at, latest)
                elif before and not correct:
                    values = [f"{r.per} = {r.value}" for r in (before, rate)]
                    raise AmbiguousRateError(
                        rate.base, rate.quote, rate.valid_on, rate.kind, values
                    )
                known[_key(rate)] = rate
                new.append(_row(rate, stamp))
            if new:
                # With RETURNING, SQLAlchemy sends many rows in one statement.
                connection.execute(self._table.insert().returning(self._table.c.id), new)
        return len(new)

    def _stamp(self, at: datetime | None, latest: datetime | None) -> datetime:
        now = datetime.now(UTC)
        if at is None:
            return max(now, latest + _TICK) if latest else now
        if at.tzinfo is None:
            raise ValueError("recorded_at must be an aware datetime: a naive one is no instant")
        if at > now:
            raise StoreError(self.url, f"recorded_at {at.isoformat()} is in the future")
        if latest and at <= latest:
            raise StoreError(
                self.url,
                f"recorded_at {at.isoformat()} is not later than {latest.isoformat()}, the last"
                " record: what was known by then does not change",
            )
        return at

    def _latest(self, connection: Connection) -> datetime | None:
        from sqlalchemy import func, select

        text = connection.execute(select(func.max(self._table.c.recorded_at))).scalar()
        return datetime.fromisoformat(text) if text else None

    def _known(self, connection: Connection, batch: Iterable[Rate]) -> dict[_Key, Rate]:
        """Return the rate in force of each pair, kind and day that the batch may touch."""
        days: dict[tuple[str, str, str], list[date]] = {}
        for rate in batch:
            days.setdefault((rate.kind, rate.base, rate.quote), []).append(rate.valid_on)
        columns = self._table.c
        found = {}
        for (kind, base, quote), touched in days.items():
            series = self._table.select().where(
                columns.kind == kind, columns.base == base, columns.quote == quote
            )
            for start in range(0, len(touched), _CHUNK):
                query = series.where(columns.valid_on.in_(touched[start : start + _CHUNK]))
                for row in connection.execute(query.order_by(columns.recorded_at)):
                    rate = _rate(row)
                    found[_key(rate)] = rate
        return found

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _as_store_error(self.url), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        from sqlalchemy import text

        engine = self._engine.execution_options(**{_WRITES: True})
        with _as_store_error(self.url), engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                # Readers go on; other writers wait, so that instants come in order.
                name = self._table.name
                connection.execute(text(f"LOCK TABLE {name} IN SHARE ROW EXCLUSIVE MODE"))
            yield connection


@contextmanager
def _as_store_error(url: str) -> Iterator[None]:
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error)
        raise StoreError(url, f"the database cannot be used: {reason}") from error


def _connected(url: str) -> tuple[Engine, Table]:
    try:
        import sqlalchemy as sql
    except ImportError:
        raise MissingExtraError("sqlalchemy", "a store of rates") from None

    try:
        address = sql.make_url(url if "://" in url else f"sqlite:///{url}")
        engine = sql.create_engine(address)
    except (sql.exc.ArgumentError, ImportError) as error:
        raise StoreError(url.partition("@")[2] or url, str(error)) from None
    if engine.dialect.name not in ("sqlite", "postgresql"):
        raise StoreError(
            address.render_as_string(), f"{engine.dialect.name}: sqlite and postgresql are known"
        )
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    table = _table()
    writing = engine.execution_options(**{_WRITES: True})
    with _as_store_error(address.render_as_string()), writing.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sql.select(sql.func.pg_advisory_xact_lock(_SETUP_LOCK)))
        table.metadata.create_all(connection)
    return engine, table


def _table() -> Table:
    import sqlalchemy as sql

    # Numbers are text, digit by digit as quoted; instants are text of one width in UTC, which
    # sorts as they do in every database.
    return sql.Table(
        "crmi18n_rate",
        sql.MetaData(),
        sql.Column("id", sql.Integer, primary_key=True),
        sql.Column("kind", sql.String(10), nullable=False),
        sql.Column("base", sql.String(3), nullable=False),
        sql.Column("quote", sql.String(3), nullable=False),
        sql.Column("value", sql.Text, nullable=False),
        sql.Column("per", sql.Text, nullable=False),
        sql.Column("valid_on", sql.Date, nullable=False),
        sql.Column("valid_until", sql.Date),
        sql.Column("source", sql.Text, nullable=False),
        sql.Column("recorded_at", sql.String(32), nullable=False, index=True),
        sql.UniqueConstraint("kind", "base", "quote", "valid_on", "recorded_at"),
    )


def _prepare_sqlite(engine: Engine) -> None:
    """Let readers go on beside a writer, and writers wait for each other from the start."""
    from sqlalchemy import event

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN comes too late for a lock
        connection.execute("PRAGMA busy_timeout = 600000")
        connection.execute("PRAGMA journal_mode = WAL")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _key(rate: Rate) -> _Key:
    return rate.kind, rate.base, rate.quote, rate.valid_on


def _says(rate: Rate) -> tuple[object, ...]:
    return rate.factor, rate.valid_until


def _row(rate: Rate, stamp: datetime) -> dict[str, Any]:
    recorded = (rate.recorded_at or stamp).astimezone(UTC)
    return {
        "kind": rate.kind,
        "base": rate.base,
        "quote": rate.quote,
        "value": f"{rate.value:f}",
        "per": str(rate.per),
        "valid_on": rate.valid_on,
        "valid_until": rate.valid_until,
        "source": rate.source,
        "recorded_at": recorded.isoformat(timespec="microseconds"),
    }


def _rate(row: Any) -> Rate:
    return Rate(
        row.base,
        row.quote,
        row.value,
        row.valid_on,
        row.kind,
        int(row.per),
        row.valid_until,
        row.source,
        datetime.fromisoformat(row.recorded_at),
    )
