"""Make a CRM record mean the same thing in every subsidiary.

Two languages side by side, amounts in the local and the house currency, addresses, phone
numbers, units and times in each reader's own form; every derived value says why it is so.

The names below are loaded on first use: ``import crmi18n`` itself loads this module alone.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crmi18n.address import (
        Address as Address,
        AddressForm as AddressForm,
        AddressText as AddressText,
        Area as Area,
        Label as Label,
        ParsedAddress as ParsedAddress,
        address_form as address_form,
        check_address as check_address,
        find_country as find_country,
        format_address as format_address,
        from_iso20022 as from_iso20022,
        from_jscontact as from_jscontact,
        from_schema_org as from_schema_org,
        from_vcard as from_vcard,
        parse_address as parse_address,
        to_iso20022 as to_iso20022,
        to_jscontact as to_jscontact,
        to_schema_org as to_schema_org,
        to_vcard as to_vcard,
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
        Price as Price,
        RatePolicy as RatePolicy,
        RateRule as RateRule,
        convert_lines as convert_lines,
        forecast as forecast,
        format_deal as format_deal,
        restate as restate,
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
        StoreError as StoreError,
        TimeKindError as TimeKindError,
        UnitMismatchError as UnitMismatchError,
        UnknownAreaError as UnknownAreaError,
        UnknownCountryError as UnknownCountryError,
        UnknownCurrencyError as UnknownCurrencyError,
        UnknownLocaleError as UnknownLocaleError,
        UnknownUnitError as UnknownUnitError,
        UnknownZoneError as UnknownZoneError,
        WallTimeError as WallTimeError,
        WorkingTimeError as WorkingTimeError,
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
        RatePath as RatePath,
        RateStore as RateStore,
        format_conversion as format_conversion,
        format_money as format_money,
        format_total as format_total,
        parse_money as parse_money,
        read_sap_rates as read_sap_rates,
        sum_money as sum_money,
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
        Attendee as Attendee,
        DayHours as DayHours,
        Due as Due,
        FiscalCalendar as FiscalCalendar,
        Recurrence as Recurrence,
        SlaClock as SlaClock,
        WallTime as WallTime,
        WeekPattern as WeekPattern,
        WorkingCalendar as WorkingCalendar,
        business_date as business_date,
        find_cover as find_cover,
        find_slots as find_slots,
        get_zone as get_zone,
        may_call as may_call,
        rebase as rebase,
        resolve_wall as resolve_wall,
        send_at_local as send_at_local,
        zone_name as zone_name,
        zones_of as zones_of,
    )
    from crmi18n.units import (
        Quantity as Quantity,
        format_quantity as format_quantity,
        parse_quantity as parse_quantity,
        preferred as preferred,
    )

__version__ = "0.1.0"

_ROOMS = {
    "address": (
        "Address",
        "AddressForm",
        "AddressText",
        "Area",
        "Label",
        "ParsedAddress",
        "address_form",
        "check_address",
        "find_country",
        "format_address",
        "from_iso20022",
        "from_jscontact",
        "from_schema_org",
        "from_vcard",
        "parse_address",
        "to_iso20022",
        "to_jscontact",
        "to_schema_org",
        "to_vcard",
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
        "Price",
        "RatePolicy",
        "RateRule",
        "convert_lines",
        "forecast",
        "format_deal",
        "restate",
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
        "StoreError",
        "TimeKindError",
        "UnitMismatchError",
        "UnknownAreaError",
        "UnknownCountryError",
        "UnknownCurrencyError",
        "UnknownLocaleError",
        "UnknownUnitError",
        "UnknownZoneError",
        "WallTimeError",
        "WorkingTimeError",
    ),
    "findings": ("Finding",),
    "house": ("House",),
    "money": (
        "Conversion",
        "Currency",
        "Money",
        "Rate",
        "RateBook",
        "RatePath",
        "RateStore",
        "format_conversion",
        "format_money",
        "format_total",
        "parse_money",
        "read_sap_rates",
        "sum_money",
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
        "Attendee",
        "DayHours",
        "Due",
        "FiscalCalendar",
        "Recurrence",
        "SlaClock",
        "WallTime",
        "WeekPattern",
        "WorkingCalendar",
        "business_date",
        "find_cover",
        "find_slots",
        "get_zone",
        "may_call",
        "rebase",
        "resolve_wall",
        "send_at_local",
        "zone_name",
        "zones_of",
    ),
    "units": (
        "Quantity",
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
