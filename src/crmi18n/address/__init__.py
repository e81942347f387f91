"""Postal addresses: one place in its own script and in Latin letters, printed as mail needs it."""

from crmi18n.address.check import check_address
from crmi18n.address.country import Area
from crmi18n.address.export import Export
from crmi18n.address.form import AddressForm, Choice, FormField, address_form
from crmi18n.address.format import Label, format_address
from crmi18n.address.iso20022 import from_iso20022, to_iso20022
from crmi18n.address.jscontact import from_jscontact, to_jscontact
from crmi18n.address.model import Address, AddressText
from crmi18n.address.parse import ParsedAddress, parse_address
from crmi18n.address.schema_org import from_schema_org, to_schema_org
from crmi18n.address.territory import find_country
from crmi18n.address.vcard import from_vcard, to_vcard

__all__ = [
    "Address",
    "AddressForm",
    "AddressText",
    "Area",
    "Choice",
    "Export",
    "FormField",
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
]
