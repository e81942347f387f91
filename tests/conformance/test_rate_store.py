"""Eight writers of 10,000 rates each, and four readers: none lost, none torn, no past changed."""

import pytest

from tests.conformance.conftest import Report
from tests.money.conftest import database, new_database, new_postgresql
from tests.money.test_store_concurrency import BATCH, race

__all__ = ["database", "new_database", "new_postgresql"]  # fixtures of the room's own tests

pytestmark = pytest.mark.conformance

WRITERS, READERS, BATCHES = 8, 4, 20


def test_eight_writers_beside_four_readers(
    database: str,
    report: Report,
) -> None:
    failed = race(database, WRITERS, READERS, BATCHES)

    kind = "PostgreSQL" if database.startswith("postgresql") else "SQLite"
    report(f"rate store, {kind}", "8 writers, 4 readers", WRITERS * BATCHES * BATCH, len(failed))
    assert failed == []
