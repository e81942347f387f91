"""Each full suite reports its row here: ``build/conformance.json``."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

OUT = Path(__file__).parents[2] / "build/conformance.json"

Report = Callable[[str, str, int, int], None]


@pytest.fixture
def report() -> Report:
    """Write the row of a suite: its name, the version it is of, all cases, those that failed."""

    def write(suite: str, version: str, cases: int, failed: int) -> None:
        rows = json.loads(OUT.read_text()) if OUT.exists() else []
        row = {
            "suite": suite,
            "version": version,
            "cases": cases,
            "passed": cases - failed,
            "failed": failed,
        }
        rows = sorted([*(r for r in rows if r["suite"] != suite), row], key=lambda r: r["suite"])
        OUT.parent.mkdir(exist_ok=True)
        OUT.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n")

    return write
