"""Fields for Django: exact amounts, appointments, and values as JSON; with their form fields.

An amount and an appointment are several columns under one name. Filters and order by that name
mean what they do in Python: they never compare across currencies. What would look at one column
alone is refused. Migrations hold the columns as they are; nothing has to be installed.
"""

from __future__ import annotations

from crmi18n.errors import MissingExtraError

try:
    from crmi18n.ext.django.appointments import AppointmentField
    from crmi18n.ext.django.exact import ExactDecimalField
    from crmi18n.ext.django.forms import DualTextFormField, MoneyFormField, ValueFormField
    from crmi18n.ext.django.money import MoneyField, money_columns, sum_by_currency
    from crmi18n.ext.django.values import DualTextField, ValueField, text_in
except ModuleNotFoundError as error:
    if error.name != "django":
        raise
    raise MissingExtraError("django", "crmi18n.ext.django") from None

__all__ = [
    "AppointmentField",
    "DualTextField",
    "DualTextFormField",
    "ExactDecimalField",
    "MoneyField",
    "MoneyFormField",
    "ValueField",
    "ValueFormField",
    "money_columns",
    "sum_by_currency",
    "text_in",
]
