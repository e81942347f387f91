"""Deals: amounts with pinned conversions, and the forecast over them."""

from crmi18n.deal.amount import DealAmount, Pin
from crmi18n.deal.forecast import Basis, Forecast, ForecastRow, Line, Unconverted, forecast

__all__ = [
    "Basis",
    "DealAmount",
    "Forecast",
    "ForecastRow",
    "Line",
    "Pin",
    "Unconverted",
    "forecast",
]
