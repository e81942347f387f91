"""Relative times: "in 3 days", "yesterday".

Source: ``data/relative.pack`` (CLDR 48.2); UTS #35 part 4, section 7 (calendar fields).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Literal

from crmi18n.cldr._numbers import Formatter, finite
from crmi18n.cldr._packs import record
from crmi18n.cldr._plurals import category_of_digits
from crmi18n.cldr.tag import LocaleTag

__all__ = ["RelativeUnit", "RelativeWidth", "compile_relative"]

RelativeUnit = Literal["year", "quarter", "month", "week", "day", "hour", "minute", "second"]
RelativeWidth = Literal["long", "short", "narrow"]


def compile_relative(
    tag: LocaleTag,
    unit: RelativeUnit,
    width: RelativeWidth,
    write: Formatter,
    *,
    words: bool,
) -> Callable[[Decimal | int], str]:
    """Return what writes a number of units from now; ``write`` formats numbers."""
    found = record("relative", tag)[unit if width == "long" else f"{unit}-{width}"]
    named: Mapping[Decimal, str] = {Decimal(key): text for key, text in found["words"].items()}
    past: Mapping[str, str] = found["past"]
    future: Mapping[str, str] = found["future"]
    category = category_of_digits(tag)

    def relative(value: Decimal | int) -> str:
        number = finite(value)
        if words and number in named:
            return named[number]
        distance = number.copy_abs()
        patterns = past if number.is_signed() else future  # -0 is past, as for ICU
        pattern = patterns.get(category(f"{distance:f}"), patterns["other"])
        return pattern.replace("{0}", write(distance))

    return relative
