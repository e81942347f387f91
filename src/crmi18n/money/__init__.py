"""Amounts, currencies, dated rates, and conversion with evidence.

What reads, writes, stores and shows them is loaded on first use: converting needs none of it.
"""

from typing import TYPE_CHECKING

from crmi18n._later import later
from crmi18n.money._moneyed import as_money
from crmi18n.money.book import RateBook, Total, rate_finding
from crmi18n.money.conversion import Conversion
from crmi18n.money.currency import Currency, currencies
from crmi18n.money.model import Money, sum_money
from crmi18n.money.path import Leg, RatePath
from crmi18n.money.rate import KINDS, Rate, RateKind
from crmi18n.money.rounding import Rounding, round_exact

if TYPE_CHECKING:
    from crmi18n.money.changes import RateChange, diff
    from crmi18n.money.format import (
        conversion_columns,
        format_basis,
        format_conversion,
        format_money,
        format_money_column,
        format_total,
    )
    from crmi18n.money.parse import parse_money
    from crmi18n.money.read import read_rates
    from crmi18n.money.read_sap import SAP_KINDS, read_sap_rates
    from crmi18n.money.store import RateStore
    from crmi18n.money.table import RateTable, TableRounding

__all__ = [
    "KINDS",
    "SAP_KINDS",
    "Conversion",
    "Currency",
    "Leg",
    "Money",
    "Rate",
    "RateBook",
    "RateChange",
    "RateKind",
    "RatePath",
    "RateStore",
    "RateTable",
    "Rounding",
    "TableRounding",
    "Total",
    "as_money",
    "conversion_columns",
    "currencies",
    "diff",
    "format_basis",
    "format_conversion",
    "format_money",
    "format_money_column",
    "format_total",
    "parse_money",
    "rate_finding",
    "read_rates",
    "read_sap_rates",
    "round_exact",
    "sum_money",
]

_LATER = {
    "changes": ("RateChange", "diff"),
    "format": (
        "conversion_columns",
        "format_basis",
        "format_conversion",
        "format_money",
        "format_money_column",
        "format_total",
    ),
    "parse": ("parse_money",),
    "read": ("read_rates",),
    "read_sap": ("SAP_KINDS", "read_sap_rates"),
    "store": ("RateStore",),
    "table": ("RateTable", "TableRounding"),
}
_HOME = {name: f"{__name__}.{module}" for module, names in _LATER.items() for name in names}

__getattr__ = later(globals(), _HOME)
