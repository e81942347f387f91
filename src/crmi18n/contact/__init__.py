"""Who is reached and how: names of persons, salutations, phone numbers."""

from crmi18n.contact.check import check_name, check_phone
from crmi18n.contact.model import PhoneNumber
from crmi18n.contact.name import NAME_TEXTS, NameOrder, PersonName, SpeakTo
from crmi18n.contact.name_format import (
    Formality,
    NameLength,
    NameUsage,
    Order,
    format_name,
    name_formatter,
    name_sort_key,
    parts_left_out,
    version_for,
)
from crmi18n.contact.salutation import Salutation, salutation, salutation_languages

__all__ = [
    "NAME_TEXTS",
    "Formality",
    "NameLength",
    "NameOrder",
    "NameUsage",
    "Order",
    "PersonName",
    "PhoneNumber",
    "Salutation",
    "SpeakTo",
    "check_name",
    "check_phone",
    "format_name",
    "name_formatter",
    "name_sort_key",
    "parts_left_out",
    "salutation",
    "salutation_languages",
    "version_for",
]
