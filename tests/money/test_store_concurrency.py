"""Writers beside readers, and writers that are killed: nothing is lost, torn or half there."""

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from crmi18n import Rate, RateBook

pytest.importorskip("sqlalchemy")

WRITERS = 8  # at most
BATCH = 500
FIRST = date(1999, 1, 4)
OWN = ("AUD", "CAD", "CHF", "CZK", "DKK", "GBP", "JPY", "NOK")


def batch(writer: int, number: int) -> list[Rate]:
    """Half of the rates go to one series that all write to, half to the writer's own."""
    source = f"{writer}/{number}"
    half = BATCH // 2
    rates = []
    for place in range(half):
        turn = number * half + place
        value = f"1.{turn:06}"
        shared = FIRST + timedelta(turn * WRITERS + writer)
        rates.append(Rate("EUR", "USD", value, shared, source=source))
        rates.append(Rate("EUR", OWN[writer], value, FIRST + timedelta(turn), source=source))
    return rates


def write(url: str, writer: int, batches: int) -> None:
    with RateBook.open(url) as store:
        for number in range(batches):
            assert store.append(batch(writer, number)) == BATCH


def read(url: str, done: Any, found: Any) -> None:
    """Look for torn batches, and for a past that changes, until the writers are done."""
    torn: list[str] = []
    looks = 0
    with RateBook.open(url) as store:
        while True:
            last = done.is_set()
            latest = store.latest or datetime(2000, 1, 1, tzinfo=UTC)
            book = store.book(known_at=latest)
            sizes = Counter(rate.source for rate in book)
            torn += [f"{source}: {n}" for source, n in sizes.items() if n != BATCH]
            if store.book(known_at=latest) != book:
                torn.append(f"the past of {latest} changed")
            looks += 1
            if last:
                found.put((looks, len(store.book()), torn))
                return
            time.sleep(0.2)


def race(url: str, writing: int, reading: int, batches: int) -> list[str]:
    """Let writers write so many batches beside readers, and return what went wrong."""
    context = multiprocessing.get_context("spawn")
    done, found = context.Event(), context.Queue()
    readers = [context.Process(target=read, args=(url, done, found)) for _ in range(reading)]
    writers = [
        context.Process(target=write, args=(url, writer, batches)) for writer in range(writing)
    ]
    for process in (*writers, *readers):
        process.start()
    for process in writers:
        process.join()
    done.set()
    reports = [found.get(timeout=600) for _ in readers]
    for process in readers:
        process.join()

    wrong = [f"writer {w} ended with {p.exitcode}" for w, p in enumerate(writers) if p.exitcode]
    for looks, size, torn in reports:
        wrong += torn
        if not looks or size != writing * batches * BATCH:
            wrong.append(f"a reader saw {size} rates in the end")
    with RateBook.open(url) as store:
        stored = {(r.quote, r.valid_on): r.value for r in store.book()}
    for writer in range(writing):
        for number in range(batches):
            for rate in batch(writer, number):
                if stored.pop((rate.quote, rate.valid_on), None) != rate.value:
                    wrong.append(f"{rate} is lost")
    return wrong + [f"{key} was never written" for key in stored]


def test_writers_beside_readers(database: str) -> None:
    assert race(database, writing=3, reading=1, batches=4) == []


ENDLESS = """
import itertools, sys
from datetime import date, timedelta
from crmi18n import Rate, RateBook
with RateBook.open(sys.argv[1]) as store:
    start = int(sys.argv[2])
    for number in itertools.count():
        first = date(1999, 1, 4) + timedelta(2000 * (start + number))
        rates = [Rate("EUR", "USD", "1.08", first + timedelta(i), source=f"{start}/{number}")
                 for i in range(2000)]
        print("ready", flush=True)
        store.append(rates)
"""


def test_killed_writers_leave_whole_batches_only(database: str) -> None:
    chance = random.Random(9)  # noqa: S311 - the same moments each time
    with RateBook.open(database) as store:
        for attempt in range(4):
            command = [sys.executable, "-c", ENDLESS, database, str(attempt * 100)]
            writer = subprocess.Popen(command, stdout=subprocess.PIPE)
            assert writer.stdout is not None
            for _ in range(chance.randint(1, 3)):
                writer.stdout.readline()
            time.sleep(chance.uniform(0, 0.15))
            os.kill(writer.pid, signal.SIGKILL)
            assert writer.wait() == -signal.SIGKILL
            writer.stdout.close()

            sizes = Counter(rate.source for rate in store.book())
            assert set(sizes.values()) <= {2000}

        day = FIRST - timedelta(1)
        assert store.append([Rate("EUR", "USD", "1.08", day)]) == 1  # no lock is left behind
        assert store.book().rate("EUR", "USD", on=day).carried_days == 0
