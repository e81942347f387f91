"""How a customer is reached: phone numbers."""

from crmi18n.contact.check import check_phone
from crmi18n.contact.model import PhoneNumber

__all__ = ["PhoneNumber", "check_phone"]
