"""How one reader sees a record: every value in the reader's own form, as text and as HTML."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any, final

from crmi18n.address import Address, format_address
from crmi18n.cldr import (
    format_date,
    format_datetime,
    format_number,
    isolate_html,
    label,
    territory_of,
)
from crmi18n.contact import PersonName, PhoneNumber, check_name, format_name, version_for
from crmi18n.deal import DealAmount, format_deal
from crmi18n.errors import RateError, TimeKindError
from crmi18n.findings import Finding
from crmi18n.money import Money, RateBook, as_money, format_conversion, format_money, rate_finding
from crmi18n.text import DualText, LocalizedText, Resolved
from crmi18n.time import (
    Appointment,
    CalendarDate,
    WallTime,
    format_appointment,
    format_calendar_date,
    get_zone,
)
from crmi18n.units import Quantity, format_beside

if TYPE_CHECKING:
    from crmi18n.house import Site

__all__ = ["Shown", "View"]


@final
@dataclass(frozen=True, slots=True)
class Shown:
    """A value as a reader sees it.

    Attributes:
        text: plain text; several lines for an address.
        html: the same, escaped, with language and direction marked.
        findings: what could not be shown as it should be.
        resolved: of a text in several languages, the version that is shown, and why it.
    """

    text: str
    html: str
    findings: tuple[Finding, ...] = ()
    resolved: Resolved | None = None

    def __str__(self) -> str:
        return self.text


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    r"""A reader: the language and the place that values are shown for.

    Args:
        locale: the reader's language and country (BCP 47).
        zone: the reader's time zone; None: appointments are shown in their own.
        country: where the reader sends mail and dials from; None: the region of the locale.
        currency: the currency to show amounts in as well, in parentheses.
        book: the rates for that; on: their day. A pinned amount shows its pinned value.

    Raises:
        UnknownLocaleError, UnknownZoneError: of the arguments, on first use.

    >>> str(View(locale="de").show(Money("1234.5", "EUR")))
    '1.234,50\xa0€'
    """

    locale: str
    zone: str | None = None
    country: str | None = None
    currency: str | None = None
    book: RateBook | None = None
    on: date | None = None
    _shows: Mapping[type, Callable[[Any], Shown]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.currency and (self.book is None or self.on is None):
            raise TypeError("a view in a currency needs the book of rates and the day of them")
        object.__setattr__(self, "_shows", self._table())

    def __reduce__(self) -> tuple[Any, ...]:
        return _view, (self.locale, self.zone, self.country, self.currency, self.book, self.on)

    @classmethod
    def of(
        cls,
        site: Site,
        *,
        locale: str | None = None,
        zone: str | None = None,
        currency: str | None = None,
        book: RateBook | None = None,
        on: date | None = None,
    ) -> View:
        """Return the view of a site's people; what is given here wins over its settings.

        Raises:
            SettingsError: the site has no locale, and none is given.
        """
        return cls(
            locale=locale or str(site.require("locale")),
            zone=zone or site.zone,
            country=site.country,
            currency=currency,
            book=book,
            on=on,
        )

    def show(self, value: Any) -> Shown:
        """Return a value as the reader sees it; None and "" are shown as nothing.

        Raises:
            TypeError: the value is of no kind that the library shows; a float is none.
            TimeKindError: a naive datetime, which could mean any instant.

        >>> str(View(locale="ja").show(date(2026, 10, 30)))
        '2026/10/30'
        """
        if value is None:
            return Shown("", "")
        for kind in type(value).__mro__:
            if show := self._shows.get(kind):
                return show(value)
        try:
            return self._money(as_money(value))  # py-moneyed's
        except TypeError:
            name = type(value).__name__
            raise TypeError(f"{name} is no kind of value that a view shows") from None

    def record(self, obj: Any) -> dict[str, Shown]:
        """Return every field of a record as the reader sees it.

        Records are mappings, dataclasses, and objects of attrs, pydantic, SQLAlchemy or Django;
        related objects are no fields. The fields of a type are looked up once. Raises as
        :meth:`show`.
        """
        if isinstance(obj, Mapping):
            return {str(name): self.show(value) for name, value in obj.items()}
        kind: Any = type(obj)
        return {name: self.show(getattr(obj, name)) for name in _fields(kind)}

    def _table(self) -> dict[type, Callable[[Any], Shown]]:
        return {
            str: lambda value: Shown(value, isolate_html(value) if value else ""),
            bool: self._bool,
            int: lambda value: self._own(format_number(value, locale=self.locale)),
            Decimal: lambda value: self._own(format_number(value, locale=self.locale)),
            datetime: self._instant,
            date: lambda value: self._own(format_date(value, locale=self.locale)),
            Money: self._money,
            DealAmount: self._deal_amount,
            Quantity: self._quantity,
            DualText: self._text,
            LocalizedText: self._text,
            PersonName: self._name,
            PhoneNumber: self._phone,
            Address: self._address,
            Appointment: self._appointment,
            WallTime: self._wall_time,
            CalendarDate: lambda value: self._own(format_calendar_date(value, locale=self.locale)),
        }

    def _own(self, text: str, findings: tuple[Finding, ...] = ()) -> Shown:
        """Show a text that is in the reader's own language."""
        return Shown(text, isolate_html(text, self.locale), findings)

    def _bool(self, value: bool) -> Shown:
        return self._own(label("value.yes" if value else "value.no", locale=self.locale))

    def _instant(self, value: datetime) -> Shown:
        if value.tzinfo is None:
            raise TimeKindError("a naive datetime", "a view")
        there = value.astimezone(get_zone(self.zone)) if self.zone else value
        return self._own(format_datetime(there, locale=self.locale))

    def _money(self, value: Money) -> Shown:
        text = format_money(value, locale=self.locale)
        if self.currency in (None, value.currency) or self.book is None or self.on is None:
            return self._own(text)
        try:
            conversion = self.book.convert(value, str(self.currency), on=self.on)
        except RateError as error:
            missing = label("money.no_rate", locale=self.locale)
            return self._own(f"{text} ({self.currency}: {missing})", (rate_finding(error, value),))
        both = format_conversion(conversion, locale=self.locale, style="standard", basis="")
        return self._own(both, conversion.findings)

    def _deal_amount(self, value: DealAmount) -> Shown:
        pin = value.pins.get(self.currency or "")
        if pin is None or self.currency == value.original.currency:
            return self._money(value.original)
        text = format_deal(value, pin.currency, locale=self.locale, style="standard")
        return self._own(text, pin.conversion.findings)

    def _quantity(self, value: Quantity) -> Shown:
        return self._own(format_beside(value, locale=self.locale))

    def _text(self, value: DualText | LocalizedText) -> Shown:
        found = value.resolve(self.locale)
        return Shown(found.marked, found.to_html(), resolved=found)

    def _name(self, value: PersonName) -> Shown:
        text = format_name(value, locale=self.locale)
        html = isolate_html(text, version_for(value, self.locale).locale)
        return Shown(text, html, tuple(check_name(value, locale=self.locale)))

    def _phone(self, value: PhoneNumber) -> Shown:
        at_home = value.region == self._country
        text = value.format("national" if at_home else "international")
        return Shown(text, f'<bdi dir="ltr">{escape(text)}</bdi>')

    def _address(self, value: Address) -> Shown:
        origin, locale = self._country or value.country, self.locale
        plain = format_address(value, origin=origin, locale=locale)
        html = format_address(value, origin=origin, locale=locale, style="html")
        return Shown(str(plain), str(html), plain.findings)

    def _appointment(self, value: Appointment) -> Shown:
        text = format_appointment(value, locale=self.locale, zone=self.zone or value.zone)
        return self._own(text)

    def _wall_time(self, value: WallTime) -> Shown:
        return self._own(f"{format_datetime(value.datetime, locale=self.locale)} {value.zone}")

    @property
    def _country(self) -> str | None:
        """Where the reader is; the region of es-419 or en-001 is no country."""
        region = self.country or territory_of(self.locale)
        return region if region and region.isalpha() else None


