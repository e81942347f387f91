"""Runs the report: to the terminal, and to files that are written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from json import dumps
from pathlib import Path
from secrets import token_hex

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
    """Write the files asked for, print the report, and tell whether rows were left out.

    Raises:
        SettingsError: the settings cannot be used, there is no such deal, or a file cannot be
            written.
        UnknownLocaleError: CLDR has no data for the language.
        MissingExtraError: the packages of the extra ``report`` are not installed.
    """
    _check_targets(html, json)
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
    pages = list(_pages(report, html, json))
    for path, content in pages:  # first: whoever reads the terminal may stop reading
        _write(path, content)
    terminal.show(report, record)
    for path, _ in pages:
        terminal.say(path)
    return report.left_out > 0 or any(noted.left_out for noted in report.findings)


def _check_targets(html: Path | None, json: Path | None) -> None:
    """Refuse what cannot be written before any work is done."""
    given = (("--html", html), ("--json", json))
    targets = [_target(option, path) for option, path in given if path]
    if len(set(targets)) < len(targets):
        raise SettingsError("--json", f"{json} is the file of --html already")


def _target(option: str, path: Path) -> Path:
    try:
        folder, target = path.is_dir(), path.resolve()
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        raise SettingsError(option, f"{path} cannot be written: {error}") from None
    if folder:
        raise SettingsError(option, f"{path} is a folder; name a file in it")
    return target


def _pages(report: Report, html: Path | None, json: Path | None) -> Iterator[tuple[Path, str]]:
    if html:
        from crmi18n.cli.report.page import page

        yield html, page(report)
    if json:
        from crmi18n.cli.report.data import report_data

        yield json, dumps(report_data(report), ensure_ascii=False, indent=1) + "\n"


def _write(path: Path, content: str) -> None:
    """Write a file whole: a reader sees the old one or the new one, never a part.

    A link keeps pointing to its file, and a device or a pipe is written to.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_text(content, encoding="utf-8")
            return
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{token_hex(8)}.part")
        try:
            with draft.open("x", encoding="utf-8") as file:  # readable for whom umask says
                file.write(content)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise SettingsError(str(path), f"it cannot be written: {error}") from None
