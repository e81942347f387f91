"""The dated quotes of one pair and kind, and the newest of them for a day.

One effective-date rule for the whole library: the newest ``valid_on`` that is not later than
the day asked for, that day included. No later rate is ever used, and none is interpolated.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cached_property, partial
from itertools import groupby
from typing import Final, final

from crmi18n.errors import AmbiguousRateError
from crmi18n.money.rate import Rate

__all__ = ["Series"]

_ALWAYS: Final = datetime.min.replace(tzinfo=UTC)


Quotes = tuple[Sequence[int], Callable[[int], Rate]]
"""The ordinals of ``valid_on``, ascending, and the rate of an index."""


@final
class Series:
    """Quotes of one pair and kind, oldest first; corrections of a day follow what they correct.

    ``load`` gives them on first use, so that a packed series stays packed until asked, and
    builds only the rates that are asked for. It is picklable, and so is the series.
    """

    def __init__(self, load: Callable[[], Quotes], digest: str | None = None) -> None:
        self._load = load
        if digest:
            self.__dict__["digest"] = digest

    def __reduce__(self) -> tuple[object, ...]:
        return Series, (self._load, self.__dict__.get("digest"))

    @classmethod
    def of(cls, rates: Iterable[Rate]) -> Series:
        """Return the series of some rates of one pair and kind, in any order.

        Raises:
            AmbiguousRateError: two of them disagree and neither is the later record.
        """
        ordered = tuple(sorted(set(rates), key=_total_order))
        for _, group in groupby(ordered, key=_order):
            _require_agreement(list(group))
        return cls(partial(_listed, ordered))

    @cached_property
    def _quotes(self) -> Quotes:
        return self._load()

    def newest(self, on: date, known_at: datetime | None = None) -> Rate | None:
        """Return the newest rate for a day, as it was known at an instant."""
        days, rate_at = self._quotes
        found = bisect_right(days, on.toordinal())
        if known_at is None:
            return rate_at(found - 1) if found else None
        rates = map(rate_at, reversed(range(found)))
        return next((rate for rate in rates if _was_known(rate, known_at)), None)

    def next_after(self, on: date, known_at: datetime | None = None) -> date | None:
        """Return the day of the first later rate, to name it; it is never used."""
        days, rate_at = self._quotes
        for index in range(bisect_right(days, on.toordinal()), len(days)):
            if _was_known(rate_at(index), known_at):
                return date.fromordinal(days[index])
        return None

    def between(self, start: date, end: date) -> Iterator[Rate]:
        """Return the rates of a span of days, both ends included, oldest first."""
        days, rate_at = self._quotes
        first, after = bisect_left(days, start.toordinal()), bisect_right(days, end.toordinal())
        return map(rate_at, range(first, after))

    @property
    def first_day(self) -> date:
        """The day of its oldest rate."""
        return date.fromordinal(self._quotes[0][0])

    @property
    def last_day(self) -> date:
        """The day of its newest rate."""
        return date.fromordinal(self._quotes[0][-1])

    def __iter__(self) -> Iterator[Rate]:
        days, rate_at = self._quotes
        return map(rate_at, range(len(days)))

    def __len__(self) -> int:
        return len(self._quotes[0])

    @cached_property
    def digest(self) -> str:
        """A hash of all that the series says; equal series have equal ones."""
        from hashlib import sha256

        content = "\n".join(rate.canonical() for rate in self)
        return sha256(content.encode()).hexdigest()


def _listed(rates: tuple[Rate, ...]) -> Quotes:
    return [rate.valid_on.toordinal() for rate in rates], rates.__getitem__


def _was_known(rate: Rate, at: datetime | None) -> bool:
    return at is None or rate.recorded_at is None or rate.recorded_at <= at


def _total_order(rate: Rate) -> tuple[object, ...]:
    # Rates that say the same of one day come in one order too: the digest is of their sequence.
    return *_order(rate), rate.source, rate.per, rate.value


def _order(rate: Rate) -> tuple[date, datetime]:
    return rate.valid_on, rate.recorded_at or _ALWAYS


def _require_agreement(same_day: Sequence[Rate]) -> None:
    if len({(rate.factor, rate.valid_until) for rate in same_day}) > 1:
        first = same_day[0]
        values = [f"{rate.per} = {rate.value}" for rate in same_day]
        raise AmbiguousRateError(first.base, first.quote, first.valid_on, first.kind, values)
