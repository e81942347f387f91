"""How each value of the library is put together from the cells of a row.

A kind names its parts, says what form the cells of each are proved in, and builds the value
from what was read. What a row does not say comes from the defaults of the site; what neither
says is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final, Literal, Protocol, final

from crmi18n.address import Address, AddressText, check_address
from crmi18n.cldr import LocaleTag
from crmi18n.contact import NAME_TEXTS, PersonName, PhoneNumber, check_name, check_phone
from crmi18n.deal import DealAmount
from crmi18n.errors import (
    CrmI18nError,
    ParseError,
    SettingsError,
    UnknownCountryError,
    UnknownCurrencyError,
    UnknownLocaleError,
    UnknownUnitError,
    UnknownZoneError,
)
from crmi18n.findings import Finding
from crmi18n.money import Currency, Money
from crmi18n.record.proof import ProofKind
from crmi18n.text import DualText, check_text
from crmi18n.time import Appointment, check_appointment
from crmi18n.units import Quantity, resolve_unit

__all__ = ["KINDS", "CodeKind", "Defaults", "Kind", "PartKind"]

PartKind = ProofKind | Literal["text", "code"]
Values = Mapping[str, Any]
"""Part to what was read of it; an empty cell's part is not there."""


@final
@dataclass(frozen=True, slots=True)
class Defaults:
    """What a site's rows leave unsaid. None: it is not settled, and needed parts are refused."""

    country: str | None = None
    currency: str | None = None
    language: str | None = None
    corporate_language: str = "en"
    locale: str | None = None
    zone: str | None = None

    def require(self, key: str) -> str:
        """Return a setting, or raise SettingsError saying that it is needed."""
        value: str | None = getattr(self, key)
        if value is None:
            raise SettingsError(key, "neither a column nor the site says it")
        return value


class Kind(Protocol):
    """How one kind of value is read."""

    @property
    def parts(self) -> Mapping[str, PartKind]:
        """Part to what its cells are; the part ``""`` is the field itself."""

    @property
    def blames(self) -> Mapping[type[CrmI18nError], str]:
        """Error of :meth:`build` to the part that it is about."""

    def build(self, values: Values, defaults: Defaults) -> Any:
        """Return the value of what was read; raises leaves of CrmI18nError."""

    def check(self, value: Any) -> list[Finding]:
        """Return what is worth saying about the value; ``where`` is the part, if it is one's."""


_NONE_TO_BLAME: Final[Mapping[type[CrmI18nError], str]] = {}


class _Plain:
    """A value that is what its one cell reads as."""

    part: PartKind = "text"
    make: Callable[[Any], Any] = staticmethod(lambda read: read)
    blames = _NONE_TO_BLAME

    @property
    def parts(self) -> Mapping[str, PartKind]:
        return {"": self.part}

    def build(self, values: Values, _defaults: Defaults) -> Any:
        return self.make(values[""])

    def check(self, _value: Any) -> list[Finding]:
        return []


class _Text(_Plain):
    pass


class _Number(_Plain):
    part = "number"


class _Percent(_Plain):
    part = "percent"


class _Probability(_Percent):
    def build(self, values: Values, _defaults: Defaults) -> Decimal:
        ratio: Decimal = values[""]
        if not 0 <= ratio <= 1:
            raise ParseError(f"{ratio:f}", "probability from 0 to 1", "range")
        return ratio


class _Whole(_Plain):
    part = "number"

    def build(self, values: Values, _defaults: Defaults) -> int:
        number: Decimal = values[""]
        if number != number.to_integral_value():
            raise ParseError(str(number), "whole number", "range")
        return int(number)


class _Date(_Plain):
    part = "date"


@final
class CodeKind(_Plain):
    """A code of a closed list; a site's own words for the codes are in its settings."""

    part = "code"

    def __init__(self, codes: frozenset[str]) -> None:
        self.codes = codes

    def build(self, values: Values, _defaults: Defaults) -> str:
        """Return the code, or raise ParseError."""
        code: str = values[""]
        if code not in self.codes:
            raise ParseError(code, f"code of {', '.join(sorted(self.codes))}", "unknown")
        return code


class _Money:
    parts: Mapping[str, PartKind] = {"": "number", "currency": "currency"}
    blames: Mapping[type[CrmI18nError], str] = {UnknownCurrencyError: "currency"}

    def build(self, values: Values, defaults: Defaults) -> Any:
        code = values.get("currency") or defaults.require("currency")
        return self.make(Money(values[""], Currency.of(code).code))

    def make(self, money: Money) -> Any:
        return money

    def check(self, _value: Any) -> list[Finding]:
        return []


class _DealAmount(_Money):
    def make(self, money: Money) -> DealAmount:
        return DealAmount(money)


class _Quantity:
    parts: Mapping[str, PartKind] = {"": "number", "unit": "text"}
    blames: Mapping[type[CrmI18nError], str] = {UnknownUnitError: "unit"}

    def build(self, values: Values, defaults: Defaults) -> Quantity:
        unit = values.get("unit")
        if unit is None:
            raise ParseError(str(values[""]), "quantity: it has no unit", "empty")
        return Quantity(values[""], resolve_unit(unit, locale=_spoken_at(defaults)))

    def check(self, _value: Any) -> list[Finding]:
        return []


def _spoken_at(defaults: Defaults) -> LocaleTag:
    """Return the language of a site's words, in its country, which settles whose gallon it is."""
    spoken = LocaleTag.parse(defaults.language or defaults.locale or defaults.corporate_language)
    region = spoken.region or defaults.country or ""
    return LocaleTag(spoken.language, spoken.script, region)


