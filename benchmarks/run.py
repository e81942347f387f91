"""Every benchmark beside its peer, in one run; written to ``build/bench.json``.

One module a subject, each with ``figures()``; names on the command line choose some of them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from benchmarks.measure import Figure

OUT: Final = Path("build/bench.json")
SUBJECTS: Final = (
    "startup",
    "money",
    "formats",
    "parsing",
    "matching",
    "dates",
    "text",
    "units",
    "working_time",
    "address",
    "names",
    "frames",
)


def main(subjects: Sequence[str]) -> None:
    """Run the subjects, write the file, print the table."""
    figures: list[Figure] = []
    for subject in subjects or SUBJECTS:
        figures += import_module(f"benchmarks.{subject}").figures()
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps([asdict(figure) for figure in figures], indent=1) + "\n")
    table = Table("benchmark", "ours", "peer", "unit", "ratio", "n", title=str(OUT))
    for figure in figures:
        ours, peer = f"{figure.ours:.4g}", f"{figure.peer:.4g} ({figure.peer_name})"
        table.add_row(figure.name, ours, peer, figure.unit, f"{figure.ratio:.2f}", str(figure.n))
    Console(width=120).print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
