"""The report as one HTML page that needs nothing else: no network, no script, no font file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any, Final, final

from crmi18n.cldr import (
    LocaleTag,
    direction,
    display_name,
    format_currency,
    format_date,
    format_list,
    format_number,
    isolate_html,
    label,
    label_language,
)
from crmi18n.cli.report.card import Card, card, largest_by_site
from crmi18n.cli.report.charts import TONES, Bar, Part, draw
from crmi18n.cli.report.collect import Noted, Report, SitePipeline, Visit
from crmi18n.cli.report.tables import CLOSED, STAGES
from crmi18n.cli.report.visible import on_page
from crmi18n.deal import Forecast, Unconverted
from crmi18n.errors import MissingExtraError, UnknownCodeError
from crmi18n.findings import Finding
from crmi18n.house import Site
from crmi18n.money import Money, format_money
from crmi18n.record import Shown, View
from crmi18n.time import check_appointment

__all__ = ["page"]

_TEMPLATE: Final = "report.html.jinja"
_OPEN: Final = tuple(stage for stage in STAGES if stage not in CLOSED)
_WIDE: Final = {"site": 680, "stage": 400}
_NARROW: Final = 350


def page(report: Report) -> str:
    """Return the report as an HTML page in the language and direction of its reader.

    Raises:
        MissingExtraError: the packages of the extra ``report`` are not installed.
    """
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError:
        raise MissingExtraError("report", "the report's HTML page") from None
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    content = environment.get_template(_TEMPLATE).render(
        _Page(report, _Words.of(report.locale)).content()
    )
    return on_page(content)


@final
@dataclass(frozen=True, slots=True)
class _Words:
    """The page's own words in its reader's language, or in English and marked so.

    Attributes:
        locale: the reader's, which amounts, numbers and dates are written for.
        language: the locale of the words: the reader's where there is a catalog, else English.
    """

    locale: str
    language: str

    @classmethod
    def of(cls, locale: str) -> _Words:
        known = LocaleTag.parse(locale).language == label_language(locale)
        return cls(locale, locale if known else "en")

    def plain(self, code: str) -> str:
        """Return the word of a code, or the code itself if it has none."""
        try:
            return label(code, locale=self.language)
        except UnknownCodeError:
            return code

    def html(self, code: str) -> str:
        """Return the word of a code as HTML."""
        return self.sentence(escape(self.plain(code)))

    def sentence(self, html: str) -> str:
        """Return HTML made of the page's own words, with their language if it is not its own."""
        return html if self.language == self.locale else f'<bdi lang="en" dir="ltr">{html}</bdi>'

    def language_name(self, tag: str) -> str:
        language = LocaleTag.parse(tag).language
        try:
            return display_name("language", language, locale=self.language)
        except UnknownCodeError:
            return language

    def money(self, amount: Money) -> str:
        return format_money(amount, locale=self.locale)

    def short(self, amount: Money) -> str:
        """Return an amount in whole units, for charts."""
        return format_currency(amount.amount, amount.currency, locale=self.locale, digits=0)

    def number(self, number: int) -> str:
        return format_number(number, locale=self.locale)

    def left(self, left: Unconverted) -> str:
        """Return an amount that could not be converted, and why."""
        reason = escape(self.plain(left.finding.code))
        return f'<bdi class="sum">{escape(self.money(left.amount))}</bdi> – {reason}'

    def rows(self, pipeline: SitePipeline) -> str:
        """Return how many rows of a site's opportunities were left out."""
        return escape(f"{self.plain('report.left_out')}: {self.number(pipeline.left_out)}")