def _view(
    locale: str,
    zone: str | None,
    country: str | None,
    currency: str | None,
    book: RateBook | None,
    on: date | None,
) -> View:
    return View(locale=locale, zone=zone, country=country, currency=currency, book=book, on=on)


@lru_cache(maxsize=1024)
def _fields(kind: type) -> tuple[str, ...]:
    """Return the names of a type's fields, as its framework knows them."""
    if dataclasses.is_dataclass(kind):
        return tuple(f.name for f in dataclasses.fields(kind))
    if attributes := getattr(kind, "__attrs_attrs__", None):
        return tuple(attribute.name for attribute in attributes)
    if models := getattr(kind, "__pydantic_fields__", None):
        return tuple(models)
    if mapper := getattr(kind, "__mapper__", None):
        return _mapped_fields(mapper)
    meta: Any = getattr(kind, "_meta", None)
    if hasattr(meta, "concrete_fields"):
        return _model_fields(meta)
    raise TypeError(
        f"{kind.__name__} is no record: a mapping, a dataclass, or a class of attrs, pydantic,"
        " SQLAlchemy or Django is expected"
    )


def _mapped_fields(mapper: Any) -> tuple[str, ...]:
    """Return the columns of SQLAlchemy, and values of several columns whole."""
    parts = {part.key for whole in mapper.composites for part in whole.props}
    kept = {*mapper.column_attrs.keys(), *mapper.composites.keys()} - parts
    return tuple(attribute.key for attribute in mapper.attrs if attribute.key in kept)


def _model_fields(meta: Any) -> tuple[str, ...]:
    """Return the columns of Django, and values of several columns whole."""
    parts = {part for field in meta.fields for part in getattr(field, "part_names", ())}
    kept = (field for field in meta.fields if field.concrete or hasattr(field, "part_names"))
    return tuple(field.attname for field in kept if field.attname not in parts)
