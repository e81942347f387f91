"""What a store has recorded it never changes, and it records all of a batch or nothing."""

import json
import pickle
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from crmi18n import (
    AmbiguousRateError,
    ImportFileError,
    MissingExtraError,
    Money,
    Rate,
    RateBook,
    StoreError,
)
from crmi18n.money import RateStore

pytest.importorskip("sqlalchemy")

DAY = date(2026, 6, 30)
YEN = Rate("EUR", "JPY", "163.45", DAY, source="TEST")
CORRECTED = Rate("EUR", "JPY", "158.90", DAY, source="TEST")


def at(day: int, hour: int = 16) -> datetime:
    return datetime(2026, 7, day, hour, tzinfo=UTC)


@pytest.fixture
def store(database: str) -> Iterator[RateStore]:
    with RateBook.open(database) as opened:
        yield opened


def test_what_is_recorded_is_read_as_it_was(store: RateStore, database: str) -> None:
    rates = [
        Rate("EUR", "USD", "1.10", DAY, source="ECB"),
        Rate("JPY", "EUR", "0.0061180000000000000000000000001", DAY, per=100),
        Rate("EUR", "VND", "28871", DAY, "budget", valid_until=date(2026, 12, 31), source="plän"),
    ]

    assert store.append(rates, recorded_at=at(1)) == 3
    with RateBook.open(database) as another:
        read = {(r.quote, r.kind): r for r in another.book()}

    for rate in rates:
        same = read[rate.quote, rate.kind]
        assert str(same.value) == str(rate.value)
        assert same == Rate.from_dict({**rate.to_dict(), "recorded_at": at(1).isoformat()})


def test_a_rate_that_is_known_is_not_recorded_again(store: RateStore) -> None:
    assert store.append([YEN]) == 1
    assert store.append([YEN, Rate("EUR", "JPY", "163.450", DAY, source="again")]) == 0
    assert len(store.book()) == 1


def test_another_value_is_refused_unless_it_corrects(store: RateStore) -> None:
    store.append([YEN], recorded_at=at(1))

    with pytest.raises(AmbiguousRateError) as caught:
        store.append([Rate("EUR", "USD", "1.08", DAY), CORRECTED])
    assert caught.value.values == ("1 = 163.45", "1 = 158.90")
    assert [rate.quote for rate in store.book()] == ["JPY"]  # nothing of that batch is there

    assert store.correct([CORRECTED], recorded_at=at(10)) == 1
    assert str(store.book().rate("EUR", "JPY", on=DAY).legs[0].rate.value) == "158.90"
    assert len(store.book()) == 2


def test_known_at_reads_the_book_as_it_was(store: RateStore) -> None:
    store.append([YEN], recorded_at=at(1))
    before = store.book()
    store.correct([CORRECTED], recorded_at=at(10))
    after = store.book()

    assert store.book(known_at=at(9)) == before != after
    assert store.book(known_at=at(10)) == after
    assert len(store.book(known_at=at(1, 15))) == 0
    amount = Money(12_500_000, "JPY")
    assert str(after.convert(amount, "EUR", on=DAY, known_at=at(9)).target) == "76475.99 EUR"
    assert str(after.convert(amount, "EUR", on=DAY).target) == "78665.83 EUR"


def test_the_past_of_a_store_is_closed(store: RateStore) -> None:
    store.append([YEN], recorded_at=at(10))

    with pytest.raises(StoreError, match="not later"):
        store.correct([CORRECTED], recorded_at=at(9))
    with pytest.raises(StoreError, match="not later"):
        store.append([Rate("EUR", "USD", "1.08", DAY, recorded_at=at(9))])
    with pytest.raises(StoreError, match="future"):
        store.append([YEN], recorded_at=datetime.now(UTC) + timedelta(days=1))
    with pytest.raises(ValueError, match="aware"):
        store.append([YEN], recorded_at=datetime(2026, 7, 11))  # noqa: DTZ001 - naive on purpose
    with pytest.raises(ValueError, match="aware"):
        store.book(known_at=datetime(2026, 7, 11))  # noqa: DTZ001 - naive on purpose
    assert store.latest == at(10)


def test_a_history_with_its_own_instants_is_taken_over(store: RateStore) -> None:
    history = RateBook(
        [
            Rate("EUR", "JPY", "163.45", DAY, recorded_at=at(1)),
            Rate("EUR", "JPY", "158.90", DAY, recorded_at=at(10)),
        ]
    )

    assert store.append(history) == 2
    assert store.book() == history
    assert store.latest == at(10)


def test_each_batch_of_now_is_later_than_all_before(store: RateStore) -> None:
    instants = []
    for number in range(20):
        store.append([Rate("EUR", "USD", "1.08", DAY + timedelta(number))])
        instants.append(store.latest)

    assert instants == sorted(set(instants))  # type: ignore[type-var]