@final
@dataclass(frozen=True, slots=True)
class _Page:
    """Makes what the template lays out; every value is a text, or HTML that is escaped."""

    report: Report
    words: _Words

    def content(self) -> dict[str, Any]:
        report = self.report
        viewer = View.of(report.site, locale=report.locale)
        group = report.house.data.get("group", {}).get("name", "")
        return {
            "lang": report.locale,
            "dir": direction(report.locale),
            "words": self.words,
            "title": " · ".join(filter(None, (self.words.plain("report.title"), group))),
            "group": isolate_html(group),
            "facts": list(self._facts()),
            "figures": list(self._figures()),
            "missing": list(self._missing()),
            "sites": [self._site(pipeline) for pipeline in report.sites],
            "totals": self._amounts(report.open, report.won),
            "charts": list(self._charts()),
            "cards": [self._card(card(report, deal)) for deal in largest_by_site(report)],
            "zone": self._with("times_in", viewer.zone) if viewer.zone else "",
            "visits": [self._visit(visit, viewer) for visit in report.meetings],
            "files": list(self._files()),
            "counts": list(self._counts()),
        }

    def _facts(self) -> Iterator[tuple[str, str]]:
        """Yield what the report is of: the day, who looks at it, and by which rates."""
        report = self.report
        yield "report.as_of", escape(format_date(report.on, locale=report.locale, width="long"))
        yield "report.viewer", isolate_html(_name(report.site))
        forecasts = (report.open, report.won)
        lines = [row for found in forecasts for row in found.lines]
        sources = {leg.rate.source for row in lines for leg in row.conversion.legs}
        named = format_list(sorted(filter(None, sources)), locale=report.locale)
        rates = f'{escape(named)} <code dir="ltr">{report.book.id[:12]}</code>'
        yield "report.rates", rates

    def _figures(self) -> Iterator[tuple[str, str, str]]:
        for name, forecast, amount in (
            ("open", self.report.open, self.report.open.total),
            ("weighted", self.report.open, self.report.open.weighted),
            ("won", self.report.won, self.report.won.total),
        ):
            deals = f"{self.words.number(len(forecast.lines))} {self.words.plain('report.deals')}"
            yield f"report.{name}", self._sum(forecast, amount), self.words.sentence(escape(deals))

    def _sum(self, forecast: Forecast, amount: Money) -> str:
        """Return a sum as HTML: a number only if there is something that was added up."""
        if forecast.lines:
            return f'<bdi class="sum">{escape(self.words.money(amount))}</bdi>'
        if forecast.unconverted:
            return f'<span class="warn">{self.words.html("money.no_rate")}</span>'
        return "–"

    def _amounts(self, pipeline: Forecast, won: Forecast) -> list[tuple[str, str]]:
        return [
            ("report.house", self._sum(pipeline, pipeline.total)),
            ("report.weighted", self._sum(pipeline, pipeline.weighted)),
            ("report.won", self._sum(won, won.total)),
        ]

    def _missing(self) -> Iterator[str]:
        """Yield what is not in the figures: amounts, rows, and files that could not be read."""
        words, report = self.words, self.report
        for left in (*report.open.unconverted, *report.won.unconverted):
            site = report.house.site(left.line.site)
            yield words.sentence(f"{isolate_html(_name(site))}: {words.left(left)}")
        for pipeline in report.sites:
            if pipeline.left_out:
                name = isolate_html(_name(pipeline.site))
                yield words.sentence(f"{name}: {words.rows(pipeline)}")
        for noted in report.findings:
            if noted.row is None and noted.left_out:
                reason = escape(words.plain(noted.finding.code))
                yield words.sentence(f"{isolate_html(noted.file)}: {reason}")

    def _site(self, pipeline: SitePipeline) -> dict[str, Any]:
        words = self.words
        missing = [
            words.left(left) for left in (*pipeline.open.unconverted, *pipeline.won.unconverted)
        ]
        if pipeline.left_out:
            missing.append(words.rows(pipeline))
        if pipeline.unreadable:
            missing.append(escape(words.plain("import.unreadable_file")))
        return {
            "name": isolate_html(_name(pipeline.site)),
            "local": [words.money(amount) for amount in pipeline.local],
            "amounts": self._amounts(pipeline.open, pipeline.won),
            "missing": [words.sentence(line) for line in missing],
        }

    def _charts(self) -> Iterator[dict[str, Any]]:
        """Yield the charts: the open pipeline by site and stage, and by stage."""
        by_stage = self.report.open.by(lambda line: line.stage)
        sites = [
            self._bar(_name(found.site), found.open, found.open.by(lambda line: line.stage))
            for found in self.report.sites
        ]
        stages = [
            self._bar(
                self.words.plain(f"stage.{stage}"), by_stage[stage], {stage: by_stage[stage]}
            )
            for stage in _OPEN
            if stage in by_stage
        ]
        legend = [
            (tone, self.words.html(f"stage.{stage}"))
            for stage, tone in zip(_OPEN, TONES, strict=True)
        ]
        for name, bars, key in (("site", sites, legend), ("stage", stages, ())):
            if bars:
                yield {
                    "title": f"report.by_{name}",
                    "legend": key,
                    "width": _WIDE[name],
                    "wide": self._drawn(name, bars, _WIDE[name]),
                    "narrow": self._drawn(name, bars, _NARROW),
                }

    def _bar(self, name: str, whole: Forecast, parts: Mapping[str, Forecast]) -> Bar:
        value = self.words.short(whole.total)
        if not whole.lines and whole.unconverted:
            value = self.words.plain("money.no_rate")
        elif not whole.complete:
            value = f"{value} · {self.words.plain('report.incomplete')}"
        return Bar(
            name,
            value,
            tuple(
                Part(parts[stage].total.amount, tone, self._inside(parts, stage))
                for tone, stage in enumerate(_OPEN)
                if stage in parts and parts[stage].lines
            ),
        )

    def _inside(self, parts: Mapping[str, Forecast], stage: str) -> str:
        """Return what is written on a part; a bar of one part says it behind itself."""
        return self.words.short(parts[stage].total) if len(parts) > 1 else ""

    def _drawn(self, name: str, bars: Sequence[Bar], width: int) -> str:
        title = self.words.plain(f"report.by_{name}")
        values = "; ".join(f"{bar.name}: {bar.value}" for bar in bars)
        rtl = direction(self.report.locale) == "rtl"
        return draw(bars, width=width, rtl=rtl, label=f"{title}. {values}")

    def _card(self, found: Card) -> dict[str, Any]:
        return {
            "site": isolate_html(_name(found.site)),
            "deal": self._with("card", found.deal.record.id),
            "columns": [
                self._column("local", found.local[0]),
                self._column("corporate", found.corporate[0]),
            ],
            "rows": [
                {
                    "name": self.words.sentence(escape(row.name)),
                    "cells": [
                        self._cell(shown, *column)
                        for shown, column in (
                            (row.local, found.local),
                            (row.corporate, found.corporate),
                        )
                    ],
                }
                for row in found.rows
            ],
            "evidence": found.evidence,
        }

    def _with(self, code: str, text: str) -> str:
        word = escape(self.words.plain(f"report.{code}"))
        return self.words.sentence(f"{word} {isolate_html(text)}")

    def _column(self, version: str, tag: str) -> str:
        word = self.words.plain(f"report.{version}_version")
        return self.words.sentence(escape(f"{word} · {self.words.language_name(tag)}"))

    def _cell(self, shown: Shown, lang: str, direction: str) -> dict[str, Any]:
        return {
            "lang": lang,
            "dir": direction,
            "html": shown.html if shown.text else "",
            "notes": list(self._notes(shown)),
        }

    def _notes(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """Yield what is to be said of a value: how loud, and the page's own words."""
        words = self.words
        if not shown.text:
            yield "warn", words.html("report.missing")
        found = shown.resolved
        if found and found.is_fallback and found.served:
            text = f"{words.plain('report.text_in')} {words.language_name(found.served)}"
            yield "mark", words.sentence(escape(text))
        if found and found.is_outdated:
            yield "warn", words.html(f"text.{found.status}")
        for finding in shown.findings:
            yield "warn", words.html(finding.code)

    def _visit(self, visit: Visit, viewer: View) -> dict[str, Any]:
        report, record = self.report, visit.record
        site = report.house.site(visit.site)
        there = View.of(site, locale=report.locale, zone=record.start.zone)
        customer = visit.account.name(report.locale) if visit.account else record.account
        subject = viewer.show(record.subject)
        return {
            "when": viewer.show(record.start).html,
            "there": there.show(record.start).html,
            "site": isolate_html(
                _name(site) if record.start.zone == site.zone else record.start.zone
            ),
            "subject": subject.html,
            "subject_notes": list(self._notes(subject)),
            "customer": isolate_html(customer),
            "notes": [("warn", self.words.html(f.code)) for f in check_appointment(record.start)],
        }

    def _counts(self) -> Iterator[str]:
        severities = [noted.finding.severity for noted in self.report.findings]
        for severity in ("error", "warning", "info"):
            count = self.words.number(severities.count(severity))
            text = f"{self.words.plain(f'severity.{severity}')}: {count}"
            yield self.words.sentence(escape(text))

    @property
    def _listed(self) -> list[Noted]:
        return [noted for noted in self.report.findings if noted.finding.severity != "info"]

    def _files(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """Yield each file with its errors and warnings."""
        for file, found in groupby(self._listed, key=lambda noted: noted.file):
            yield file, [self._noted(noted) for noted in found]

    def _noted(self, noted: Noted) -> dict[str, Any]:
        finding: Finding = noted.finding
        return {
            "row": "" if noted.row is None else str(noted.row),
            "column": noted.column,
            "raw": finding.value,
            "severity": finding.severity,
            "reason": self.words.html(finding.code),
            "message": finding.message,
            "left_out": noted.left_out,
        }


def _name(site: Site) -> str:
    return site.name or site.id
