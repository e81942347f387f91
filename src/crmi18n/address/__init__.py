"""Postal addresses: one place in its own script and in Latin letters, printed as mail needs it."""

from crmi18n.address.check import check_address
from crmi18n.address.format import Label, format_address
from crmi18n.address.model import Address, AddressText

__all__ = ["Address", "AddressText", "Label", "check_address", "format_address"]
