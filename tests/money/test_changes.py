"""What differs between two books, and nothing else, is a change."""

from datetime import UTC, date, datetime

from hypothesis import given, strategies as st

from crmi18n import Rate, RateBook
from crmi18n.money import RateChange, diff

DAY = date(2026, 6, 30)
rates = st.builds(
    Rate,
    st.just("EUR"),
    st.sampled_from(["USD", "JPY"]),
    st.integers(1, 3),
    st.dates(DAY, date(2026, 7, 5)),
    st.sampled_from(["spot", "budget"]),
)
books = st.lists(rates, unique_by=lambda r: (r.quote, r.valid_on, r.kind)).map(RateBook)


@given(books, books)
def test_applied_changes_lead_from_one_to_the_other(before: RateBook, after: RateBook) -> None:
    changes = diff(before, after)
    left = set(before) - {c.before for c in changes if c.before}

    assert RateBook({*left, *(c.after for c in changes if c.after)}) == after
    assert (changes == ()) == (before == after)
    assert tuple(RateChange(c.after, c.before) for c in diff(after, before)) == changes


def test_a_correction_is_one_change() -> None:
    old = Rate("EUR", "JPY", "163.45", DAY)
    new = Rate("EUR", "JPY", "158.90", DAY, recorded_at=datetime(2026, 7, 10, tzinfo=UTC))
    book = RateBook([old])

    (change,) = diff(book, book.with_rates([new]))

    assert (change.before, change.after) == (old, new)
    assert str(change).startswith("1 EUR = 163.45 JPY")
    assert change.to_dict()["after"] == new.to_dict()


def test_who_said_it_is_no_change() -> None:
    first = RateBook([Rate("EUR", "USD", "1.10", DAY, source="ECB")])
    second = RateBook([Rate("EUR", "USD", "1.1", DAY, source="bank")])

    assert first != second
    assert diff(first, second) == ()


def test_books_that_share_series_differ_in_what_was_added() -> None:
    more = Rate("EUR", "KES", "140", DAY)
    book = RateBook.ecb()

    assert diff(book, book.with_rates([more])) == (RateChange(None, more),)


def test_another_span_is_a_change() -> None:
    open_end = Rate("EUR", "JPY", "163.45", DAY)
    ended = Rate("EUR", "JPY", "163.45", DAY, valid_until=DAY)

    assert diff(RateBook([open_end]), RateBook([ended])) == (RateChange(open_end, ended),)
