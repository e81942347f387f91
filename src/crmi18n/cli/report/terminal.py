"""The report in a terminal, by ``rich``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from crmi18n.cldr import format_date, label
from crmi18n.cli.report.card import card, chosen
from crmi18n.cli.report.collect import Noted, Report, SitePipeline, Visit
from crmi18n.cli.report.visible import on_terminal
from crmi18n.deal import Forecast
from crmi18n.money import Money, format_money
from crmi18n.record import View
from crmi18n.time import check_appointment

__all__ = ["Terminal"]

_PIPED_WIDTH: Final = 140  # a pipe has no width of its own; narrower, tables break into pieces
_STYLES: Final = {"error": "red", "warning": "yellow"}


class Terminal:
    """Where the report is printed, and the progress before it."""

    def __init__(self) -> None:
        width = None if sys.stdout.isatty() else _PIPED_WIDTH
        if isinstance(sys.stdout, TextIOWrapper):  # what its encoding lacks is written out
            sys.stdout.reconfigure(errors="backslashreplace")
        self._out = Console(width=width, highlight=False, markup=False, emoji=False)
        self._err = Console(stderr=True)

    def progress(self, files: Iterable[Any]) -> Iterator[Any]:
        """Yield the files, with a bar on a terminal."""
        jobs = list(files)
        return iter(
            track(
                jobs,
                description="crmi18n",
                console=self._err,
                transient=True,
                disable=not self._err.is_terminal,
            )
        )

    def say(self, path: Path) -> None:
        """Name a file that was written."""
        self._out.print(_text(f"-> {path}"), soft_wrap=True)

    def show(self, report: Report, record: str | None) -> None:
        """Print the report."""
        words = _Words(report)
        self._out.rule(_text(words("report.title")))
        self._out.print(words.head())
        self._out.print(self._findings(report, words))
        self._out.print(self._pipeline(report, words))
        self._honesty(report, words)
        if deal := chosen(report, record):
            self._out.print(self._card(report, deal, words))
        self._out.print(self._meetings(report, words))

    def _findings(self, report: Report, words: _Words) -> Table:
        listed = [noted for noted in report.findings if noted.finding.severity != "info"]
        table = Table(title=words("report.findings"), title_justify="left", expand=True)
        table.add_column(words("report.file"), overflow="fold")
        table.add_column(words("report.row"), justify="right")
        table.add_column(words("report.column"), overflow="fold")
        table.add_column(words("report.raw"), overflow="fold", ratio=2)
        table.add_column(words("report.reason"), overflow="fold", ratio=5)
        for noted in listed:
            table.add_row(*_finding_cells(noted, words))
        table.caption = words.counts()
        table.caption_justify = "left"
        return table

    def _pipeline(self, report: Report, words: _Words) -> Table:
        table = Table(title=words("report.pipeline"), title_justify="left", show_footer=True)
        table.add_column(words("report.site"), words("report.total"))
        table.add_column(words("report.local"), justify="right")
        names = ("house", "weighted", "won")
        for name, text in zip(names, words.sums(report), strict=True):
            table.add_column(words(f"report.{name}"), text, justify="right", no_wrap=True)
        table.add_column(words("report.complete"), words.complete(report.complete))
        for pipeline in report.sites:
            table.add_row(
                _text(pipeline.site.name or pipeline.site.id),
                _text("\n".join(map(words.money, pipeline.local))),
                *words.sums(pipeline),
                words.state(pipeline),
            )
        return table

    def _honesty(self, report: Report, words: _Words) -> None:
        self._out.print(words.complete(report.complete), style="bold")
        for line in words.left_out(report):
            self._out.print(_text(f"  {line}"))

    def _card(self, report: Report, deal: Any, words: _Words) -> Table:
        found = card(report, deal)
        title = f"{words('report.card')} {deal.record.id}"
        table = Table(title=_text(title), title_justify="left", show_lines=True)
        table.add_column("")
        table.add_column(_text(f"{found.site.name or found.site.id} ({found.local[0]})"))
        table.add_column(f"{words('report.corporate_version')} ({found.corporate[0]})")
        for row in found.rows:
            table.add_row(row.name, _text(row.local.text), _text(row.corporate.text))
        table.caption = _text(found.evidence)
        table.caption_justify = "left"
        return table

    def _meetings(self, report: Report, words: _Words) -> Table:
        view = View.of(report.site, locale=report.locale)
        zone = f" ({view.zone})" if view.zone else ""
        table = Table(title=words("report.meetings") + zone, title_justify="left")
        for name in ("when", "there", "subject", "customer", "note"):
            table.add_column(words(f"report.{name}"), overflow="fold")
        for visit in report.meetings:
            table.add_row(*(_text(cell) for cell in _meeting_cells(visit, report, view)))
        return table


class _Words:
    """The report's own words and amounts in its reader's language."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._locale = report.locale

    def __call__(self, code: str) -> str:
        return label(code, locale=self._locale)

    def money(self, amount: Money) -> str:
        return format_money(amount, locale=self._locale)

    def sums(self, of: Report | SitePipeline) -> Iterator[str]:
        """Yield the open, weighted and won sums: a number only where something was added up."""
        for forecast, amount in (
            (of.open, of.open.total),
            (of.open, of.open.weighted),
            (of.won, of.won.total),
        ):
            nothing = self("money.no_rate") if forecast.unconverted else "–"
            yield self.money(amount) if forecast.lines else nothing

    def head(self) -> Text:
        report = self._report
        day = format_date(report.on, locale=self._locale, width="long")
        name = report.site.name or report.site.id
        rates = f"{self('report.rates')} {report.book.id[:12]}"
        return _text(f"{day} · {name} · {report.currency} · {rates}")

    def counts(self) -> Text:
        severities = [noted.finding.severity for noted in self._report.findings]
        counts = (
            f"{self(f'severity.{severity}')}: {severities.count(severity)}"
            for severity in ("error", "warning", "info")
        )
        return _text(" · ".join(counts))

    def rows(self, left_out: int) -> str:
        return f"{self('report.left_out')}: {left_out}"

    def complete(self, complete: bool) -> str:
        return self("report.complete" if complete else "report.incomplete")

    def state(self, pipeline: SitePipeline) -> Text:
        lines = [*_missing(pipeline.open, self), *_missing(pipeline.won, self)]
        if pipeline.left_out:
            lines.append(self.rows(pipeline.left_out))
        if pipeline.unreadable:
            lines.append(self("import.unreadable_file"))
        return _text("\n".join(lines) if lines else "✓", style="" if lines else "green")

    def left_out(self, report: Report) -> Iterator[str]:
        yield from _missing(report.open, self)
        yield from _missing(report.won, self)
        rows = sum(pipeline.left_out for pipeline in report.sites)
        if rows:
            yield self.rows(rows)
        for noted in report.findings:
            if noted.row is None and noted.left_out:
                yield f"{noted.file}: {self(noted.finding.code)}"


