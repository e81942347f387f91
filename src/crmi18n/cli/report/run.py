"""Runs the report: to the terminal, and to files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from json import dumps
from pathlib import Path

from crmi18n.cldr import LocaleTag, display_name
from crmi18n.cli.report.collect import Report, collect
from crmi18n.errors import MissingExtraError, SettingsError

__all__ = ["run"]


def run(
    directory: Path,
    *,
    site: str,
    locale: str,
    on: date,
    record: str | None = None,
    html: Path | None = None,
    json: Path | None = None,
) -> bool:
    """Print the report, write the files asked for, and tell whether rows were left out.

    Raises:
        SettingsError: the settings cannot be used, or there is no such deal.
        UnknownLocaleError: CLDR has no data for the language.
        MissingExtraError: the packages of the extra ``report`` are not installed.
    """
    tag = str(LocaleTag.parse(locale))
    display_name("territory", "DE", locale=tag)  # an unknown language fails before any work
    try:
        from crmi18n.cli.report.terminal import Terminal
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "rich":
            raise
        raise MissingExtraError("report", "crmi18n report") from None
    terminal = Terminal()
    report = collect(directory, site=site, locale=tag, on=on, each=terminal.progress)
    if record is not None and all(deal.record.id != record for deal in report.deals):
        raise SettingsError("--record", f"there is no deal {record!r} among those that were read")
    pages = {path: content for path, content in _pages(report, html, json) if path}
    terminal.show(report, record)
    for path, content in pages.items():
        _write(path, content)
        terminal.say(path)
    return report.left_out > 0 or any(noted.left_out for noted in report.findings)


def _pages(report: Report, html: Path | None, json: Path | None) -> list[tuple[Path | None, str]]:
    pages: list[tuple[Path | None, str]] = []
    if html:
        from crmi18n.cli.report.page import page

        pages.append((html, page(report)))
    if json:
        from crmi18n.cli.report.data import report_data

        pages.append((json, dumps(report_data(report), ensure_ascii=False, indent=1) + "\n"))
    return pages


def _write(path: Path, content: str) -> None:
    """Write a file whole: a reader sees the old one or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(content)
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
