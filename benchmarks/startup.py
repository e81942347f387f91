"""What a process pays before its first call, beside the packages it would import instead."""

from __future__ import annotations

from benchmarks.measure import Figure, compare, fresh

__all__ = ["figures"]


def figures() -> list[Figure]:
    """Time the import of the library."""
    ours = fresh("import crmi18n")
    return [
        compare(
            f"import crmi18n, beside {peer}", ours, fresh(f"import {peer}"), peer, unit="ms", n=11
        )
        for peer in ("babel.numbers", "pint")
    ]
