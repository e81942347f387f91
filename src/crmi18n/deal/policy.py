"""Which day and which kind of rate a document uses.

An open deal floats; a quote, an order, an invoice keep the rate of their day. The day is the
business date of the selling site: at 13:30 UTC on 30 June it is 1 July in Auckland, and the
third quarter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final, Literal, Self, final, get_args

from crmi18n.deal.amount import DealAmount
from crmi18n.money import KINDS, Conversion, Money, Rate, RateBook, RateKind, Rounding
from crmi18n.plain import reads_plain

__all__ = ["Document", "RatePolicy", "RateRule"]

Document = Literal["open", "plan", "quote", "won", "lost", "invoice", "contract"]
_DOCUMENTS: Final = get_args(Document)


@final
@dataclass(frozen=True, slots=True)
class RateRule:
    """The rate of one kind of document.

    Attributes:
        kind: the kind of rate, of the document's own day; none is taken in its place.
        pins: whether the document keeps it.
        max_age: the oldest rate allowed, in days; None: the default of the kind.

    Raises:
        ValueError: there is no such kind.
    """

    kind: RateKind = "spot"
    pins: bool = True
    max_age: int | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(
                f"{self.kind!r} is no kind of rate; there are {', '.join(sorted(KINDS))}"
            )


_RULES: Final[Mapping[Document, RateRule]] = MappingProxyType(
    {
        "open": RateRule(pins=False),
        "plan": RateRule("budget", pins=False),
        "quote": RateRule(),
        "won": RateRule(),
        "lost": RateRule(),
        "invoice": RateRule(),
        "contract": RateRule("contract"),
    }
)


@final
@dataclass(frozen=True, slots=True)
class RatePolicy:
    """Rules by kind of document; what is not given is as written here.

    ``open``: spot of the day of the report, floating. ``plan``: budget of that day, floating.
    ``quote`` (issued), ``won`` (signed), ``lost``, ``invoice`` (issued): spot of their business
    date, pinned. ``contract``: the rate that was agreed, pinned.

    Raises:
        ValueError: there is no such kind of document.

    >>> policy = RatePolicy({"won": RateRule("closing")})
    >>> policy.rule("won").kind, policy.rule("open").pins
    ('closing', False)
    """

    rules: Mapping[Document, RateRule] = field(default_factory=dict, hash=False)
    rounding: Rounding = "half_up"

    def __post_init__(self) -> None:
        for document in self.rules:
            self.rule(document)
        object.__setattr__(self, "rules", MappingProxyType(dict(self.rules)))

    def __reduce__(self) -> tuple[object, ...]:
        return RatePolicy, (dict(self.rules), self.rounding)

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form: what differs from the rules as written here."""
        rules = {
            document: {"kind": rule.kind, "pins": rule.pins, "max_age": rule.max_age}
            for document, rule in self.rules.items()
        }
        return {"rules": rules, "rounding": self.rounding}

    @classmethod
    @reads_plain
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote; raises as the class does."""
        rules = {document: RateRule(**rule) for document, rule in data["rules"].items()}
        return cls(rules, data["rounding"])

    def rule(self, document: Document) -> RateRule:
        """Return the rule of a kind of document; raises as the class does."""
        if document not in _DOCUMENTS:
            raise ValueError(f"{document!r} is no document; there are {', '.join(_DOCUMENTS)}")
        return self.rules.get(document) or _RULES[document]

    def convert(
        self,
        amount: Money | DealAmount,
        to: str,
        *,
        document: Document,
        book: RateBook,
        at: date | datetime,
        zone: str | None = None,
        agreed: Rate | None = None,
    ) -> Conversion:
        """Convert as the document demands.

        Args:
            amount: the amount; of a deal, its original.
            to: the currency.
            document: what it is converted for.
            book: the rates.
            at: the business date, or the instant (aware) that it follows from.
            zone: the zone of the selling site; an instant needs it.
            agreed: a rate of kind ``contract`` that the document itself states: it wins over
                every rule.

        Raises:
            RateError: as ``book.convert``.
            TypeError: an instant without a zone.
            ValueError: there is no such document, or ``agreed`` is of another kind.
        """
        rule = self.rule(document)
        if agreed is not None:
            if agreed.kind != "contract":
                raise ValueError(f"an agreed rate is of kind contract, not {agreed.kind}")
            book, rule = book.with_rates([agreed]), RateRule("contract", rule.pins)
        money = amount.original if isinstance(amount, DealAmount) else amount
        return book.convert(
            money,
            to,
            on=_business_date(at, zone),
            kind=rule.kind,
            max_age=rule.max_age,
            rounding=self.rounding,
        )

    def pin(
        self,
        deal: DealAmount,
        to: str,
        *,
        document: Document,
        book: RateBook,
        at: date | datetime,
        zone: str | None = None,
        agreed: Rate | None = None,
        by: str | None = None,
        until: date | None = None,
    ) -> DealAmount:
        """Return the deal with the document's conversion pinned; ``at`` is kept with it.

        Args are those of :meth:`convert`; ``until`` is the last day of a quote.

        Raises:
            ValueError: the document floats, and pins nothing.
            PinError: the currency is pinned already.
        """
        if not self.rule(document).pins:
            raise ValueError(f"{document!r} pins nothing: its value follows the rates")
        conversion = self.convert(
            deal, to, document=document, book=book, at=at, zone=zone, agreed=agreed
        )
        instant = at if isinstance(at, datetime) else None
        return deal.pin(conversion, purpose=document, by=by, at=instant, until=until)


def _business_date(at: date | datetime, zone: str | None) -> date:
    if not isinstance(at, datetime):
        return at
    if zone is None:
        raise TypeError("an instant has a business date only in a zone: give the site's")
    from crmi18n.time import business_date

    return business_date(at, zone)
