"""Columns of SQLAlchemy: what is kept comes back exactly; what would be half true is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings, strategies as st
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedAsDataclass,
    Session,
    aliased,
    mapped_column,
    relationship,
)

from crmi18n import (
    Address,
    Appointment,
    DualText,
    Money,
    PhoneNumber,
    Quantity,
    View,
)
from crmi18n.errors import AmountError, CurrencyMismatchError, TimeKindError
from crmi18n.ext.sqlalchemy import (
    ExactDecimal,
    Instant,
    JsonValue,
    appointment,
    money,
    sum_by_currency,
    text_in,
)
from crmi18n.time import CalendarDate
from tests.money.conftest import NewUrl, new_postgresql
from tests.test_plain import WON

__all__ = ["new_postgresql"]  # the room's server

HOUR = timedelta(hours=1)
REVIEW = Appointment(datetime.fromisoformat("2026-10-29T16:00"), "Europe/Berlin", HOUR)
EARLIER = Appointment(datetime.fromisoformat("2026-10-29T19:00"), "Asia/Tokyo", HOUR)
AGAIN = Appointment(
    datetime.fromisoformat("2026-10-25T02:30"), "Europe/Berlin", HOUR, policy="later"
)


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "fw_account"
    id: Mapped[int] = mapped_column(primary_key=True)
    deals: Mapped[list[Deal]] = relationship(back_populates="account")


class Deal(Base):
    __tablename__ = "fw_deal"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("fw_account.id"))
    account: Mapped[Account | None] = relationship(back_populates="deals")
    total: Mapped[Money] = money("total")
    budget: Mapped[Money | None] = money("budget", nullable=True)
    title: Mapped[DualText | None] = mapped_column(JsonValue("DualText"))
    place: Mapped[Address | None] = mapped_column(JsonValue(Address))
    weight: Mapped[Quantity | None] = mapped_column(JsonValue("Quantity"))
    phone: Mapped[PhoneNumber | None] = mapped_column(JsonValue("PhoneNumber"))
    value: Mapped[Any] = mapped_column(JsonValue("DealAmount"), nullable=True)
    review: Mapped[Appointment | None] = appointment("review", nullable=True)
    signed: Mapped[datetime | None] = mapped_column(Instant())


# The columns of an amount are attributes as well, which type checkers do not see.
total_amount: Any = Deal.total_amount  # type: ignore[attr-defined]
budget_amount: Any = Deal.budget_amount  # type: ignore[attr-defined]
COLUMNS: Any = Deal.__table__.c


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Iterator[sa.Engine]:
    url = "sqlite://"
    if request.param == "postgresql":
        new: NewUrl = request.getfixturevalue("new_postgresql")
        url = new()
    made = sa.create_engine(url)
    Base.metadata.create_all(made)
    yield made
    Base.metadata.drop_all(made)
    made.dispose()


@pytest.fixture
def session(engine: sa.Engine) -> Iterator[Session]:
    with Session(engine) as opened:
        yield opened
        opened.rollback()


@pytest.fixture
def deals(session: Session) -> Session:
    """Have five deals, numbered from 1."""
    rows = [
        Deal(id=1, total=Money("12.50", "EUR")),
        Deal(id=2, total=Money("12.50", "USD"), review=EARLIER, budget=Money(1, "EUR")),
        Deal(id=3, total=Money("7.05", "USD"), review=REVIEW),
        Deal(id=4, total=Money(300, "JPY"), title=DualText("Wartung", local_lang="de")),
        Deal(id=5, total=Money("0.0001", "EUR"), title=DualText("納期", local_lang="ja")),
    ]
    session.add_all(rows)
    session.flush()
    session.expire_all()
    return session


def ids(session: Session, where: Any) -> list[int]:
    return list(session.scalars(sa.select(Deal.id).where(where).order_by(Deal.id)))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("total", Money("99999999999999.9999", "EUR")),
        ("total", Money("-0.0001", "KWD")),
        ("budget", Money(12, "JPY")),
        ("title", DualText("Wartung", local_lang="de", corporate="Maintenance").confirm(by="u")),
        ("place", Address.of("JP", lang="ja", lines=["丸の内1-9-1"], locality="千代田区")),
        ("weight", Quantity("0.35", "kilogram")),
        ("phone", PhoneNumber.parse("030 901820", region="DE")),
        ("value", WON),
        ("review", REVIEW),
        ("review", AGAIN),
        ("signed", datetime(2026, 6, 30, 22, 15, 1, 5, tzinfo=UTC)),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_a_value_comes_back_as_it_was(session: Session, field: str, value: Any) -> None:
    deal = Deal(**{"total": Money(1, "EUR"), field: value})
    session.add(deal)
    session.flush()
    session.expire_all()

    kept = getattr(deal, field)

    assert (kept, repr(kept)) == (value, repr(value))
    assert isinstance(value, datetime) or kept is not value


@given(
    units=st.integers(-(2**63 - 1), 2**63 - 1),
    scale=st.integers(0, 9),
)
@settings(max_examples=200, deadline=None)
def test_any_decimal_that_fits_comes_back(units: int, scale: int) -> None:
    kind, value = ExactDecimal(scale), Decimal(units).scaleb(-scale)
    for name in ("sqlite", "postgresql"):
        dialect = sa.create_mock_engine(f"{name}://", lambda *_: None).dialect
        kept = kind.process_bind_param(value, dialect)

        assert kind.process_result_value(kept, dialect) == value
        assert isinstance(kept, int if name == "sqlite" else Decimal)


@pytest.mark.parametrize(
    ("where", "found"),
    [
        pytest.param(lambda: Deal.total == Money("12.5", "EUR"), [1], id="equal"),
        pytest.param(lambda: Deal.total != Money("12.5", "EUR"), [2, 3, 4, 5], id="not equal"),
        pytest.param(lambda: Deal.total > Money("7.05", "USD"), [2], id="above"),
        pytest.param(lambda: Deal.total >= Money("7.05", "USD"), [2, 3], id="at least"),
        pytest.param(lambda: Deal.total < Money("12.50", "EUR"), [5], id="below"),
        pytest.param(lambda: Deal.total <= Money("12.50", "EUR"), [1, 5], id="at most"),
        pytest.param(
            lambda: Deal.total.in_([Money("12.50", "USD"), Money(300, "JPY")]), [2, 4], id="in"
        ),
        pytest.param(lambda: Deal.total.in_([]), [], id="in nothing"),
        pytest.param(
            lambda: Deal.total.not_in([Money("12.50", "USD")]), [1, 3, 4, 5], id="not in"
        ),
        pytest.param(
            lambda: Deal.total.between(Money(1, "EUR"), Money(20, "EUR")), [1], id="between"
        ),
        pytest.param(
            lambda: Deal.total.between(Money(20, "EUR"), Money(1, "EUR"), symmetric=True),
            [1],
            id="between, either way",
        ),
        pytest.param(lambda: Deal.budget == None, [1, 3, 4, 5], id="none"),  # noqa: E711
        pytest.param(lambda: Deal.budget != None, [2], id="some"),  # noqa: E711
        pytest.param(lambda: Deal.budget != Money(5, "EUR"), [2], id="another; not none"),
        pytest.param(lambda: Deal.budget.is_(None), [1, 3, 4, 5], id="is none"),
        pytest.param(lambda: Deal.budget.is_not(sa.null()), [2], id="is some"),
        pytest.param(lambda: Deal.review.is_not(None), [2, 3], id="is an appointment"),
        pytest.param(
            lambda: total_amount.in_(sa.select(budget_amount)),
            [],
            id="in numbers of one kind",
        ),
        pytest.param(lambda: Deal.title.is_(None), [1, 2, 3], id="no text"),
        pytest.param(lambda: Deal.title != None, [4, 5], id="a text"),  # noqa: E711
        pytest.param(lambda: text_in(Deal.title, "de") == "Wartung", [4], id="text"),
        pytest.param(lambda: text_in(Deal.title, "DE").like("Wart%"), [4], id="begins with"),
        pytest.param(lambda: text_in(Deal.title, "de-AT").is_not(None), [], id="no fallback"),
        pytest.param(lambda: Deal.review == REVIEW, [3], id="appointment"),
        pytest.param(lambda: Deal.review != REVIEW, [2], id="another appointment"),
        pytest.param(lambda: Deal.review.in_([REVIEW, EARLIER]), [2, 3], id="appointments"),
        pytest.param(lambda: Deal.review.not_in([REVIEW]), [2], id="none of the appointments"),
        pytest.param(lambda: Deal.review == None, [1, 4, 5], id="no appointment"),  # noqa: E711
        pytest.param(lambda: Deal.review != None, [2, 3], id="an appointment"),  # noqa: E711
        pytest.param(lambda: Deal.review < REVIEW, [2], id="before"),
        pytest.param(lambda: Deal.review <= REVIEW.instant, [2, 3], id="until an instant"),
        pytest.param(lambda: Deal.review > EARLIER, [3], id="after"),
        pytest.param(lambda: Deal.review >= EARLIER, [2, 3], id="from"),
        pytest.param(lambda: Deal.review.between(EARLIER, REVIEW.end), [2, 3], id="in a span"),
    ],
)
def test_a_filter_means_what_it_does_in_python(
    deals: Session, where: Callable[[], Any], found: list[int]
) -> None:
    assert ids(deals, where()) == found


def test_order_never_mixes_currencies_and_appointments_go_by_their_instants(
    deals: Session,
) -> None:
    def ordered(*by: Any) -> list[int]:
        return list(deals.scalars(sa.select(Deal.id).order_by(*by)))

    assert ordered(Deal.total) == ordered(Deal.total.asc()) == [5, 1, 4, 3, 2]
    assert ordered(Deal.total.desc()) == [2, 3, 4, 1, 5]
    meetings = sa.select(Deal.id).where(Deal.review != None)  # noqa: E711
    assert list(deals.scalars(meetings.order_by(Deal.review))) == [2, 3]
    assert list(deals.scalars(meetings.order_by(Deal.review.desc()))) == [3, 2]


def test_sums_are_exact_and_of_one_currency_each(deals: Session) -> None:
    big = Money("90000000000000.01", "USD")
    deals.add_all([Deal(total=big), Deal(total=big)])
    deals.flush()

    sums = deals.scalars(sum_by_currency(Deal.total)).all()
    some = deals.scalars(sum_by_currency(aliased(Deal).total)).all()

    assert sums == [Money("12.5001", "EUR"), Money(300, "JPY"), Money("180000000000019.57", "USD")]
    assert some == sums
    assert deals.scalars(sum_by_currency(Deal.budget)).all() == [Money(1, "EUR")]
    with pytest.raises(TypeError, match=r"money\(\.\.\.\)"):
        sum_by_currency(Deal.id)


def test_an_amount_is_selected_whole_also_of_an_alias(deals: Session) -> None:
    other = aliased(Deal)
    rows = deals.execute(
        sa.select(other.total, other.budget, other.review)
        .where(other.total >= Money(7, "USD"))
        .order_by(other.total.desc())
    ).all()

    assert [tuple(row) for row in rows] == [
        (Money("12.50", "USD"), Money(1, "EUR"), EARLIER),
        (Money("7.05", "USD"), None, REVIEW),
    ]


def test_an_update_writes_both_columns(deals: Session) -> None:
    deals.execute(sa.update(Deal).where(Deal.id == 4).values({Deal.total: Money(5, "CHF")}))
    deals.execute(sa.update(Deal).where(Deal.id == 2).values(budget=None))
    deals.execute(sa.insert(Deal), [{"id": 9, "total": Money("0.05", "CHF"), "review": REVIEW}])
    deals.expire_all()

    assert deals.get_one(Deal, 4).total == Money(5, "CHF")
    assert deals.get_one(Deal, 2).budget is None
    assert (deals.get_one(Deal, 9).total, deals.get_one(Deal, 9).review) == (
        Money("0.05", "CHF"),
        REVIEW,
    )


def test_inserted_rows_are_returned_with_all_their_columns(session: Session) -> None:
    rows = [{"total": Money(1, "JPY"), "title": DualText("x", local_lang="de")}] * 2
    found = session.execute(sa.insert(Deal).returning(Deal.total, Deal), rows).all()

    assert [(total, deal.total, deal.title) for total, deal in found] == [
        (Money(1, "JPY"), Money(1, "JPY"), DualText("x", local_lang="de"))
    ] * 2


@pytest.mark.parametrize(
    "where",
    [
        pytest.param(lambda: COLUMNS.total_amount == COLUMNS.id, id="numbers of another kind"),
        pytest.param(lambda: COLUMNS.title == COLUMNS.place, id="two of JSON"),
        pytest.param(lambda: total_amount == Deal.id, id="attributes of another kind"),
        pytest.param(lambda: Deal.title == Deal.place, id="two attributes of JSON"),
    ],
)
def test_no_query_compares_columns_of_two_kinds(
    session: Session, where: Callable[[], Any]
) -> None:
    with pytest.raises(TypeError, match="in Python"):
        session.scalars(sa.select(Deal.id).where(where()))


def test_an_average_on_sqlite_is_refused_and_elsewhere_right(deals: Session) -> None:
    average = sa.select(sa.func.avg(total_amount, type_=ExactDecimal())).where(Deal.id < 3)
    if deals.get_bind().dialect.name == "postgresql":
        assert deals.scalar(average) == Decimal("12.5")
    else:
        with pytest.raises(TypeError, match="SQLite"):
            deals.scalar(average)


def test_sums_and_differences_of_one_scale_are_exact(deals: Session) -> None:
    def one(what: Any) -> Any:
        return deals.scalar(sa.select(what).where(Deal.id == 2))

    assert one(total_amount + 2) == Decimal("14.5")
    assert one(2 - total_amount) == Decimal("-10.5")
    assert one(total_amount - budget_amount) == Decimal("11.5")
    assert one(-total_amount) == Decimal("-12.5")
    assert deals.scalar(sa.select(sa.func.max(total_amount))) == 300
    assert ids(deals, total_amount.in_([300, Decimal("7.05")])) == [3, 4]


@pytest.mark.parametrize(
    "what",
    [
        pytest.param(lambda: total_amount * 2, id="times"),
        pytest.param(lambda: 2 * total_amount, id="times, from the left"),
        pytest.param(lambda: total_amount / 2, id="divided"),
        pytest.param(lambda: total_amount > Deal.id, id="another kind"),
        pytest.param(
            lambda: total_amount + sa.column("x", ExactDecimal(6)),
            id="another scale",
        ),
        pytest.param(lambda: total_amount.in_(sa.select(Deal.id)), id="in another kind"),
        pytest.param(lambda: total_amount.in_([1, Deal.id]), id="in a list of another kind"),
        pytest.param(lambda: Deal.total.is_(Money(1, "EUR")), id="is an amount"),
        pytest.param(lambda: Deal.total == 5, id="a number is no amount"),
        pytest.param(lambda: Deal.total < 5, id="nor less than one"),
        pytest.param(lambda: Deal.total == Deal.budget, id="two columns"),
        pytest.param(lambda: Deal.total.in_([5]), id="in numbers"),
        pytest.param(lambda: Deal.title == DualText("x", local_lang="de"), id="whole JSON"),
        pytest.param(lambda: Deal.title["v"], id="a part of the JSON"),
        pytest.param(lambda: Deal.review == datetime(2026, 1, 1, tzinfo=UTC), id="an instant"),
        pytest.param(lambda: Deal.review < datetime(2026, 1, 1), id="naive"),  # noqa: DTZ001
        pytest.param(lambda: JsonValue("Mony"), id="no value"),
        pytest.param(lambda: JsonValue(int), id="no value of ours"),
    ],
)
def test_what_would_be_half_true_is_refused(what: Callable[[], Any]) -> None:
    with pytest.raises(TypeError):
        what()


def test_mixed_currencies_are_refused() -> None:
    with pytest.raises(CurrencyMismatchError):
        Deal.total.between(Money(1, "EUR"), Money(2, "USD"))


@pytest.mark.parametrize("function", [sa.func.sum, sa.func.max, sa.func.avg])
def test_no_function_takes_both_columns(function: Callable[[Any], Any]) -> None:
    with pytest.raises(sa.exc.ArgumentError):
        function(Deal.total)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        pytest.param({"total": Money("1.00001", "EUR")}, AmountError, id="finer"),
        pytest.param({"total": Money("1" * 36, "EUR")}, AmountError, id="too large"),
        pytest.param({"title": "Wartung"}, TypeError, id="no value"),
        pytest.param({"signed": datetime(2026, 1, 1)}, TimeKindError, id="naive"),  # noqa: DTZ001
    ],
)
def test_nothing_is_rounded_or_guessed(
    session: Session, values: dict[str, Any], error: type[Exception]
) -> None:
    session.add(Deal(**{"total": Money(1, "EUR"), **values}))

    with pytest.raises(StatementError) as caught:
        session.flush()
    assert isinstance(caught.value.orig, error)


def test_sqlite_takes_what_fits_its_integers() -> None:
    dialect = sa.create_engine("sqlite://").dialect

    with pytest.raises(AmountError, match="too large"):
        ExactDecimal(4).process_bind_param(Decimal(10) ** 15, dialect)


def test_a_sum_beyond_the_integers_of_sqlite_is_an_error_and_never_a_float() -> None:
    engine = sa.create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all([Deal(total=Money("900000000000000", "EUR")) for _ in range(2)])
        session.flush()

        with pytest.raises(sa.exc.DBAPIError, match="overflow"):
            session.scalars(sum_by_currency(Deal.total)).all()
    engine.dispose()


def test_new_evidence_of_an_equal_value_is_written(session: Session) -> None:
    typed, cleaned = (PhoneNumber.parse(text) for text in ("+49 30 901820", "+4930901820"))
    deal = Deal(total=Money(1, "EUR"), phone=typed)
    session.add(deal)
    session.flush()

    deal.phone = cleaned
    session.flush()
    session.expire_all()

    assert typed == cleaned
    assert deal.phone is not None
    assert deal.phone.raw == "+4930901820"


def test_an_appointment_is_kept_as_it_was_resolved(session: Session) -> None:
    old = Appointment.restored(
        REVIEW.start, REVIEW.zone, HOUR, "compatible", REVIEW.instant + HOUR, "2020a"
    )
    deal = Deal(total=Money(1, "EUR"), review=old)
    session.add(deal)
    session.flush()
    session.expire_all()

    assert deal.review is not None
    assert (deal.review.instant, deal.review.tz_release) == (REVIEW.instant + HOUR, "2020a")


@pytest.mark.parametrize(
    "kind",
    [ExactDecimal(6), JsonValue(DualText), JsonValue(CalendarDate), Instant()],
    ids=repr,
)
def test_a_migration_can_write_the_type_down(kind: Any) -> None:
    again = eval(repr(kind), {k: globals()[k] for k in ("ExactDecimal", "JsonValue", "Instant")})  # noqa: S307

    assert (type(again), vars(again).get("kind")) == (type(kind), vars(kind).get("kind"))
    assert repr(again) == repr(kind)


def test_a_mapped_dataclass_takes_amounts_too() -> None:
    class Typed(MappedAsDataclass, DeclarativeBase):
        pass

    class Line(Typed):
        __tablename__ = "fw_line"
        id: Mapped[int] = mapped_column(primary_key=True)
        total: Mapped[Money] = money("total")
        rebate: Mapped[Money | None] = money("rebate", nullable=True, default=None)

    line = Line(id=1, total=Money(5, "EUR"))

    assert (line.total, line.rebate) == (Money(5, "EUR"), None)


def test_a_view_shows_values_and_no_relations(deals: Session) -> None:
    deal = deals.get_one(Deal, 2)
    deal.account = Account(id=7)
    deals.flush()

    shown = {name: value.text for name, value in View(locale="de").record(deal).items()}

    assert shown["total"] == "12,50\xa0$"
    assert shown["account_id"] == "7"
    assert not {"account", "total_amount", "total_currency", "review_instant"} & shown.keys()
