"""The one door to pycountry in this room: what ISO 3166 itself calls countries, now and before."""

from __future__ import annotations

__all__ = ["called", "former"]


def called(text: str) -> str | None:
    """Return the alpha-2 code of an alpha-3 code, a number or an official name; else None."""
    import pycountry

    try:
        return str(pycountry.countries.lookup(text).alpha_2)
    except LookupError:
        return None


def former(text: str) -> str | None:
    """Return the former alpha-2 code (ISO 3166-3) of a country that is no more; else None."""
    import pycountry

    try:
        return str(pycountry.historic_countries.lookup(text).alpha_2)
    except LookupError:
        return None
