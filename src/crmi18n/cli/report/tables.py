"""The three tables of a CRM that the report reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from crmi18n.address import Address
from crmi18n.cldr import LocaleTag
from crmi18n.contact import PhoneNumber
from crmi18n.deal import DealAmount
from crmi18n.text import DualText
from crmi18n.time import Appointment
from crmi18n.units import Quantity

__all__ = ["CLOSED", "STAGES", "Account", "Meeting", "Opportunity"]

Stage = Literal["lead", "qualified", "proposal", "negotiation", "won", "lost"]
STAGES: tuple[Stage, ...] = ("lead", "qualified", "proposal", "negotiation", "won", "lost")
CLOSED = frozenset({"won", "lost"})


@dataclass(frozen=True, slots=True)
class Account:
    """A customer."""

    id: str
    address: Address
    phone: PhoneNumber | None = None
    since: date | None = None

    def name(self, locale: str) -> str:
        """Return who it is: in the reader's language, else in Latin letters, else as it is."""
        language = LocaleTag.parse(locale).language
        texts = self.address.texts
        ranked = sorted(
            texts,
            key=lambda lang: (
                LocaleTag.parse(lang).language != language,
                not lang.endswith("-Latn"),
            ),
        )
        names = (texts[lang].organization or texts[lang].recipient for lang in ranked)
        return next(filter(None, names), self.id)


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A deal, open or closed."""

    id: str
    account: str
    title: DualText
    amount: DealAmount
    stage: Stage
    probability: Annotated[Decimal, "probability"]
    close_date: date
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """An appointment with a customer."""

    id: str
    account: str
    subject: DualText
    start: Appointment
