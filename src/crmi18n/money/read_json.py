"""Rates as the open web services write them: one base, and a rate for each other currency.

``{"base": "EUR", "date": "2026-06-30", "rates": {"USD": 1.0832}}``, with ``timestamp`` (seconds,
UTC) in place of the day, or with days inside ``rates``. Numbers are kept digit by digit as they
are written; none becomes a float.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime
from typing import Any, Final, NoReturn

from crmi18n.errors import CrmI18nError
from crmi18n.money.files import RateFile
from crmi18n.money.rate import Rate

__all__ = ["json_rates"]

_BASES: Final = ("base", "base_code", "source")


def json_rates(file: RateFile, only: Collection[str] | None, source: str) -> Iterator[Rate]:
    """Return the rates of a JSON file."""
    data = _loaded(file)
    base = next((data[name] for name in _BASES if isinstance(data.get(name), str)), None)
    table = data.get("rates")
    if base is None or not isinstance(table, dict):
        raise file.refused('an object with "base" and "rates" is expected')
    per = _per(file, str(data.get("amount", "1")))
    nested = any(isinstance(value, dict) for value in table.values())
    for day, rates in table.items() if nested else [(_day(file, data), table)]:
        if not isinstance(rates, dict):
            raise file.refused(f"{day}: an object of rates is expected")
        for code, value in rates.items():
            if (only is None or code in only) and code != base:
                yield _rate(file, base, code, value, day, per, source)


def _rate(
    file: RateFile, base: str, code: str, value: object, day: str, per: int, source: str
) -> Rate:
    try:
        valid_on = date.fromisoformat(day)
        return Rate(base, code, value, valid_on, per=per, source=source)  # type: ignore[arg-type]  # Rate checks it
    except (CrmI18nError, TypeError, ValueError) as error:
        raise file.refused(f"{day} {code}: {error}; only= names the currencies to read") from None


def _per(file: RateFile, text: str) -> int:
    whole, _, rest = text.partition(".")
    if not (whole.isascii() and whole.isdigit() and len(whole) < 10) or rest.strip("0"):
        raise file.refused(f"an amount of {text[:20]} units is no whole number")
    return int(whole)


def _day(file: RateFile, data: dict[str, Any]) -> str:
    if isinstance(data.get("date"), str):
        return str(data["date"])
    try:
        return datetime.fromtimestamp(int(data["timestamp"]), UTC).date().isoformat()
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        raise file.refused('a "date" such as "2026-06-30" or a "timestamp" is expected') from None


def _loaded(file: RateFile) -> dict[str, Any]:
    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            raise ValueError("a name comes twice in one object")
        return found

    def constant(name: str) -> NoReturn:
        raise ValueError(f"{name} is no number")

    try:
        data = json.loads(
            file.text(),
            parse_float=str,
            parse_int=str,
            parse_constant=constant,
            object_pairs_hook=once,
        )
    except RecursionError:
        raise file.refused("nested too deep") from None
    except ValueError as error:
        if isinstance(error, CrmI18nError):
            raise
        raise file.refused(f"no JSON: {error}") from None
    if not isinstance(data, dict):
        raise file.refused("an object is expected")
    return data
