"""The order of texts in a language (Unicode Technical Standard 10, CLDR's tailorings)."""

from crmi18n.cldr.collation.order import COLLATION_VERSION, Order, order_of, sort_key

__all__ = ["COLLATION_VERSION", "Order", "order_of", "sort_key"]
