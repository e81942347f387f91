"""Amounts, currencies, dated rates, and conversion with evidence."""

from crmi18n.money._moneyed import as_money
from crmi18n.money.book import RateBook, Total, rate_finding
from crmi18n.money.conversion import Conversion
from crmi18n.money.currency import Currency, currencies
from crmi18n.money.format import format_money
from crmi18n.money.model import Money, sum_money
from crmi18n.money.parse import parse_money
from crmi18n.money.path import Leg, RatePath
from crmi18n.money.rate import KINDS, Rate, RateKind
from crmi18n.money.rounding import Rounding, round_exact

__all__ = [
    "KINDS",
    "Conversion",
    "Currency",
    "Leg",
    "Money",
    "Rate",
    "RateBook",
    "RateKind",
    "RatePath",
    "Rounding",
    "Total",
    "as_money",
    "currencies",
    "format_money",
    "parse_money",
    "rate_finding",
    "round_exact",
    "sum_money",
]
