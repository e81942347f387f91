"""Proof of a column's form: which way of writing numbers, dates or times its cells are in.

A declared column is read in its form, and a cell that does not fit is rejected alone. In an
undeclared one the cells that no form reads are rejected alone; the forms that read all the
rest are the candidates. One candidate, or several that read the same values, is proof. Several
that read different values are an ambiguity, which holds the column back: nothing is guessed.

Days may be of another calendar: where the year 2569 or 1405 would be of our time as a Buddhist,
Persian or Islamic one, no undeclared cell is taken for a Gregorian day of it.

A column of percentages may hold ratios: 0.5 without a sign is half a per cent, or a half. Where
all of its cells could be ratios, a locale alone does not declare it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, Literal, final, get_args

from crmi18n.cldr import (
    DATE_FORMS,
    OUR_TIME,
    TIME_FORMS,
    CurrencyForm,
    DateForm,
    Form,
    NumberForm,
    PercentForm,
    TimeForm,
    currency_form,
    date_form,
    number_form,
    number_forms,
    percent_form,
    readings,
)
from crmi18n.errors import CrmI18nError, ParseError
from crmi18n.findings import Finding

__all__ = ["Proof", "ProofKind", "declared_forms", "prove"]

ProofKind = Literal["number", "percent", "date", "time", "currency"]
Status = Literal["declared", "proved", "ambiguous", "rejected", "empty"]

_CURRENCY_LOCALES: Final = (
    "en-US", "en-CA", "en-AU", "en-GB", "ja", "zh", "sv", "nb", "da", "pt-BR", "hi", "tr",
)  # fmt: skip


@final
@dataclass(frozen=True, slots=True)
class _RatioForm:
    """Percentages that are written as parts of one, without a sign: 0.5 for 50 %."""

    number: NumberForm

    @property
    def name(self) -> str:
        return f"{self.number.name}{_RATIO}"

    def read(self, text: str) -> Decimal:
        value = self.number.read(text)
        if abs(value) > 1:
            raise ParseError(text, f"ratio of {self.number.name}", "range")
        return value


@final
@dataclass(frozen=True, slots=True)
class _OtherForm:
    """Days of another calendar that nobody has declared: of whole years, and of our time."""

    days: DateForm

    @property
    def name(self) -> str:
        return self.days.name

    def read(self, text: str) -> date:
        day = self.days.read(text)
        if day.year not in OUR_TIME or not re.search(r"\d{4}", text):
            raise ParseError(text, f"date in the order {self.name}", "range")
        return day


_OTHERS: Final = {
    form.order: [
        _OtherForm(DateForm(form.order, calendar))
        for calendar in ("buddhist", "persian", "islamic-umalqura")
    ]
    for form in DATE_FORMS
}


@final
@dataclass(frozen=True, slots=True)
class _GregorianForm:
    """Days that nobody has declared, if they are not of our time in another calendar alone."""

    days: DateForm

    @property
    def name(self) -> str:
        return self.days.name

    def read(self, text: str) -> date:
        day = self.days.read(text)
        if day.year not in OUR_TIME and (others := readings(text, _OTHERS[self.days.order])):
            told = {self.name: day.isoformat(), **others}
            raise ParseError(text, f"date in the order {self.name}", "ambiguous", told)
        return day


_DATES: Final = tuple(map(_GregorianForm, DATE_FORMS))
_RATIO: Final = " ratio"
_PERCENT: Final = " percent"


def _percent_forms(numbers: Iterable[NumberForm]) -> Sequence[Form[object]]:
    forms = [(PercentForm(number), _RatioForm(number)) for number in numbers]
    return [form for pair in forms for form in pair]


def _undeclared(kind: ProofKind) -> Sequence[Form[object]]:
    match kind:
        case "number":
            return number_forms()
        case "percent":
            return _percent_forms(number_forms())
        case "date":
            return _DATES
        case "time":
            return TIME_FORMS
        case "currency":
            return [CurrencyForm("ISO 4217"), *map(currency_form, _CURRENCY_LOCALES)]


def _told(kind: ProofKind) -> Sequence[Form[object]]:
    """Return the forms whose readings are told where nothing is read."""
    if kind != "date":
        return _undeclared(kind)
    return [*DATE_FORMS, *(form for others in _OTHERS.values() for form in others)]


def _declared_percent(name: str) -> Sequence[Form[object]]:
    if name.endswith(_RATIO):
        return [_RatioForm(number_form(name.removesuffix(_RATIO)))]
    percent = percent_form(name.removesuffix(_PERCENT))
    return [percent] if name.endswith(_PERCENT) else [percent, _RatioForm(percent.number)]


_DECLARED: Final[Mapping[str, Callable[[str], Sequence[Form[object]]]]] = {
    "number": lambda name: [number_form(name)],
    "percent": _declared_percent,
    "date": lambda name: [date_form(name)],
    "time": lambda name: [TimeForm(name)],
    "currency": lambda name: [currency_form(name)],
}


def declared_forms(kind: ProofKind, name: str) -> Sequence[Form[object]]:
    """Return the forms that a declared column may be in; raises as :func:`prove`.

    They are one but for percentages of which the locale alone is said.
    """
    return _DECLARED[kind](name)


@final
@dataclass(frozen=True, slots=True)
class Proof:
    """What a column's cells are, and why.

    Attributes:
        kind: what they should be.
        form: the form they are read in: a locale, an order of a date, a clock; None if there
            is none.
        status: ``"declared"``, ``"proved"``, ``"ambiguous"``, ``"rejected"`` (no form reads
            them), ``"empty"`` (there is nothing to read).
        raw: the cells as they were.
        values: their values; None for an empty or a rejected cell.
        rejected: index of a cell to the finding on it. In an ambiguous column every cell that
            is not empty is held back here, with the readings that differ.
        candidates: the forms that read all that any form reads.
    """

    kind: ProofKind
    form: str | None
    status: Status
    raw: tuple[str, ...]
    values: tuple[object, ...]
    rejected: Mapping[int, Finding] = field(hash=False)
    candidates: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "rejected", MappingProxyType(dict(self.rejected)))

    def __reduce__(self) -> tuple[Any, ...]:
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return Proof, tuple((values | {"rejected": dict(self.rejected)}).values())


def prove(cells: Iterable[str], kind: ProofKind, *, declared: str | None = None) -> Proof:
    """Prove the form of a column.

    Args:
        cells: its texts, as they stand in the file.
        kind: what they should be.
        declared: the form they are said to be in: a locale (``"de-CH"``) for numbers,
            percentages and currency symbols; for percentages also how they are written
            (``"de percent"``: 50 or 50 %; ``"de ratio"``: 0,5); an order (``"dmy"``) or a
            locale for dates; ``"24h"`` or ``"12h"`` for times.

    Raises:
        ValueError: there is no such kind or form.
        UnknownLocaleError: the locale declared is none.
        UnknownCalendarError: dates are declared to be of a calendar that is not known.

    >>> prove(["1.234", "2.500"], "number").status
    'ambiguous'
    >>> prove(["1.234", "2.500", "1.234,50"], "number").form
    'de'
    >>> prove(["13,75"], "number", declared="en-US").rejected[0].message
    "'13,75' is no number of en-US (grouping); de would read 13.75; fr would read 13.75"
    """
    raw = tuple(cells)
    if kind not in get_args(ProofKind):
        raise ValueError(f"{kind!r} is no kind of column; there are {get_args(ProofKind)}")
    filled = [index for index, cell in enumerate(raw) if cell.strip()]
    status: Status = "proved" if declared is None else "declared"
    some = _undeclared(kind) if declared is None else declared_forms(kind, declared)
    if len(some) == 1:
        return _read(kind, some[0], status, raw, filled, (some[0].name,))
    forms = {form.name: form for form in some}
    read = {name: _readable(form, raw, filled) for name, form in forms.items()}
    legible = {index for values in read.values() for index in values}
    candidates = [name for name, values in read.items() if values.keys() >= legible]
    if not filled:
        return Proof(kind, None, "empty", raw, (None,) * len(raw), {}, ())
    if not legible and kind == "date" and (doubtful := _doubtful(raw, filled)):
        return _ambiguous(kind, raw, filled, doubtful)
    if not legible or not candidates:
        return _no_form(kind, raw, filled, read)
    if any(read[name] != read[candidates[0]] for name in candidates):
        return _ambiguous(kind, raw, filled, [forms[name] for name in candidates])
    return _read(kind, forms[candidates[0]], status, raw, filled, tuple(candidates))


def _doubtful(raw: Sequence[str], filled: Sequence[int]) -> list[Form[object]]:
    """Return the forms in which cells are days of one calendar or another."""
    if not any(_readable(form, raw, filled) for form in DATE_FORMS):
        return []
    return [form for form in _told("date") if _readable(form, raw, filled)]


def _readable(form: Form[object], raw: Sequence[str], filled: Iterable[int]) -> dict[int, object]:
    values = {}
    for index in filled:
        try:
            values[index] = form.read(raw[index])
        except ParseError:
            continue
    return values


def _read(
    kind: ProofKind,
    form: Form[object],
    status: Status,
    raw: tuple[str, ...],
    filled: Iterable[int],
    candidates: tuple[str, ...],
) -> Proof:
    values: list[object] = [None] * len(raw)
    rejected = {}
    for index in filled:
        try:
            values[index] = form.read(raw[index])
        except CrmI18nError as error:
            rejected[index] = _refusal(kind, raw[index], error)
    return Proof(kind, form.name, status, raw, tuple(values), rejected, candidates)


def _refusal(kind: ProofKind, cell: str, error: CrmI18nError) -> Finding:
    if not isinstance(error, ParseError):
        return Finding(f"import.{kind}", "error", str(error), value=cell)
    others = readings(cell, _told(kind))
    told = ParseError(cell, error.expected, error.reason, others)
    return Finding(f"import.{kind}", "error", str(told), value=cell)


def _ambiguous(
    kind: ProofKind, raw: tuple[str, ...], filled: Sequence[int], forms: Sequence[Form[object]]
) -> Proof:
    found = {index: _by_reading(raw[index], forms) for index in filled}
    example = next(index for index in filled if len(found[index]) > 1)
    rejected = {}
    for index in filled:
        if found[index]:
            shown = index if len(found[index]) > 1 else example
            message = (
                f"the column is ambiguous ({raw[shown]!r} is {' / '.join(found[shown])});"
                f" declare the form of its {kind} cells"
            )
            rejected[index] = Finding("import.ambiguous", "error", message, value=raw[index])
        elif others := readings(raw[index], _told(kind)):
            told = ParseError(raw[index], f"{kind} of the column", "ambiguous", others)
            rejected[index] = Finding(f"import.{kind}", "error", str(told), value=raw[index])
        else:
            message = f"{raw[index]!r} is no {kind} in any form"
            rejected[index] = Finding(f"import.{kind}", "error", message, value=raw[index])
    candidates = tuple(form.name for form in forms)
    return Proof(kind, None, "ambiguous", raw, (None,) * len(raw), rejected, candidates)


def _by_reading(cell: str, forms: Sequence[Form[object]]) -> list[str]:
    """Name each reading once, with the first form that gives it."""
    first: dict[str, str] = {}
    for name, value in readings(cell, forms).items():
        first.setdefault(value, name)
    return [f"{name} {value}" for value, name in first.items()]


def _no_form(
    kind: ProofKind,
    raw: tuple[str, ...],
    filled: Sequence[int],
    read: Mapping[str, Mapping[int, object]],
) -> Proof:
    """Reject the column, telling for each form the first cell that parts it from the others."""
    telling = sorted(set[int]().union(*read.values())) or filled
    failing = (
        f"{name} fails at {raw[next(index for index in telling if index not in values)]!r}"
        for name, values in read.items()
    )
    message = f"no form of a {kind} reads the column: {'; '.join(failing)}"
    rejected = {
        index: Finding(f"import.{kind}", "error", message, value=raw[index]) for index in filled
    }
    return Proof(kind, None, "rejected", raw, (None,) * len(raw), rejected, ())
