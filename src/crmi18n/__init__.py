"""Make a CRM record mean the same thing in every subsidiary.

Two languages side by side, amounts in the local and the house currency, addresses, phone
numbers, units and times in each reader's own form; every derived value says why it is so.

The names below are loaded on first use: ``import crmi18n`` itself loads this module alone.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crmi18n.address import (
        Address as Address,
        AddressText as AddressText,
        Label as Label,
        check_address as check_address,
        format_address as format_address,
    )
    from crmi18n.cldr import (
        LocaleTag as LocaleTag,
        display_name as display_name,
        format_compact as format_compact,
        format_currency as format_currency,
        format_date as format_date,
        format_datetime as format_datetime,
        format_list as format_list,
        format_number as format_number,
        format_percent as format_percent,
        format_time as format_time,
        isolate as isolate,
        label as label,
        parse_currency as parse_currency,
        parse_number as parse_number,
    )
    from crmi18n.contact import (
        PhoneNumber as PhoneNumber,
    )
    from crmi18n.deal import (
        DealAmount as DealAmount,
        Forecast as Forecast,
        forecast as forecast,
    )
    from crmi18n.errors import (
        AmbiguousRateError as AmbiguousRateError,
        AmountError as AmountError,
        CrmI18nError as CrmI18nError,
        CurrencyMismatchError as CurrencyMismatchError,
        CurrencyNotValidError as CurrencyNotValidError,
        ImportFileError as ImportFileError,
        MissingExtraError as MissingExtraError,
        MissingRateError as MissingRateError,
        MissingTextError as MissingTextError,
        ParseError as ParseError,
        PinError as PinError,
        SettingsError as SettingsError,
        StaleRateError as StaleRateError,
        TimeKindError as TimeKindError,
        UnitMismatchError as UnitMismatchError,
        UnknownCountryError as UnknownCountryError,
        UnknownCurrencyError as UnknownCurrencyError,
        UnknownLocaleError as UnknownLocaleError,
        UnknownUnitError as UnknownUnitError,
        UnknownZoneError as UnknownZoneError,
        WallTimeError as WallTimeError,
    )
    from crmi18n.findings import (
        Finding as Finding,
    )
    from crmi18n.house import (
        House as House,
    )
    from crmi18n.money import (
        Conversion as Conversion,
        Currency as Currency,
        Money as Money,
        Rate as Rate,
        RateBook as RateBook,
        format_money as format_money,
        parse_money as parse_money,
    )
    from crmi18n.record import (
        Import as Import,
        Importer as Importer,
        Proof as Proof,
        Schema as Schema,
        View as View,
        prove as prove,
    )
    from crmi18n.text import (
        DualText as DualText,
        LocalizedText as LocalizedText,
        Resolved as Resolved,
    )
    from crmi18n.time import (
        Appointment as Appointment,
        WallTime as WallTime,
        business_date as business_date,
        get_zone as get_zone,
        resolve_wall as resolve_wall,
        zones_of as zones_of,
    )
    from crmi18n.units import (
        PackagingSet as PackagingSet,
        Quantity as Quantity,
        UnitPolicy as UnitPolicy,
        format_quantity as format_quantity,
        parse_quantity as parse_quantity,
        preferred as preferred,
    )

__version__ = "0.1.0"

_ROOMS = {
    "address": (
        "Address",
        "AddressText",
        "Label",
        "check_address",
        "format_address",
    ),
    "cldr": (
        "LocaleTag",
        "display_name",
        "format_compact",
        "format_currency",
        "format_date",
        "format_datetime",
        "format_list",
        "format_number",
        "format_percent",
        "format_time",
        "isolate",
        "label",
        "parse_currency",
        "parse_number",
    ),
    "contact": ("PhoneNumber",),
    "deal": (
        "DealAmount",
        "Forecast",
        "forecast",
    ),
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
    "record": (
        "Import",
        "Importer",
        "Proof",
        "Schema",
        "View",
        "prove",
    ),
    "text": (
        "DualText",
        "LocalizedText",
        "Resolved",
    ),
    "time": (
        "Appointment",
        "WallTime",
        "business_date",
        "get_zone",
        "resolve_wall",
        "zones_of",
    ),
    "units": (
        "PackagingSet",
        "Quantity",
        "UnitPolicy",
        "format_quantity",
        "parse_quantity",
        "preferred",
    ),
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