def _text(text: str, style: str = "") -> Text:
    """Return a text of the exports, or of ours, as nothing but a text."""
    return Text(on_terminal(text), style=style)


def _missing(forecast: Forecast, words: _Words) -> Iterator[str]:
    for left in forecast.unconverted:
        yield f"{words.money(left.amount)}: {words('money.no_rate')}"


def _finding_cells(noted: Noted, words: _Words) -> Iterator[Text]:
    finding = noted.finding
    style = _STYLES.get(finding.severity, "")
    out = f" — {words('report.row_left_out')}" if noted.left_out else ""
    yield _text(noted.file)
    yield _text(str(noted.row or ""))
    yield _text(noted.column)
    yield _text(finding.value)
    reason = _text(words(finding.code), style=style).append(out, style="bold")
    yield reason.append(on_terminal(f"\n{finding.message}"), style="dim")


def _meeting_cells(visit: Visit, report: Report, view: View) -> Iterator[str]:
    site = report.house.site(visit.site)
    start = visit.record.start
    there = View.of(site, locale=report.locale, zone=start.zone)
    yield str(view.show(start))
    place = (site.name or site.id) if start.zone == site.zone else start.zone
    yield f"{there.show(start)} ({place})"
    yield str(view.show(visit.record.subject))
    yield visit.account.name(report.locale) if visit.account else visit.record.account
    yield "; ".join(label(f.code, locale=report.locale) for f in check_appointment(start))
