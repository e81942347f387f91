"""A list of codes to choose from: stages, industries, reasons, in every reader's language.

Codes are stored and never change; labels, order and validity may.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, final

from crmi18n.cldr import LocaleLike, search_key, sort_key
from crmi18n.errors import ParseError, UnknownCodeError
from crmi18n.plain import reads_plain
from crmi18n.text.localized import LocalizedText
from crmi18n.text.resolve import Policy, Resolved
from crmi18n.text.value import canonical_language

__all__ = ["PickValue", "Picklist"]


@final
@dataclass(frozen=True, slots=True)
class PickValue:
    """One choice.

    Args:
        code: what is stored.
        labels: what it is called.
        order: where it stands among the others; equal ones stand by code.
        valid_from: the first day on which it may be chosen; None: always.
        valid_until: the last day on which it may be chosen; None: it still may.
        successor: the code that took its place.
        parent: the corporate code that a local one belongs to.
        legacy: how former systems and older lists wrote it.

    Raises:
        ParseError: the code is empty, it is its own successor or parent, or it ends before it
            begins.

    >>> PickValue("won", LocalizedText.of("Won", lang="en")).is_valid(date(2026, 6, 30))
    True
    """

    code: str
    labels: LocalizedText
    order: int = 0
    valid_from: date | None = None
    valid_until: date | None = None
    successor: str | None = None
    parent: str | None = None
    legacy: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.code or self.code in (self.successor, self.parent):
            raise ParseError(self.code, "code with another successor and parent", "range")
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ParseError(f"{self.valid_from}/{self.valid_until}", "span of days", "range")

    def is_valid(self, on: date) -> bool:
        """Whether it may be chosen on a day."""
        started = self.valid_from is None or self.valid_from <= on
        return started and (self.valid_until is None or on <= self.valid_until)

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        facts = {
            "code": self.code,
            "labels": self.labels.to_dict(),
            "order": self.order,
            "valid_from": self.valid_from and self.valid_from.isoformat(),
            "valid_until": self.valid_until and self.valid_until.isoformat(),
            "successor": self.successor,
            "parent": self.parent,
            "legacy": list(self.legacy),
        }
        return {key: fact for key, fact in facts.items() if fact not in (None, [], 0)}

    @classmethod
    @reads_plain
    def from_dict(cls, data: Mapping[str, Any]) -> PickValue:
        """Read what :meth:`to_dict` wrote.

        Raises:
            ParseError: the data has another form.
        """
        try:
            days = {
                key: date.fromisoformat(data[key]) if data.get(key) else None
                for key in ("valid_from", "valid_until")
            }
            return cls(
                data["code"],
                LocalizedText.from_dict(data["labels"], original=data.get("source")),
                data.get("order", 0),
                **days,
                successor=data.get("successor"),
                parent=data.get("parent"),
                legacy=tuple(data.get("legacy", ())),
            )
        except (KeyError, AttributeError, TypeError):
            raise ParseError(str(data), "choice of a picklist", "form") from None


@final
@dataclass(frozen=True, slots=True)
class Picklist:
    """The choices of one field.

    Args:
        name: the field's name.
        values: the choices.

    Raises:
        ParseError: two have one code, or successors go round in a circle.
        UnknownCodeError: a successor or a parent is no code of the list.

    >>> won = LocalizedText.of("Won", lang="en").with_text("de", "Gewonnen")
    >>> stage = Picklist("stage", (PickValue("won", won),))
    >>> stage.parse("gewonnen"), str(stage.label("won", locale="de-AT"))
    ('won', 'Gewonnen')
    """

    name: str
    values: tuple[PickValue, ...]
    _by_code: dict[str, PickValue] = field(init=False, repr=False, compare=False)
    _spellings: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", tuple(self.values))
        by_code = {value.code: value for value in self.values}
        if len(by_code) < len(self.values):
            codes = ", ".join(value.code for value in self.values)
            raise ParseError(codes, f"list of different codes for {self.name}", "ambiguous")
        object.__setattr__(self, "_by_code", by_code)
        for value in self.values:
            for link in ("successor", "parent"):
                self._end(value, link)
        spellings: dict[str, set[str]] = defaultdict(set)
        for value in self.values:
            texts = (version.text.value for version in value.labels.versions)
            for text in (value.code, *texts, *value.legacy):
                if key := search_key(text):
                    spellings[key].add(value.code)
        found = {key: tuple(sorted(codes)) for key, codes in spellings.items()}
        object.__setattr__(self, "_spellings", found)

    def __iter__(self) -> Iterator[PickValue]:
        return iter(self.values)

    def get(self, code: str) -> PickValue | None:
        """Return a choice by its code, or None."""
        return self._by_code.get(code)

    def require(self, code: str) -> PickValue:
        """Return a choice by its code.

        Raises:
            UnknownCodeError: the list has no such code.
        """
        value = self._by_code.get(code)
        if value is None:
            raise UnknownCodeError(code, tuple(self._by_code)[:3])
        return value

    def label(
        self,
        code: str,
        *,
        locale: LocaleLike | Sequence[LocaleLike],
        policy: Policy = Policy.default,
        corporate_lang: LocaleLike = "en",
    ) -> Resolved:
        """Return what a code is called; one that may be chosen no more still has its label.

        Raises:
            UnknownCodeError: the list has no such code.
        """
        labels = self.require(code).labels
        return labels.resolve(locale, policy=policy, corporate_lang=corporate_lang)

    def parse(self, text: str, *, on: date | None = None) -> str:
        """Return the code that a text means: a code, a label in any language, an old spelling.

        Case, accents, width and punctuation make no difference. A code itself wins.

        Args:
            text: what was written.
            on: the day for which it has to be valid; None: any code of the list will do.

        Raises:
            UnknownCodeError: nothing is called so.
            ParseError: several are (``readings`` has them), or it is not valid on the day.
        """
        if text in self._by_code:
            codes: tuple[str, ...] = (text,)
        else:
            codes = self._spellings.get(search_key(text), ())
        if on is not None and len(codes) > 1:
            codes = tuple(c for c in codes if self._by_code[c].is_valid(on)) or codes
        if not codes:
            raise UnknownCodeError(text, tuple(self._by_code)[:3])
        if len(codes) > 1:
            readings = {code: str(self._by_code[code].labels) for code in codes}
            raise ParseError(text, f"only one choice of {self.name}", "ambiguous", readings)
        if on is not None and not self._by_code[codes[0]].is_valid(on):
            raise ParseError(text, f"choice of {self.name} on {on}", "range")
        return codes[0]

    def current(self, code: str) -> str:
        """Return the code that a code has been replaced by in the end, or the code itself.

        Raises:
            UnknownCodeError: the list has no such code.
        """
        return self._end(self.require(code), "successor").code

    def corporate(self, code: str) -> str:
        """Return the corporate code above a local one, or the code itself.

        Raises:
            UnknownCodeError: the list has no such code.
        """
        return self._end(self.require(code), "parent").code

    def choices(
        self,
        *,
        on: date,
        locale: LocaleLike | None = None,
        by: Literal["order", "label"] = "order",
    ) -> tuple[PickValue, ...]:
        """Return what may be chosen on a day, in the list's order or in that of a language.

        Args:
            on: the day.
            locale: the reader's language; it is needed to sort by label.
            by: ``order`` or ``label``.

        Raises:
            TypeError: ``by="label"`` and no locale.
        """
        valid = [value for value in self.values if value.is_valid(on)]
        if by == "order":
            return tuple(sorted(valid, key=lambda value: (value.order, value.code)))
        if locale is None:
            raise TypeError("sorting by label needs the reader's locale")
        lang = canonical_language(locale)
        return tuple(
            sorted(
                valid,
                key=lambda v: (
                    sort_key(str(self.label(v.code, locale=lang)), locale=lang),
                    v.code,
                ),
            )
        )

    def with_values(self, values: Iterable[PickValue]) -> Picklist:
        """Return the list with choices added, or replaced where the code is there already."""
        return Picklist(
            self.name, tuple({**self._by_code, **{v.code: v for v in values}}.values())
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {"name": self.name, "values": [value.to_dict() for value in self.values]}

    @classmethod
    @reads_plain
    def from_dict(cls, data: Mapping[str, Any]) -> Picklist:
        """Read what :meth:`to_dict` wrote.

        Raises:
            ParseError: the data has another form.
        """
        try:
            return cls(data["name"], tuple(map(PickValue.from_dict, data["values"])))
        except (KeyError, TypeError):
            raise ParseError(str(data), "picklist", "form") from None

    def _end(self, value: PickValue, link: str) -> PickValue:
        """Follow successors or parents to the last one."""
        seen = [value.code]
        while (code := getattr(value, link)) is not None:
            value = self.require(code)
            if code in seen:
                raise ParseError(" > ".join([*seen, code]), f"{link} that ends somewhere", "range")
            seen.append(code)
        return value