class _DualText:
    parts: Mapping[str, PartKind] = {"local": "text", "corporate": "text"}
    blames = _NONE_TO_BLAME

    def build(self, values: Values, defaults: Defaults) -> DualText:
        return DualText(
            values.get("local"),
            local_lang=defaults.require("language"),
            corporate=values.get("corporate"),
            corporate_lang=defaults.corporate_language,
        )

    def check(self, value: DualText) -> list[Finding]:
        roles = {value.local_lang: "local", value.corporate_lang: "corporate"}
        return [replace(f, where=roles.get(f.where, f.where)) for f in check_text(value)]


_VOCATIVES: Final = ("given_vocative", "surname_vocative")
_NAME_TEXTS: Final = tuple(part for part in NAME_TEXTS if part not in _VOCATIVES)


class _Name:
    """One name; the parts ``latin.*`` are the same name in Latin letters.

    The language of a name is not that of the site, nor is how to speak to a person to be told
    from the name: only columns say it, and a site's words for ``speak_to`` are in its codes.
    """

    _own = (
        *_NAME_TEXTS,
        *_VOCATIVES,
        "locale",
        "preferred_order",
        "speak_to",
    )
    parts: Mapping[str, PartKind] = dict.fromkeys(
        (*_own, *(f"latin.{part}" for part in _NAME_TEXTS)), "text"
    )
    blames: Mapping[type[CrmI18nError], str] = {UnknownLocaleError: "locale"}

    def build(self, values: Values, _defaults: Defaults) -> PersonName:
        latin = {
            part: values[f"latin.{part}"] for part in _NAME_TEXTS if f"latin.{part}" in values
        }
        own = {part: values[part] for part in self._own if part in values}
        return PersonName(**own, latin=PersonName(**latin) if latin else None)

    def check(self, value: PersonName) -> list[Finding]:
        return check_name(value)


class _Phone(_Plain):
    def build(self, values: Values, defaults: Defaults) -> PhoneNumber:
        return PhoneNumber.parse(values[""], region=defaults.country)

    def check(self, value: PhoneNumber) -> list[Finding]:
        return check_phone(value)


_TEXT_PARTS: Final = (
    "recipient",
    "organization",
    "line1",
    "line2",
    "dependent_locality",
    "locality",
    "administrative_area",
)


class _Address:
    """One place; the parts ``latin.*`` are the same place in Latin letters."""

    parts: Mapping[str, PartKind] = dict.fromkeys(
        (
            "country",
            "postal_code",
            "sorting_code",
            *_TEXT_PARTS,
            *(f"latin.{part}" for part in _TEXT_PARTS),
        ),
        "text",
    )
    blames: Mapping[type[CrmI18nError], str] = {UnknownCountryError: "country"}

    def build(self, values: Values, defaults: Defaults) -> Address:
        country = values.get("country") or defaults.require("country")
        # At home a text is in the site's language; abroad the export does not say.
        at_home = country == defaults.country
        language = defaults.require("language") if at_home else "und"
        latin = str(LocaleTag(LocaleTag.parse(language).language, "Latn"))
        versions = {language: _text_of(values, ""), latin: _text_of(values, "latin.")}
        return Address(
            country,
            postal_code=values.get("postal_code", ""),
            sorting_code=values.get("sorting_code", ""),
            texts={lang: text for lang, text in versions.items() if text is not None},
        )

    def check(self, value: Address) -> list[Finding]:
        return [replace(f, where=_address_part(f.where)) for f in check_address(value)]


def _address_part(where: str) -> str:
    """Return the part that a path in an address is: ``texts.ja-Latn.locality`` is latin's."""
    *text, part = where.split(".")
    part = {"area": "administrative_area", "lines": "line1"}.get(part, part)
    return f"latin.{part}" if text and text[-1].endswith("-Latn") else part


def _text_of(values: Values, prefix: str) -> AddressText | None:
    found = {part: values[prefix + part] for part in _TEXT_PARTS if prefix + part in values}
    lines = tuple(found.pop(part) for part in ("line1", "line2") if part in found)
    return AddressText(lines=lines, **found) if found or lines else None


_MAX_MINUTES: Final = timedelta.max // timedelta(minutes=1)


class _Appointment:
    """A local time; ``duration`` is in minutes, and the zone is the site's where none is given."""

    parts: Mapping[str, PartKind] = {
        "date": "date",
        "time": "time",
        "duration": "number",
        "zone": "text",
    }
    blames: Mapping[type[CrmI18nError], str] = {UnknownZoneError: "zone"}

    def build(self, values: Values, defaults: Defaults) -> Appointment:
        for part in ("date", "time", "duration"):
            if part not in values:
                raise ParseError("", f"appointment: it has no {part}", "empty")
        day: date = values["date"]
        clock: time = values["time"]
        minutes: Decimal = values["duration"]
        if not 0 <= minutes <= _MAX_MINUTES or minutes != minutes.to_integral_value():
            raise ParseError(str(minutes), "number of minutes", "range")
        return Appointment(
            datetime.combine(day, clock),
            values.get("zone") or defaults.require("zone"),
            timedelta(minutes=int(minutes)),
        )

    def check(self, value: Appointment) -> list[Finding]:
        return [replace(finding, where="time") for finding in check_appointment(value)]


KINDS: Final[Mapping[object, Callable[[], Kind]]] = {
    str: _Text,
    int: _Whole,
    Decimal: _Number,
    "percent": _Percent,
    "probability": _Probability,
    date: _Date,
    Money: _Money,
    DealAmount: _DealAmount,
    Quantity: _Quantity,
    DualText: _DualText,
    PersonName: _Name,
    PhoneNumber: _Phone,
    Address: _Address,
    Appointment: _Appointment,
}
"""Annotation to kind; a word is the remark of an annotation: ``Annotated[Decimal, "percent"]``."""
