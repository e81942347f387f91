"""Deals: amounts with pinned conversions, prices, lines, and the forecast over them."""

from crmi18n.deal.amount import DealAmount, Pin
from crmi18n.deal.forecast import (
    Basis,
    Forecast,
    ForecastRow,
    Line,
    Period,
    Unconverted,
    forecast,
    forecast_in_all_bases,
)
from crmi18n.deal.format import format_deal
from crmi18n.deal.lines import ConvertedLines, check_lines, convert_lines
from crmi18n.deal.policy import Document, RatePolicy, RateRule
from crmi18n.deal.price import Price, PriceConversion
from crmi18n.deal.restate import Restatement, RestatementRow, restate

__all__ = [
    "Basis",
    "ConvertedLines",
    "DealAmount",
    "Document",
    "Forecast",
    "ForecastRow",
    "Line",
    "Period",
    "Pin",
    "Price",
    "PriceConversion",
    "RatePolicy",
    "RateRule",
    "Restatement",
    "RestatementRow",
    "Unconverted",
    "check_lines",
    "convert_lines",
    "forecast",
    "forecast_in_all_bases",
    "format_deal",
    "restate",
]
