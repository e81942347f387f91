"""Make a CRM record mean the same thing in every subsidiary.

Two languages side by side, amounts in the local and the house currency, addresses, phone
numbers, units and times in each reader's own form; every derived value says why it is so.

The names below are loaded on first use: ``import crmi18n`` itself loads this module alone.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crmi18n.address import (
        Address as Address,
    )
    from crmi18n.address import (
        AddressText as AddressText,
    )
    from crmi18n.address import (
        Label as Label,
    )
    from crmi18n.address import (
        check_address as check_address,
    )
    from crmi18n.address import (
        format_address as format_address,
    )
    from crmi18n.cldr import (
        LocaleTag as LocaleTag,
    )
    from crmi18n.cldr import (
        display_name as display_name,
    )
    from crmi18n.cldr import (
        format_compact as format_compact,
    )
    from crmi18n.cldr import (
        format_currency as format_currency,
    )
    from crmi18n.cldr import (
        format_date as format_date,
    )
    from crmi18n.cldr import (
        format_datetime as format_datetime,
    )
    from crmi18n.cldr import (
        format_interval as format_interval,
    )
    from crmi18n.cldr import (
        format_list as format_list,
    )
    from crmi18n.cldr import (
        format_number as format_number,
    )
    from crmi18n.cldr import (
        format_percent as format_percent,
    )
    from crmi18n.cldr import (
        format_relative as format_relative,
    )
    from crmi18n.cldr import (
        format_time as format_time,
    )
    from crmi18n.cldr import (
        isolate as isolate,
    )
    from crmi18n.cldr import (
        label as label,
    )
    from crmi18n.cldr import (
        parse_currency as parse_currency,
    )
    from crmi18n.cldr import (
        parse_date as parse_date,
    )
    from crmi18n.cldr import (
        parse_number as parse_number,
    )
    from crmi18n.contact import PhoneNumber as PhoneNumber
    from crmi18n.deal import DealAmount as DealAmount
    from crmi18n.deal import Forecast as Forecast
    from crmi18n.deal import forecast as forecast
    from crmi18n.errors import (
        AmbiguousRateError as AmbiguousRateError,
    )
    from crmi18n.errors import (
        AmountError as AmountError,
    )
    from crmi18n.errors import (
        CrmI18nError as CrmI18nError,
    )
    from crmi18n.errors import (
        CurrencyMismatchError as CurrencyMismatchError,
    )
    from crmi18n.errors import (
        CurrencyNotValidError as CurrencyNotValidError,
    )
    from crmi18n.errors import (
        ImportFileError as ImportFileError,
    )
    from crmi18n.errors import (
        MissingExtraError as MissingExtraError,
    )
    from crmi18n.errors import (
        MissingRateError as MissingRateError,
    )
    from crmi18n.errors import (
        MissingTextError as MissingTextError,
    )
    from crmi18n.errors import (
        ParseError as ParseError,
    )
    from crmi18n.errors import (
        PinError as PinError,
    )
    from crmi18n.errors import (
        SettingsError as SettingsError,
    )
    from crmi18n.errors import (
        StaleRateError as StaleRateError,
    )
    from crmi18n.errors import (
        TimeKindError as TimeKindError,
    )
    from crmi18n.errors import (
        UnitMismatchError as UnitMismatchError,
    )
    from crmi18n.errors import (
        UnknownCountryError as UnknownCountryError,
    )
    from crmi18n.errors import (
        UnknownCurrencyError as UnknownCurrencyError,
    )
    from crmi18n.errors import (
        UnknownLocaleError as UnknownLocaleError,
    )
    from crmi18n.errors import (
        UnknownUnitError as UnknownUnitError,
    )
    from crmi18n.errors import (
        UnknownZoneError as UnknownZoneError,
    )
    from crmi18n.errors import (
        WallTimeError as WallTimeError,
    )
    from crmi18n.findings import Finding as Finding
    from crmi18n.house import House as House
    from crmi18n.money import (
        Conversion as Conversion,
    )
    from crmi18n.money import (
        Currency as Currency,
    )
    from crmi18n.money import (
        Money as Money,
    )
    from crmi18n.money import (
        Rate as Rate,
    )
    from crmi18n.money import (
        RateBook as RateBook,
    )
    from crmi18n.money import (
        format_money as format_money,
    )
    from crmi18n.money import (
        parse_money as parse_money,
    )
    from crmi18n.record import (
        Import as Import,
    )
    from crmi18n.record import (
        Importer as Importer,
    )
    from crmi18n.record import (
        Proof as Proof,
    )
    from crmi18n.record import (
        Schema as Schema,
    )
    from crmi18n.record import (
        View as View,
    )
    from crmi18n.record import (
        prove as prove,
    )
    from crmi18n.text import (
        DualText as DualText,
    )
    from crmi18n.text import (
        LocalizedText as LocalizedText,
    )
    from crmi18n.text import (
        Resolved as Resolved,
    )
    from crmi18n.time import (
        Appointment as Appointment,
    )
    from crmi18n.time import (
        WallTime as WallTime,
    )
    from crmi18n.time import (
        business_date as business_date,
    )
    from crmi18n.time import (
        get_zone as get_zone,
    )
    from crmi18n.time import (
        resolve_wall as resolve_wall,
    )
    from crmi18n.time import (
        zones_of as zones_of,
    )
    from crmi18n.units import (
        Quantity as Quantity,
    )
    from crmi18n.units import (
        format_quantity as format_quantity,
    )
    from crmi18n.units import (
        parse_quantity as parse_quantity,
    )
    from crmi18n.units import (
        preferred as preferred,
    )

__version__ = "0.1.0"

_ROOMS = {
    "address": ("Address", "AddressText", "Label", "check_address", "format_address"),
    "cldr": (
        "LocaleTag",
        "display_name",
        "format_compact",
        "format_currency",
        "format_date",
        "format_datetime",
        "format_interval",
        "format_list",
        "format_number",
        "format_percent",
        "format_relative",
        "format_time",
        "isolate",
        "label",
        "parse_currency",
        "parse_date",
        "parse_number",
    ),
    "contact": ("PhoneNumber",),
    "deal": ("DealAmount", "Forecast", "forecast"),
    "errors": (
        "AmbiguousRateError",
        "AmountError",
        "CrmI18nError",
        "CurrencyMismatchError",
        "CurrencyNotValidError",
        "ImportFileError",
        "MissingExtraError",
        "MissingRateError",
        "MissingTextError",
        "ParseError",
        "PinError",
        "SettingsError",
        "StaleRateError",
        "TimeKindError",
        "UnitMismatchError",
        "UnknownCountryError",
        "UnknownCurrencyError",
        "UnknownLocaleError",
        "UnknownUnitError",
        "UnknownZoneError",
        "WallTimeError",
    ),
    "findings": ("Finding",),
    "house": ("House",),
    "money": (
        "Conversion",
        "Currency",
        "Money",
        "Rate",
        "RateBook",
        "format_money",
        "parse_money",
    ),
    "record": ("Import", "Importer", "Proof", "Schema", "View", "prove"),
    "text": ("DualText", "LocalizedText", "Resolved"),
    "time": (
        "Appointment",
        "WallTime",
        "business_date",
        "get_zone",
        "resolve_wall",
        "zones_of",
    ),
    "units": ("Quantity", "format_quantity", "parse_quantity", "preferred"),
}
_HOME = {name: f"crmi18n.{room}" for room, names in _ROOMS.items() for name in names}

__all__ = sorted([*_HOME, "__version__"])  # noqa: PLE0605 - a list, made of the table above


def __getattr__(name: str) -> object:
    if home := _HOME.get(name):
        value = globals()[name] = getattr(__import__(home, fromlist=(name,)), name)
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, *_ROOMS]
