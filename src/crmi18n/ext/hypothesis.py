"""Strategies for Hypothesis: values as a group meets them, the awkward ones among them.

``register()``, once in a ``conftest.py``, makes ``st.from_type(Money)`` and its like work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from crmi18n.address import Address, AddressText, _packs
from crmi18n.cldr import LocaleTag
from crmi18n.contact import PersonName, PhoneNumber
from crmi18n.deal import DealAmount, Price
from crmi18n.errors import MissingExtraError
from crmi18n.money import Currency, Money, Rate, RateBook, currencies as all_currencies
from crmi18n.text import DualText, LocalizedText
from crmi18n.time import Appointment, WallTime
from crmi18n.units import Quantity

try:
    from hypothesis import strategies as st
except ModuleNotFoundError as error:
    if error.name != "hypothesis":
        raise
    raise MissingExtraError("hypothesis", "crmi18n.ext.hypothesis") from None

__all__ = [
    "addresses",
    "appointments",
    "deal_amounts",
    "dual_texts",
    "locale_tags",
    "localized_texts",
    "money",
    "person_names",
    "phone_numbers",
    "prices",
    "quantities",
    "rates",
    "register",
    "wall_times",
]

_LANGUAGES: Final = ("de", "en", "fr", "ja", "ar", "he", "zh-Hant", "sr-Latn", "pt-BR", "de-CH")
_UNITS: Final = ("kilogram", "pound", "meter", "square-meter", "liter", "celsius", "item")
_PRICED: Final = tuple(unit for unit in _UNITS if unit != "celsius")
# Zones whose clocks do what programs do not expect: half hours, days that are left out, rules
# that changed often, and one that does nothing.
_ZONES: Final = (
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Pacific/Apia",
    "Etc/UTC",
)
# Numbers that their countries keep free for fiction: no test ever rings at somebody's.
_FICTIONAL: Final = (
    ("+1 202 555 01", 2),
    ("+44 20 7946 0", 3),
    ("+33 1 99 00 ", 4),
    ("+49 30 23125 ", 3),
    ("+61 491 570 ", 3),
)
_TODAY: Final = date(2026, 6, 30)


def _texts(least: int = 0, most: int = 30) -> st.SearchStrategy[str]:
    """Return texts of any script, without what no text field holds."""
    alphabet = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])
    return st.text(alphabet, min_size=least, max_size=most)


def money(
    currencies: Iterable[str] | None = None,
    *,
    min_minor: int = -(10**15),
    max_minor: int = 10**15,
    finer: int = 0,
) -> st.SearchStrategy[Money]:
    """Return amounts.

    Args:
        currencies: ISO 4217 codes to draw from; None: all that were ever in force.
        min_minor: the least, in minor units of the currency.
        max_minor: the most.
        finer: how many decimals more than the minor units an amount may have.

    Raises:
        UnknownCurrencyError: ISO 4217 has no such code.

    >>> from hypothesis import find
    >>> find(money(["JPY"]), lambda amount: amount.amount > 5)
    Money(amount=Decimal('6'), currency='JPY')
    """
    codes = all_currencies() if currencies is None else currencies
    known = [Currency.of(code) for code in codes]

    def amount(currency: Currency, extra: int) -> st.SearchStrategy[Money]:
        digits, more = (currency.minor_units or 0) + extra, 10**extra
        units = st.integers(min_minor * more, max_minor * more)
        return units.map(lambda count: Money(Decimal(count).scaleb(-digits), currency.code))

    drawn = st.tuples(st.sampled_from(known), st.integers(0, finer))
    return drawn.flatmap(lambda pair: amount(*pair))


def quantities(units: Iterable[str] | None = None) -> st.SearchStrategy[Quantity]:
    """Return quantities in units of trade, or in those that are given (CLDR ids)."""
    values = st.decimals(-(10**9), 10**9, places=4, allow_nan=False)
    return st.builds(Quantity, values, st.sampled_from(tuple(units or _UNITS)))


def locale_tags() -> st.SearchStrategy[LocaleTag]:
    """Return language tags with and without script, region and extension."""
    tags = (*_LANGUAGES, "und", "en-001", "ja-u-ca-japanese", "ar-EG-u-nu-latn", "sl-rozaj")
    return st.sampled_from(tags).map(LocaleTag.parse)


def localized_texts(languages: Iterable[str] | None = None) -> st.SearchStrategy[LocalizedText]:
    """Return texts in one to three languages, the first of which is the original."""
    tags = st.sampled_from(tuple(languages or _LANGUAGES))
    several = st.lists(tags, min_size=1, max_size=3, unique=True)

    def written(langs: list[str]) -> st.SearchStrategy[LocalizedText]:
        texts = st.fixed_dictionaries({lang: _texts() for lang in langs})
        return texts.map(lambda found: LocalizedText.from_dict(found, original=langs[0]))

    return several.flatmap(written)


def dual_texts(
    local_lang: str | None = None, corporate_lang: str = "en"
) -> st.SearchStrategy[DualText]:
    """Return pairs of a local and a corporate text: one missing, confirmed, or changed since."""
    others = tuple(lang for lang in _LANGUAGES if lang != corporate_lang)
    langs = st.just(local_lang) if local_lang else st.sampled_from(others)

    def pair(lang: str, local: str, corporate: str | None, edit: str) -> DualText:
        same = lang == corporate_lang
        found = DualText(
            local,
            local_lang=lang,
            corporate=None if same else corporate,
            corporate_lang=corporate_lang,
        )
        if found.corporate is None or not edit:
            return found
        return found.confirm(by="u1").with_local(edit)

    return st.builds(pair, langs, _texts(1), st.none() | _texts(1), _texts())


def person_names() -> st.SearchStrategy[PersonName]:
    """Return names with one part or both, of one language or none that is known."""
    letters = _texts(1).filter(lambda text: any(map(str.isalnum, text)))
    either = st.tuples(letters, _texts()) | st.tuples(_texts(), letters)

    def name(parts: tuple[str, str], prefix: str, lang: str | None, order: Any) -> PersonName:
        given, surname = parts
        return PersonName(
            given,
            surname,
            surname_prefix=prefix if surname.strip() else "",
            locale=lang,
            preferred_order=order,
        )

    return st.builds(
        name,
        either,
        st.sampled_from(["", "van den", "d'"]),
        st.none() | st.sampled_from(_LANGUAGES),
        st.sampled_from([None, "givenFirst", "surnameFirst"]),
    )


def phone_numbers() -> st.SearchStrategy[PhoneNumber]:
    """Return numbers of several countries that nobody has: they are kept free for fiction."""

    def number(start: tuple[str, int], ending: int) -> PhoneNumber:
        prefix, digits = start
        return PhoneNumber.parse(f"{prefix}{ending % 10**digits:0{digits}}")

    return st.builds(number, st.sampled_from(_FICTIONAL), st.integers(0, 9999))


def addresses(countries: Iterable[str] | None = None) -> st.SearchStrategy[Address]:
    """Return places with texts in one or two languages; no field has to be real.

    Args:
        countries: ISO 3166-1 codes to draw from; None: all.
    """
    texts = st.builds(
        AddressText,
        recipient=_texts(),
        organization=_texts(),
        lines=st.lists(_texts(1), max_size=3).map(tuple),
        dependent_locality=_texts(),
        locality=_texts(1),
        administrative_area=_texts(),
    )
    written = st.dictionaries(st.sampled_from(_LANGUAGES), texts, min_size=1, max_size=2)
    chosen = st.sampled_from(tuple(countries or sorted(_packs.countries())))
    postcodes = st.text("0123456789ABCXYZ -", max_size=8)
    return st.builds(Address, chosen, postal_code=postcodes, texts=written)


def _walls() -> st.SearchStrategy[datetime]:
    return st.datetimes(datetime(1970, 1, 2), datetime(2099, 12, 30))  # noqa: DTZ001 - local times


def wall_times(zones: Iterable[str] | None = None) -> st.SearchStrategy[WallTime]:
    """Return local times, skipped and repeated ones among them (IANA names of zones)."""
    return st.builds(WallTime, _walls(), st.sampled_from(tuple(zones or _ZONES)))


def appointments(zones: Iterable[str] | None = None) -> st.SearchStrategy[Appointment]:
    """Return appointments of up to three days (IANA names of zones)."""
    return st.builds(
        Appointment,
        _walls(),
        st.sampled_from(tuple(zones or _ZONES)),
        st.timedeltas(timedelta(0), timedelta(days=3)),
        policy=st.sampled_from(["compatible", "earlier", "later"]),
    )


def rates(base: str = "EUR", quotes: Iterable[str] | None = None) -> st.SearchStrategy[Rate]:
    """Return rates of some kind and day, for one or a hundred units of the base."""
    others = tuple(quotes or (code for code in ("USD", "JPY", "GBP", "KWD") if code != base))
    return st.builds(
        Rate,
        st.just(base),
        st.sampled_from(others),
        st.integers(1, 10**9).map(lambda units: Decimal(units).scaleb(-4)),
        st.dates(date(2000, 1, 1), _TODAY),
        kind=st.sampled_from(["spot", "average", "closing"]),
        per=st.sampled_from([1, 100]),
    )


def prices() -> st.SearchStrategy[Price]:
    """Return prices per unit, finer than the minor unit among them."""
    amounts = money(("EUR", "USD", "JPY", "KWD"), min_minor=0, max_minor=10**8, finer=3)
    return st.builds(Price, amounts, st.sampled_from(_PRICED))


def deal_amounts() -> st.SearchStrategy[DealAmount]:
    """Return amounts of deals, some pinned in another currency."""

    def deal(amount: Money, rate: Rate | None) -> DealAmount:
        value = DealAmount(amount)
        if rate is None:
            return value
        book = RateBook([Rate(rate.base, rate.quote, rate.value, _TODAY)])
        found = book.convert(amount, rate.quote, on=_TODAY)
        return value.pin(found, purpose="won", at=datetime(2026, 6, 30, tzinfo=UTC))

    return st.builds(deal, money(["EUR"], max_minor=10**10), st.none() | rates())


def register() -> None:
    """Have ``st.from_type`` and ``st.builds`` draw the library's values by these strategies."""
    strategies: dict[type, Callable[[], st.SearchStrategy[Any]]] = {
        Address: addresses,
        Appointment: appointments,
        DealAmount: deal_amounts,
        DualText: dual_texts,
        LocaleTag: locale_tags,
        LocalizedText: localized_texts,
        Money: money,
        PersonName: person_names,
        PhoneNumber: phone_numbers,
        Price: prices,
        Quantity: quantities,
        Rate: rates,
        WallTime: wall_times,
    }
    for kind, strategy in strategies.items():
        st.register_type_strategy(kind, strategy())
