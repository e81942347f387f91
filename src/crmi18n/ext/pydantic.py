"""Narrower fields for pydantic and FastAPI.

The values themselves need no import from here: each of them is a field type by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import NoneType
from typing import Any, final, get_args

from crmi18n.errors import CurrencyMismatchError, MissingExtraError
from crmi18n.money import Currency, Money

try:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema, core_schema
except ModuleNotFoundError as error:
    if error.name not in {"pydantic", "pydantic_core"}:
        raise
    raise MissingExtraError("pydantic", "crmi18n.ext.pydantic") from None

__all__ = ["InCurrency"]


@final
@dataclass(frozen=True, slots=True)
class InCurrency:
    """Of an annotation: the amount has to be in this currency; it is never converted.

    Raises:
        UnknownCurrencyError: ISO 4217 has no such code.
        TypeError: when the model is made: it annotates something else than Money.

    >>> from typing import Annotated
    >>> from pydantic import TypeAdapter
    >>> euros = TypeAdapter(Annotated[Money, InCurrency("EUR")])
    >>> str(euros.validate_json('{"amount": "12.50", "currency": "EUR"}'))
    '12.50 EUR'
    """

    currency: str

    def __post_init__(self) -> None:
        Currency.of(self.currency)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        if source is not Money and set(get_args(source)) != {Money, NoneType}:
            raise TypeError(f"InCurrency is for Money or Money | None, not {source!r}")
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        whole = handler(schema)
        parts = {**whole.get("properties", {}), "currency": {"const": self.currency}}
        return {**whole, "properties": parts}

    def _checked(self, value: Money | None) -> Money | None:
        if value is not None and value.currency != self.currency:
            raise CurrencyMismatchError(value.currency, self.currency)
        return value
