"""Amounts of money in two columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.core.exceptions import FieldError, ValidationError
from django.db import models
from django.db.models import lookups

from crmi18n.ext.django.columns import ColumnsField, joined
from crmi18n.ext.django.exact import ExactDecimalField
from crmi18n.ext.django.forms import MoneyFormField
from crmi18n.money import Currency, Money, as_money

__all__ = ["MoneyField", "money_columns", "sum_by_currency"]


class MoneyField(ColumnsField):
    """An amount of money in the columns ``<name>_currency`` and ``<name>_amount``.

    Lookups (``exact``, ``lt``, ``lte``, ``gt``, ``gte``, ``in``, ``range``, ``isnull``) take
    amounts and find rows of their currency alone; order is by currency, then by amount.
    ``Sum("total")`` is refused: :func:`sum_by_currency` adds up each currency for itself.
    ``update()`` takes the columns: :func:`money_columns`.

    Args:
        scale: the decimals that are kept; a finer amount is refused, never rounded.
        currencies: the ISO 4217 codes that are allowed, in the order of a form's choices;
            None: all of them.
        default: a Money.
    """

    __module__ = "crmi18n.ext.django"  # the path that migrations write down
    description = "An amount of money"
    kind = Money
    telling: ClassVar[int] = 1

    def __init__(
        self,
        *args: Any,
        scale: int = 4,
        currencies: Iterable[str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.scale = scale
        self.currencies = None if currencies is None else tuple(currencies)
        for code in self.currencies or ():
            Currency.of(code)

    def deconstruct(self) -> Any:
        """Return how it is made again."""
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "scale": self.scale, "currencies": self.currencies}

    def columns(self) -> Mapping[str, models.Field[Any, Any]]:
        """Return the fields of the currency and of the amount."""
        options = self._options()
        defaults: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
        if self.has_default() and self.default is not None:
            default = as_money(self.default)
            defaults = ({"default": default.currency}, {"default": default.amount})
        return {
            "currency": models.CharField(max_length=3, **options, **defaults[0]),
            "amount": ExactDecimalField(scale=self.scale, **options, **defaults[1]),
        }

    def value_of(self, parts: list[Any]) -> Any:
        """Return the amount, or None."""
        currency, amount = parts
        return None if amount is None else Money(amount, currency)

    def parts_of(self, value: Any) -> Iterable[Any]:
        """Return the currency and the amount."""
        if value is None:
            return None, None
        money = as_money(value)
        return money.currency, money.amount

    def prepared(self, value: Any) -> Money:
        """Return what rows are compared with.

        Raises:
            FieldError: it is no amount of money.
        """
        try:
            return as_money(value)
        except TypeError as error:
            raise FieldError(f"{self.name}: {error}") from None

    def condition(self, lookup: str, columns: Any, value: Money) -> Any:
        """Return the condition on both columns."""
        currency, amount = columns
        kind = amount.target.get_lookup(lookup)
        same = lookups.Exact(currency, value.currency)
        return joined("AND", [same, kind(amount, value.amount)])

    def validate(self, value: Any, model_instance: Any) -> None:
        """Raise ValidationError for a currency that is not allowed."""
        super().validate(value, model_instance)
        if value is not None and self.currencies and value.currency not in self.currencies:
            allowed = ", ".join(self.currencies)
            raise ValidationError(f"{value.currency} is none of {allowed}", code="currency")

    def formfield(self, **options: Any) -> Any:
        """Return the field of a form."""
        given = {"form_class": MoneyFormField, "currencies": self.currencies, **options}
        return super().formfield(**given)


def money_columns(name: str, value: Any) -> dict[str, Any]:
    """Return the arguments by which ``update()`` writes an amount whole.

    >>> money_columns("total", Money("12.50", "EUR"))
    {'total_currency': 'EUR', 'total_amount': Decimal('12.50')}
    """
    money = None if value is None else as_money(value)
    return {
        f"{name}_currency": None if money is None else money.currency,
        f"{name}_amount": None if money is None else money.amount,
    }


def sum_by_currency(queryset: models.QuerySet[Any], name: str) -> tuple[Money, ...]:
    """Return the sums of a :class:`MoneyField`, one of each currency, in their order.

    What is added up is what ``queryset`` gives, so that ``distinct()``, slices and unions count;
    a row that joins find twice is there twice.
    """
    query = queryset.query
    if query.distinct or query.is_sliced or query.combinator:
        # Django adds up what is joined, and distinct are only the sums.
        rows_of = queryset.model._base_manager.using(queryset.db)
        queryset = rows_of.filter(pk__in=queryset.values("pk"))
    code, amount = f"{name}_currency", f"{name}_amount"
    rows = (
        queryset.filter(**{f"{amount}__isnull": False})
        .order_by(code)
        .values_list(code)
        .annotate(sums=models.Sum(amount))
    )
    return tuple(Money(total, currency) for currency, total in rows)
