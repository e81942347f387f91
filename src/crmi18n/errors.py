"""Every error the library raises on purpose.

* CrmI18nError (ValueError)
  * AmountError               a number that is no exact amount
  * ParseError                a text that does not read as what it should be
  * UnknownCodeError          a code that its standard does not define
    - UnknownCurrencyError    ISO 4217
    - UnknownLocaleError      BCP 47, CLDR
    - UnknownCountryError     ISO 3166-1
    - UnknownAreaError        ISO 3166-2
    - UnknownUnitError        CLDR units
      . AmbiguousUnitError    a word that means several of them
      . MissingUnitCodeError  a unit that a system of codes has no code for
    - UnknownZoneError        IANA time zone database
  * MismatchError             operands that cannot be combined
    - CurrencyMismatchError
    - UnitMismatchError
    - TimeKindError           (TypeError as well)
  * RateError                 no rate that may be used
    - CurrencyNotValidError
    - MissingRateError
    - StaleRateError
    - AmbiguousRateError
    - UnconvertedRowsError    rows of a table that no rate was found for
  * PinError                  a pinned value that is missing, or would change unasked
  * WallTimeError             a local time that does not exist, or exists twice
  * WorkingTimeError          working time that a calendar does not have
  * PackagingError            packs that do not add up, or that no way leads to
  * MissingTextError          a text that is not there in the language asked for
  * MergeConflictError        two copies of a text that were both changed
  * ClassifiedTextError       a text that is not for the eyes of a translator
  * SettingsError             a settings file that cannot be used
  * ImportFileError           a file that cannot be read as a table
  * StoreError                a database of rates that cannot be used
  * MissingExtraError         an optional package that is not installed (ImportError as well)

Each leaf carries its facts as attributes, and pickles with them. A wrong *type* is a plain
``TypeError``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date, datetime

__all__ = [
    "AmbiguousRateError",
    "AmbiguousUnitError",
    "AmountError",
    "ClassifiedTextError",
    "CrmI18nError",
    "CurrencyMismatchError",
    "CurrencyNotValidError",
    "ImportFileError",
    "MergeConflictError",
    "MismatchError",
    "MissingExtraError",
    "MissingRateError",
    "MissingTextError",
    "MissingUnitCodeError",
    "PackagingError",
    "ParseError",
    "PinError",
    "RateError",
    "SettingsError",
    "StaleRateError",
    "StoreError",
    "TimeKindError",
    "UnconvertedRowsError",
    "UnitMismatchError",
    "UnknownAreaError",
    "UnknownCalendarError",
    "UnknownCodeError",
    "UnknownCountryError",
    "UnknownCurrencyError",
    "UnknownLocaleError",
    "UnknownUnitError",
    "UnknownZoneError",
    "WallTimeError",
    "WorkingTimeError",
]


class CrmI18nError(ValueError):
    """Base class: ``except CrmI18nError`` catches all that the library raises on purpose."""

    def __reduce__(self) -> tuple[object, ...]:
        # The message is composed from the facts, so the default (call the class with the
        # message again) would not bring an error back from another process.
        return _restore, (type(self), str(self), vars(self))


def _restore(kind: type[CrmI18nError], message: str, facts: dict[str, object]) -> CrmI18nError:
    error = kind.__new__(kind)
    error.args = (message,)
    vars(error).update(facts)
    return error


class AmountError(CrmI18nError):
    """A number that is no exact amount: not finite, not readable, or too long."""


class ParseError(CrmI18nError):
    """A text that does not read as what it should be.

    Attributes:
        text: what was read.
        expected: what was wanted, with the form (``"number of en-US"``).
        reason: one word for programs: ``"form"``, ``"grouping"``, ``"ambiguous"``, ``"range"``,
            ``"empty"``, ``"unknown"``.
        readings: what other declared forms would make of it, form to value; never used for it.
    """

    def __init__(
        self,
        text: str,
        expected: str,
        reason: str,
        readings: Mapping[str, str] | None = None,
    ) -> None:
        shown = text if len(text) <= 60 else f"{text[:57]}..."
        others = "; ".join(
            f"{form} would read {value}" for form, value in (readings or {}).items()
        )
        super().__init__(
            f"{shown!r} is no {expected} ({reason})" + (f"; {others}" if others else "")
        )
        self.text = text
        self.expected = expected
        self.reason = reason
        self.readings = dict(readings or {})


class UnknownCodeError(CrmI18nError):
    """A code that its standard does not define.

    Attributes:
        code: the code as given.
        standard: who would define it.
        nearest: codes that look like it, best first.
    """

    standard = "its standard"

    def __init__(
        self, code: object, nearest: Iterable[str] = (), standard: str | None = None
    ) -> None:
        self.code = code
        self.nearest = tuple(nearest)
        if standard:
            self.standard = standard
        hint = f"; did you mean {', '.join(self.nearest)}?" if self.nearest else ""
        super().__init__(f"{code!r} is not a code of {self.standard}{hint}")


class UnknownCurrencyError(UnknownCodeError):
    """A currency code that ISO 4217 never defined."""

    standard = "ISO 4217"


class UnknownLocaleError(UnknownCodeError):
    """A language tag that is not BCP 47, or that CLDR has no data for."""

    standard = "BCP 47 with data in CLDR"


class UnknownCalendarError(UnknownCodeError):
    """A calendar that is not known here, such as the Chinese; ``nearest`` has some that are."""

    standard = "CLDR's calendars that the library knows"


class UnknownCountryError(UnknownCodeError):
    """A country code that ISO 3166-1 does not define."""

    standard = "ISO 3166-1 alpha-2"


class UnknownAreaError(UnknownCodeError):
    """A code of a part of a country that ISO 3166-2 does not define."""

    standard = "ISO 3166-2"


class UnknownUnitError(UnknownCodeError):
    """A unit that is neither a CLDR unit id nor a code or name that means exactly one."""

    standard = "the CLDR units"


class AmbiguousUnitError(UnknownUnitError):
    """A word that means several units, such as gallon; ``nearest`` has texts that mean one."""

    def __init__(self, code: object, nearest: Iterable[str] = ()) -> None:
        super().__init__(code, nearest)
        self.args = (f"{code!r} means several units; write {' or '.join(self.nearest)}",)


class MissingUnitCodeError(UnknownUnitError):
    """A unit that a system has no code for; none is made up, and ``C62`` never stands for it.

    Attributes:
        code: the unit id.
        standard: the system that has no code for it.
    """

    def __init__(self, unit: str, standard: str) -> None:
        super().__init__(unit, (), standard)
        self.args = (f"{unit!r} has no code in {standard}; agree on one with the partner",)


class UnknownZoneError(UnknownCodeError):
    """A time zone that the IANA database does not have."""

    standard = "the IANA time zone database"


class MismatchError(CrmI18nError):
    """Two operands that cannot be combined.

    Attributes:
        left: the kind of the first.
        right: the kind of the second.
    """

    hint = "convert one of them first"

    def __init__(self, left: str, right: str) -> None:
        super().__init__(f"{left} and {right} do not combine; {self.hint}")
        self.left = left
        self.right = right


class CurrencyMismatchError(MismatchError):
    """Arithmetic or order between amounts of two currencies."""


class UnitMismatchError(MismatchError):
    """Units of two dimensions, such as metre and kilogram."""

    hint = "they measure different things, or one of them is a scale or a mixed unit"


class TimeKindError(MismatchError, TypeError):
    """An instant, a wall time and a floating day were mixed, or a naive time given for one."""

    hint = "an instant is an aware datetime, a local time is WallTime(datetime, zone)"


class RateError(CrmI18nError):
    """There is no rate that may be used; a conversion never invents one."""


class CurrencyNotValidError(RateError):
    """A currency outside the dates of its validity.

    Attributes:
        currency: its ISO 4217 code.
        on: the day asked for.
        withdrawn_on: the first day on which it was no longer a currency, if that is over.
        successor: the code that took its place, if there is one.
        fixed_rate: how many units of the currency make one of the successor, as a string.
    """

    def __init__(
        self,
        currency: str,
        on: date,
        withdrawn_on: date | None = None,
        successor: str | None = None,
        fixed_rate: str | None = None,
    ) -> None:
        state = f"withdrawn on {withdrawn_on}" if withdrawn_on else "not yet issued"
        heir = f"; use its successor {successor}" if successor else ""
        factor = f" ({fixed_rate} {currency} = 1 {successor})" if fixed_rate else ""
        super().__init__(f"{currency} is no currency on {on}: {state}{heir}{factor} (ISO 4217)")
        self.currency = currency
        self.on = on
        self.withdrawn_on = withdrawn_on
        self.successor = successor
        self.fixed_rate = fixed_rate


class MissingRateError(RateError):
    """The book has no rate for the pair on or before the day.

    Attributes:
        base: the currency to convert from.
        quote: the currency to convert to.
        on: the day asked for.
        kind: the kind of rate asked for.
        paths_tried: the ways that were looked for, such as ``("KES/EUR", "EUR/KES")``.
        nearest_before: the day of the last rate that ended before ``on``, if any.
        nearest_after: the day of the first later rate, which is named but never used.
    """

    def __init__(
        self,
        base: str,
        quote: str,
        on: date,
        kind: str,
        paths_tried: Sequence[str],
        nearest_before: date | None = None,
        nearest_after: date | None = None,
    ) -> None:
        near = "".join(
            f"; the nearest {word} is of {day}"
            for word, day in (("earlier one", nearest_before), ("later one", nearest_after))
            if day
        )
        super().__init__(
            f"no {kind} rate {base} to {quote} on {on}"
            f" (tried {', '.join(paths_tried)}){near}; add one to the book"
        )
        self.base = base
        self.quote = quote
        self.on = on
        self.kind = kind
        self.paths_tried = tuple(paths_tried)
        self.nearest_before = nearest_before
        self.nearest_after = nearest_after


class StaleRateError(RateError):
    """The newest rate of the pair is older than allowed.

    Attributes:
        base, quote, on, kind: what was asked for.
        rate_date: the day of the newest rate.
        age: its age in days.
        limit: the age that is allowed.
    """

    def __init__(
        self, base: str, quote: str, on: date, kind: str, rate_date: date, limit: int
    ) -> None:
        self.base = base
        self.quote = quote
        self.on = on
        self.kind = kind
        self.rate_date = rate_date
        self.age = (on - rate_date).days
        self.limit = limit
        super().__init__(
            f"the newest {kind} rate {base} to {quote} for {on} is of {rate_date}:"
            f" {self.age} days old, {limit} are allowed"
        )


class AmbiguousRateError(RateError):
    """Two rates say different things of one pair, kind and day, and neither corrects the other.

    Attributes:
        base, quote, on, kind: what both are about.
        values: the two values, as quoted.
    """

    def __init__(self, base: str, quote: str, on: date, kind: str, values: Sequence[str]) -> None:
        super().__init__(
            f"two {kind} rates {base}/{quote} of {on} disagree: {' and '.join(values)};"
            " a correction carries a later recorded_at"
        )
        self.base = base
        self.quote = quote
        self.on = on
        self.kind = kind
        self.values = tuple(values)


class UnconvertedRowsError(RateError):
    """Rows of a table that cannot be converted.

    Attributes:
        count: how many there are.
        total: how many rows there are in all.
        rows: the first of them: number from 0 (None: the engine has no order), currency, day,
            and why.
    """

    def __init__(
        self, count: int, total: int, rows: Sequence[tuple[int | None, object, object, str]]
    ) -> None:
        first = "; ".join(
            f"{'a row' if n is None else f'row {n}'}: {code} on {day}, {why}"
            for n, code, day, why in rows
        )
        super().__init__(
            f"{count} of {total} rows cannot be converted ({first}"
            f"{'; ...' if count > len(rows) else ''}); on_missing='report' lists all of them,"
            " 'null' leaves them empty"
        )
        self.count = count
        self.total = total
        self.rows = tuple(rows)


class PinError(CrmI18nError):
    """A pinned value is missing, does not belong to the amount, or would change unasked.

    Attributes:
        currency: the currency of the pin.
        reason: ``"missing"``, ``"foreign"``, ``"pinned"``.
    """

    def __init__(self, currency: str, reason: str, message: str) -> None:
        super().__init__(message)
        self.currency = currency
        self.reason = reason


class WallTimeError(CrmI18nError):
    """A local time that a clock change skips (gap) or repeats (fold), where neither is allowed.

    Attributes:
        wall: the local time asked for.
        zone: its time zone.
        kind: ``"gap"`` or ``"fold"``.
        earlier, later: the two instants that could be meant.
    """

    def __init__(
        self, wall: datetime, zone: str, kind: str, earlier: datetime, later: datetime
    ) -> None:
        what = "does not exist" if kind == "gap" else "happens twice"
        super().__init__(
            f"{wall.isoformat(' ')} {what} in {zone}; candidates are"
            f" {earlier.isoformat()} and {later.isoformat()}"
        )
        self.wall = wall
        self.zone = zone
        self.kind = kind
        self.earlier = earlier
        self.later = later


class WorkingTimeError(CrmI18nError):
    """Working time that a calendar does not have: it is closed for good, or not made for a year.

    Attributes:
        zone: the time zone of the calendar.
        reason: what is wrong.
    """

    def __init__(self, zone: str, reason: str) -> None:
        super().__init__(f"the calendar of {zone} cannot be used: {reason}")
        self.zone = zone
        self.reason = reason


class PackagingError(CrmI18nError):
    """The packaging of a product does not say what was asked, or contradicts itself.

    Attributes:
        product: whose packaging it is.
        reason: what is wrong with it.
    """

    def __init__(self, product: str, reason: str) -> None:
        super().__init__(f"packaging of {product}: {reason}")
        self.product = product
        self.reason = reason


class MissingTextError(CrmI18nError, LookupError):
    """A text that is not there in the language asked for.

    Attributes:
        lang: the language asked for.
        available: the languages that are there.
    """

    def __init__(self, lang: str, available: Iterable[str]) -> None:
        self.lang = lang
        self.available = tuple(available)
        there = ", ".join(self.available) or "none"
        super().__init__(f"there is no text in {lang!r}; there is: {there}")


class MergeConflictError(CrmI18nError):
    """Two copies of a text that were both changed, and nobody has said which one counts.

    Attributes:
        lang: the language of the text.
        base, ours, theirs: the text as it was, and as both have it; None: missing.
    """

    def __init__(self, lang: str, base: str | None, ours: str | None, theirs: str | None) -> None:
        super().__init__(
            f"the text in {lang!r} was changed on both sides, to {ours!r} and to {theirs!r};"
            " choose ours, theirs or newest"
        )
        self.lang = lang
        self.base = base
        self.ours = ours
        self.theirs = theirs


class ClassifiedTextError(CrmI18nError):
    """A text whose classification is above what somebody may see.

    Attributes:
        classification: the text's.
        limit: the highest one allowed.
        name: whose limit that is.
    """

    def __init__(self, classification: str, limit: str, name: str) -> None:
        super().__init__(
            f"a {classification} text is not for {name!r}, which may see {limit} ones at most"
        )
        self.classification = classification
        self.limit = limit
        self.name = name


class SettingsError(CrmI18nError):
    """A settings file, or one entry of it, that cannot be used.

    Attributes:
        where: the file and the path of the entry.
        reason: what is wrong with it.
    """

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class ImportFileError(CrmI18nError):
    """A file that cannot be read as a table at all.

    Attributes:
        path: the file.
        reason: what is wrong with it, and what would be accepted.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class StoreError(CrmI18nError):
    """A database of rates that cannot be used, or a record that it cannot take.

    Attributes:
        url: the database, without a password.
        reason: what is wrong.
    """

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason


class MissingExtraError(CrmI18nError, ImportError):
    """A part of the library needs packages that are not installed.

    Attributes:
        extra: the name of the extra that brings them.
    """

    def __init__(self, extra: str, what: str) -> None:
        super().__init__(f"{what} needs more packages: pip install 'crmi18n[{extra}]'")
        self.extra = extra