def test_two_values_of_one_day_in_one_batch_need_an_order(store: RateStore) -> None:
    with pytest.raises(AmbiguousRateError):
        store.append([YEN, CORRECTED])
    assert len(store.book()) == 0


def test_an_empty_store_has_no_instant(store: RateStore) -> None:
    assert store.latest is None
    assert store.url in repr(store)
    assert store.append([]) == 0
    assert store.book() == RateBook()


def test_a_book_is_read_on_from_where_it_was(store: RateStore) -> None:
    store.append([YEN], recorded_at=at(1))
    first = store.book()
    assert store.book() is first

    store.append([Rate("EUR", "USD", "1.08", DAY)])

    assert len(store.book()) == 2
    assert len(first) == 1


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            "base,quote,value,valid_on\nEUR,USD,1.08,2026-06-30\nEUR,CHF,0,2026-06-30", id="zero"
        ),
        pytest.param("base,quote,value,valid_on\nEUR,USD,1.08,2026-06-30\nEUR,CHF", id="cut off"),
        pytest.param("base,quote,value,valid_on\nEUR,USD,2026-06-30,1.08", id="columns swapped"),
    ],
)
def test_a_bad_file_leaves_the_store_untouched(
    store: RateStore, tmp_path: Path, content: str
) -> None:
    store.append([YEN], recorded_at=at(1))
    before = store.book().id
    file = tmp_path / "bad.csv"
    file.write_text(content)

    with pytest.raises(ImportFileError):
        store.append(RateBook.read(file))

    assert (store.book().id, store.latest) == (before, at(1))


@pytest.mark.parametrize("value", [5, "EUR/USD", None, {"base": "EUR"}])
def test_only_rates_are_recorded(store: RateStore, value: object) -> None:
    with pytest.raises(TypeError):
        store.append([YEN, value])  # type: ignore[list-item]
    assert len(store.book()) == 0


def test_the_pivot_is_the_callers(database: str) -> None:
    with RateBook.open(database, pivot="USD") as store:
        store.append([Rate("USD", "CHF", "0.9", DAY), Rate("USD", "JPY", "150", DAY)])

        assert store.book().rate("CHF", "JPY", on=DAY).legs[0].rate.base == "USD"


def test_a_conversion_of_a_stored_book_is_evidence_like_any_other(store: RateStore) -> None:
    store.append([YEN], recorded_at=at(1))

    found = store.book().convert(Money(1000, "JPY"), "EUR", on=DAY)

    assert json.loads(json.dumps(found.to_dict()))["legs"][0]["rate"]["recorded_at"] is not None
    assert found.replay(pickle.loads(pickle.dumps(store.book()))) == found  # noqa: S301 - our own bytes


def test_threads_share_a_store(store: RateStore) -> None:
    def write(number: int) -> None:
        for turn in range(10):
            day = DAY + timedelta(number * 10 + turn)
            store.append([Rate("EUR", "USD", "1.08", day), Rate("EUR", "JPY", "163", day)])

    threads = [Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(store.book()) == 80


def test_rows_that_are_no_rates_are_named(tmp_path: Path) -> None:
    path = tmp_path / "rates.db"
    with RateBook.open(str(path)) as store:
        store.append([YEN])
        with sqlite3.connect(path) as raw:
            raw.execute("UPDATE crmi18n_rate SET value = '0'")
        with pytest.raises(StoreError, match="no rate"):
            store.book()


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rates.db"
    path.write_text("not a database, but long enough to be told from one at its head" * 20)

    with pytest.raises(StoreError, match="cannot be used"):
        RateBook.open(str(path))


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        pytest.param("/no/such/folder/rates.db", "cannot be used", id="no folder"),
        pytest.param("mongodb://host/rates", "mongodb", id="no such database"),
        pytest.param("oracle://host/rates", "oracledb|cx_Oracle|oracle", id="another database"),
        pytest.param("postgresql+nodriver://host/rates", "nodriver", id="no such driver"),
        pytest.param(
            "postgresql+pg8000://u:secret@127.0.0.1:1/rates", "cannot be used", id="closed"
        ),
    ],
)
def test_a_database_that_cannot_be_used_is_named_without_its_password(
    url: str, reason: str
) -> None:
    with pytest.raises(StoreError, match=reason) as caught:
        RateBook.open(url)
    assert "secret" not in str(caught.value)


def test_a_missing_package_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "sqlalchemy", None)

    with pytest.raises(MissingExtraError, match=r"crmi18n\[sqlalchemy\]"):
        RateBook.open("rates.db")
