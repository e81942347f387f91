"""Phone numbers: what was typed, what it means, and how it is dialled.

Source: ITU-T E.164, RFC 3966; the numbering plans of phonenumbers (libphonenumber).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Self, final, get_args

from crmi18n.cldr import display_name
from crmi18n.contact import _phonenumbers
from crmi18n.contact._phonenumbers import Style, Validity
from crmi18n.contact.parse import parse_phone
from crmi18n.errors import ParseError, UnknownCodeError, UnknownCountryError
from crmi18n.plain import reads_plain

if TYPE_CHECKING:
    import phonenumbers

__all__ = ["PhoneNumber"]

_STYLES: Final = get_args(Style)
_E164: Final = re.compile(r"\+[1-9][0-9]{2,18}")
_SHORT: Final = re.compile(r"[0-9]{1,8}")
_EXTENSION: Final = re.compile(r"[0-9]{0,20}")
_REGION: Final = re.compile(r"[A-Z]{2}|001")


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneNumber:
    """One phone number; :meth:`parse` makes it of a text.

    Two are equal if they reach the same line and extension, however they were typed.

    Attributes:
        raw: the text as it was typed.
        e164: the number in the form of E.164, without extension; empty for a short number.
        short: a number that works only inside its region, such as ``"110"``; else empty.
        extension: its digits, or empty.
        region: where the numbering plan puts the number: ISO 3166-1, ``XK``, or ``001`` for
            numbers of no country. It is never the country of an account: Roman numbers may be
            the Vatican's, and +1 is a whole continent's.
        region_used: the region that was needed to read the text; None: it had its country code.
        rest: what the text holds beside the number: a remark, another ending, a second number.

    Raises:
        TypeError: a part is no string.
        ParseError: the parts are none of a phone number.

    >>> PhoneNumber.parse("(212) 555-0123", region="US").e164
    '+12125550123'
    """

    raw: str = field(compare=False)
    e164: str
    short: str = ""
    extension: str = ""
    region: str
    region_used: str | None = field(default=None, compare=False)
    rest: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        for part in fields(self):
            value = getattr(self, part.name)
            if not isinstance(value, str) and (value is not None or part.name != "region_used"):
                raise TypeError(f"{part.name} is a string, not {type(value).__name__}")
        for text, form, name in (
            (self.e164 or self.short, _E164 if self.e164 else _SHORT, "number of E.164"),
            (self.extension, _EXTENSION, "extension"),
            (self.region, _REGION, "region of a phone number"),
        ):
            if not form.fullmatch(text):
                raise ParseError(text, name, "form")
        if self.e164 and self.short:
            raise ParseError(self.short, "short number: it has a number of E.164", "form")

    @classmethod
    def parse(cls, text: str, *, region: str | None = None) -> Self:
        """Read what somebody typed.

        Labels before the number and remarks after it are allowed; extensions are read in many
        languages, ``00`` as ``+``, digits of any script, and letters of vanity numbers in
        capitals. Whether the number can exist, :func:`check_phone` says.

        Args:
            text: the text; the first number in it is taken.
            region: ISO 3166-1 code of the country whose people typed it, for a number without
                country code; it is never guessed.

        Raises:
            TypeError: ``text`` is no string.
            UnknownCountryError: there is no such region.
            ParseError: there is no number, or it needs a region to be read.

        >>> found = PhoneNumber.parse("030 901820, Durchwahl 12", region="DE")
        >>> found.e164, found.extension, found.region_used
        ('+4930901820', '12', 'DE')
        """
        if region is not None:
            _require_region(region)
        number, region_used, rest = parse_phone(text, region)
        return cls(
            raw=text,
            e164=number.e164,
            short=number.short,
            extension=number.extension,
            region=number.region,
            region_used=region_used,
            rest=rest,
        )

    @property
    def validity(self) -> Validity:
        """``valid`` (assigned), ``possible`` (its length fits), ``impossible``."""
        return "valid" if self.short else _phonenumbers.validity(self._number)

    @property
    def match_key(self) -> str:
        """The same text for every way to write the same line; extensions do not count.

        >>> a = PhoneNumber.parse("+49 (0)30 901820 ext. 7")
        >>> a.match_key == PhoneNumber.parse("030/901820", region="DE").match_key
        True
        """
        return self.e164 or f"{self.region}:{self.short}"

    def format(self, style: Style = "international") -> str:
        """Write the number.

        Args:
            style: ``international``, ``national`` (as inside its region), ``e164`` (digits,
                without extension) or ``rfc3966`` (for links). A short number is its digits in
                all of them but the last.

        Raises:
            ParseError: there is no such style.

        >>> PhoneNumber.parse("+813-1000-0101").format("national")
        '03-1000-0101'
        """
        if style not in _STYLES:
            known = ", ".join(_STYLES)
            raise ParseError(str(style), f"style of a phone number ({known})", "unknown")
        if not self.short:
            return _phonenumbers.formatted(self._number, style)
        if style != "rfc3966":
            return self.short
        return f"tel:{self.short};phone-context=+{_phonenumbers.calling_code(self.region)}"

    def dial_from(self, region: str) -> str:
        """Return what is dialled from a country, its prefix for calls abroad included.

        Raises:
            UnknownCountryError: there is no such region.
            ParseError: a short number works only inside its own.

        >>> PhoneNumber.parse("+49 89 12345678").dial_from("US")
        '011 49 89 12345678'
        """
        _require_region(region)
        if not self.short:
            return _phonenumbers.dialled_from(self._number, region)
        if region != self.region:
            raise ParseError(self.short, f"phone number that works from {region}", "range")
        return self.short

    def zones(self) -> tuple[str, ...]:
        """Return the time zones in which the number may ring, as IANA names.

        They are candidates: a mobile phone may be anywhere. None are returned if the range
        says nothing, as of a toll-free number, or more than three.

        Source: libphonenumber's map of prefixes to zones.

        >>> PhoneNumber.parse("+91 22 6100 0101").zones()
        ('Asia/Kolkata',)
        """
        return () if self.short else _phonenumbers.zones(self._number)

    def __str__(self) -> str:
        return self.format()

    def to_dict(self) -> dict[str, str | None]:
        """Return the plain JSON form."""
        return {
            "raw": self.raw,
            "e164": self.e164,
            "short": self.short,
            "extension": self.extension,
            "region": self.region,
            "region_used": self.region_used,
            "rest": self.rest,
        }

    @classmethod
    @reads_plain
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote; raises as the class does."""
        return cls(**data)

    @property
    def _number(self) -> phonenumbers.PhoneNumber:
        return _phonenumbers.number_of(self.e164, self.extension)


def _require_region(region: str) -> None:
    if not isinstance(region, str):
        raise TypeError(f"a region is an ISO 3166-1 code, not {type(region).__name__}")
    if not _is_region(region):
        raise UnknownCountryError(region)


@lru_cache(maxsize=512)
def _is_region(region: str) -> bool:
    if not re.fullmatch("[A-Z]{2}", region):
        return False
    try:
        display_name("territory", region, locale="en")
    except UnknownCodeError:
        return False
    return True
