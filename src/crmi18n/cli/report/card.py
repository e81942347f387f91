"""One deal side by side: as its own site sees it, and in the corporate language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from crmi18n.cldr import LocaleTag, direction, format_percent, isolate_html, label
from crmi18n.cli.report.collect import Deal, Report
from crmi18n.house import Site
from crmi18n.record import FileForm, Shown, View

__all__ = ["Card", "CardRow", "card", "chosen", "largest_by_site"]


@final
@dataclass(frozen=True, slots=True)
class CardRow:
    """One field of a card.

    Attributes:
        name: what it is, in the language of the report's reader.
        local: as the deal's own site sees it.
        corporate: the same in the corporate language, for who looks at the report.
    """

    name: str
    local: Shown
    corporate: Shown


@final
@dataclass(frozen=True, slots=True)
class Card:
    """A deal in two languages.

    Attributes:
        deal: what it is of.
        site: whose it is.
        local: language and direction of the local column.
        corporate: the same of the corporate one.
        rows: its fields.
        evidence: how its amount became house currency; empty if there is no rate for it.
    """

    deal: Deal
    site: Site
    local: tuple[str, str]
    corporate: tuple[str, str]
    rows: tuple[CardRow, ...]
    evidence: str


def card(report: Report, deal: Deal) -> Card:
    """Return the card of a deal."""
    site = report.house.site(deal.site)
    here = View.of(site)
    corporate = _corporate_locale(report)
    there = View.of(
        report.site,
        locale=corporate,
        currency=report.currency,
        book=report.book,
        on=report.on,
    )
    return Card(
        deal,
        site,
        (here.locale, direction(here.locale)),
        (corporate, direction(corporate)),
        tuple(
            CardRow(label(f"field.{name}", locale=report.locale), local, other)
            for name, local, other in _fields(report, deal, here, there)
            if local.text or other.text
        ),
        _evidence(report, deal),
    )


def chosen(report: Report, deal_id: str | None = None) -> Deal | None:
    """Return the deal of an id, or the largest open one in a language that is foreign here.

    That is neither the reader's own nor the corporate one; without such a deal, the largest.
    """
    if deal_id is not None:
        return next((deal for deal in report.deals if deal.record.id == deal_id), None)
    at_home = {LocaleTag.parse(tag).language for tag in (report.locale, _corporate_locale(report))}
    rows = sorted(report.open.lines, key=lambda row: row.value.amount, reverse=True)
    deals = [row.line for row in rows if isinstance(row.line, Deal)]
    foreign = [deal for deal in deals if _language(report, deal) not in at_home]
    return next(iter((*foreign, *deals)), None)


def _language(report: Report, deal: Deal) -> str | None:
    language = report.house.site(deal.site).language
    return LocaleTag.parse(language).language if language else None


def largest_by_site(report: Report) -> list[Deal]:
    """Return each site's largest open deal that has a customer, in the order of the house."""
    found = []
    for pipeline in report.sites:
        rows = sorted(pipeline.open.lines, key=lambda row: row.value.amount, reverse=True)
        deals = [row.line for row in rows if isinstance(row.line, Deal) and row.line.account]
        found += deals[:1]
    return found


def _corporate_locale(report: Report) -> str:
    language = LocaleTag.parse(report.site.corporate_language or "en")
    return str(LocaleTag(language.language, language.script, report.site.country or ""))


def _fields(report: Report, deal: Deal, here: View, there: View) -> list[tuple[str, Shown, Shown]]:
    record, account = deal.record, deal.account
    values = {
        "title": record.title,
        "address": account.address if account else None,
        "phone": account.phone if account else None,
        "amount": deal.amount,
        "quantity": record.quantity,
        "close_date": record.close_date,
    }
    rows = [(name, here.show(value), there.show(value)) for name, value in values.items()]
    stage = label(f"stage.{record.stage}", locale=there.locale)
    word = _site_word(report.house.site(deal.site), record.stage) or stage
    percent = [format_percent(record.probability, locale=view.locale) for view in (here, there)]
    rows.append(("stage", _plain(word, here.locale), _plain(stage, there.locale)))
    rows.append(("probability", _plain(percent[0], here.locale), _plain(percent[1], there.locale)))
    return rows


def _site_word(site: Site, stage: str) -> str | None:
    """Return what the site itself calls a stage: the word of its exports."""
    form = FileForm.of(site, "opportunities")
    words = form.codes.get("stage", {}) if form else {}
    return next((word for word, code in words.items() if code == stage), None)


def _plain(text: str, locale: str) -> Shown:
    return Shown(text, isolate_html(text, locale))


def _evidence(report: Report, deal: Deal) -> str:
    forecast = report.open if deal.is_open else report.won
    return next((row.conversion.explain() for row in forecast.lines if row.line is deal), "")
