"""Ten million amounts to the house currency beside pandas, polars' joins and CurrencyConverter.

Each engine runs in a process of its own over the same rows: thirty currencies, ten years, days of
publication only, so that every peer finds a rate. The peers count in floats, as they do.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.measure import Figure
from tests.ext.ledger import CODES, FIRST, LAST, ledger

__all__ = ["figures"]

ROWS, RUNS = 10_000_000, 3
LOOP = 300_000  # rows of CurrencyConverter's loop; its figure is extrapolated to all
LATE = {"ISK": date(2018, 2, 1)}  # its series has a hole before


def figures() -> list[Figure]:
    """Measure all, each in a fresh process, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        _write(path)
        names = ("polars", "pandas_merge_asof", "polars_join", "currency_converter")
        runs: dict[str, list[dict[str, float]]] = {name: [] for name in names}
        for _ in range(RUNS):
            for name in names:
                runs[name].append(_run(name, path))
    seconds = {n: statistics.median(run["seconds"] for run in found) for n, found in runs.items()}
    memory = {n: statistics.median(run["mb"] for run in found) for n, found in runs.items()}
    build = statistics.median(run["table"] for run in runs["polars"])

    def beside(peer: str, note: str) -> Figure:
        own, other = seconds["polars"], seconds[peer]
        return Figure(f"convert {ROWS:,} rows", own, other, note, "s", other / own, RUNS)

    return [
        beside("pandas_merge_asof", "pandas merge_asof, float"),
        beside("polars_join", "polars join, float"),
        beside("currency_converter", f"CurrencyConverter, {LOOP:,} rows extrapolated"),
        Figure(
            "peak memory of it",
            memory["polars"],
            memory["polars_join"],
            "polars join, float",
            "MB",
            memory["polars_join"] / memory["polars"],
            RUNS,
        ),
        Figure(
            "the same, its table of rates made first",
            seconds["polars"] + build,
            seconds["polars_join"],
            "polars join, float, rates at hand",
            "s",
            seconds["polars_join"] / (seconds["polars"] + build),
            RUNS,
        ),
    ]


def _write(path: Path) -> None:
    """Write the rows: minor units, codes as Enum, days on which the ECB published."""
    import polars as pl

    from crmi18n import RateBook

    dollars = RateBook.ecb().series["spot", "EUR", "USD"]
    days = [rate.valid_on for rate in dollars.between(FIRST, LAST)]
    late = (pl.col("code") == "ISK") & (pl.col("day") < LATE["ISK"])
    dollar = pl.lit("USD", pl.Enum(CODES))
    ledger(ROWS, days, largest=10**9, seed=1).with_columns(
        pl.when(late).then(dollar).otherwise("code").alias("code")
    ).write_parquet(path)


def _run(name: str, path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.frames", name, str(path)]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(found.stdout)
    return result


def _rates() -> dict[str, list[Any]]:
    from crmi18n import RateBook

    series = RateBook.ecb().series
    rows = [
        (r.valid_on, code, float(r.value))
        for code in CODES
        if code != "EUR"
        for r in series["spot", "EUR", code].between(FIRST, LAST)
    ]
    days = {day for day, _, _ in rows}
    rows += [(day, "EUR", 1.0) for day in days]
    return dict(zip(("day", "code", "rate"), map(list, zip(*rows, strict=True)), strict=True))


def polars(path: str) -> tuple[float, float]:
    import polars as pl

    from crmi18n import RateBook
    from crmi18n.ext.polars import convert_frame
    from crmi18n.money.table import ratios

    frame = pl.read_parquet(path)
    start = time.perf_counter()
    table = RateBook.ecb().table("EUR", start=FIRST, end=LAST, currencies=CODES)
    ratios(table, None)
    build = time.perf_counter() - start
    start = time.perf_counter()
    convert_frame(frame, amount="value", currency="code", date="day", to="EUR", book=table)
    return time.perf_counter() - start, build


def polars_join(path: str) -> tuple[float, float]:
    import polars as pl

    frame = pl.read_parquet(path)
    rates = pl.DataFrame(_rates()).with_columns(pl.col("code").cast(pl.Enum(CODES)))
    start = time.perf_counter()
    frame.join(rates, on=["day", "code"], how="left").with_columns(
        (pl.col("value") / pl.col("rate")).round().alias("value_EUR")
    )
    return time.perf_counter() - start, 0.0


def pandas_merge_asof(path: str) -> tuple[float, float]:
    import pandas as pd

    frame = pd.read_parquet(path)
    rates = pd.DataFrame(_rates())
    for one in (frame, rates):
        one["day"] = pd.to_datetime(one["day"]).astype("datetime64[ns]")
        one["code"] = pd.Categorical(one["code"].astype(str), categories=CODES)
    start = time.perf_counter()
    merged = pd.merge_asof(frame.sort_values("day"), rates.sort_values("day"), on="day", by="code")
    merged["value_EUR"] = (merged["value"] / merged["rate"]).round()
    return time.perf_counter() - start, 0.0


def currency_converter(path: str) -> tuple[float, float]:
    import polars as pl
    from currency_converter import CurrencyConverter

    rows = pl.read_parquet(path, n_rows=LOOP).rows()
    convert = CurrencyConverter().convert
    start = time.perf_counter()
    for value, code, day in rows:
        convert(value, code, "EUR", date=day)
    return (time.perf_counter() - start) * ROWS / LOOP, 0.0


def _peak() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    taken, table_time = globals()[sys.argv[1]](sys.argv[2])
    print(json.dumps({"seconds": taken, "table": table_time, "mb": _peak()}))
