"""The command ``crmi18n``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Final, get_args

from crmi18n.errors import CrmI18nError, MissingExtraError

__all__ = ["main"]

SOUND: Final = 0
LEFT_OUT: Final = 1
WRONG_USAGE: Final = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code.

    0: done, findings are at most warnings; 1: done, and rows had to be left out, which are
    listed; 2: wrong usage, or a file could not be written.
    """
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
    except (MissingExtraError, CrmI18nError) as error:
        print(f"crmi18n: {error}", file=sys.stderr)  # noqa: T201 - this is the command line
        return WRONG_USAGE
    return code


def _parser() -> argparse.ArgumentParser:
    from crmi18n import __version__

    parser = argparse.ArgumentParser(
        prog="crmi18n", description="Make CRM records mean the same thing in every subsidiary."
    )
    parser.add_argument("--version", action="version", version=f"crmi18n {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    report = commands.add_parser(
        "report",
        help="import a group's exports and report its pipeline",
        description=(
            "Import every export that DIR/house.toml declares, report what is wrong in them,"
            " and value the pipeline in the house currency. The report's own words are in"
            " English or German; every value is in the form of the locale."
        ),
        epilog="exit code: 0 sound, 1 rows were left out (they are listed), 2 wrong usage",
    )
    report.add_argument("directory", metavar="DIR", type=Path, help="the folder of house.toml")
    report.add_argument("--as", dest="site", required=True, metavar="SITE", help="who looks at it")
    report.add_argument("--locale", required=True, metavar="TAG", help="the reader's, such as de")
    report.add_argument(
        "--on", required=True, metavar="DATE", type=_day, help="the day of the report, ISO 8601"
    )
    report.add_argument(
        "--record", metavar="ID", help="the deal to show; else the largest open one"
    )
    report.add_argument("--html", metavar="FILE", type=Path, help="write one self-contained page")
    report.add_argument("--json", metavar="FILE", type=Path, help="write records with evidence")
    report.set_defaults(run=_report)
    _add_convert(commands.add_parser)
    return parser


def _add_convert(add_parser: Callable[..., argparse.ArgumentParser]) -> None:
    from crmi18n.money import RateKind

    convert = add_parser(
        "convert",
        help="add a column in another currency to a CSV or Parquet file of any size",
        description=(
            "Add the column AMOUNT_TO, exact and rounded once, and count what has no rate."
            " The file is read in parts, so that its size does not matter. Rows without a rate"
            " keep their place, with an empty result. Parquet carries the id of the book in its"
            " metadata; beside a CSV lies OUT-metadata.json (W3C, CSV on the Web)."
        ),
        epilog="exit code: 0 all converted, 1 rows have no rate (they are counted), 2 wrong usage",
    )
    convert.add_argument("file", metavar="FILE", type=Path, help="a .csv or .parquet")
    convert.add_argument("--amount", required=True, metavar="COLUMN", help="the amounts")
    convert.add_argument("--currency", required=True, metavar="COLUMN", help="ISO 4217 codes")
    convert.add_argument("--date", required=True, metavar="COLUMN", help="days, ISO 8601")
    convert.add_argument("--to", required=True, metavar="CODE", help="the ISO 4217 code")
    convert.add_argument("-o", dest="out", required=True, metavar="OUT", type=Path)
    convert.add_argument(
        "--delimiter", default=",", metavar="CHAR", type=_delimiter, help="between cells of CSV"
    )
    convert.add_argument("--rates", metavar="FILE", type=Path, help="else the ECB's, as shipped")
    convert.add_argument(
        "--kind", default="spot", choices=get_args(RateKind), help="the kind of rate"
    )
    convert.add_argument("--rounding", default="half_up", choices=["half_up", "half_even"])
    convert.add_argument("--max-age", type=_count, metavar="DAYS", help="the oldest rate allowed")
    convert.add_argument("--evidence", action="store_true", help="add the rate and its day too")
    convert.add_argument("--report", metavar="CSV", type=Path, help="list what has no rate")
    convert.set_defaults(run=_convert)


def _convert(arguments: argparse.Namespace) -> int:
    from crmi18n.cli.convert import convert_file

    options = vars(arguments)
    del options["run"]
    summary = convert_file(options.pop("file"), options.pop("out"), **options)
    summary.print()
    return LEFT_OUT if summary.left_out else SOUND


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2026-10-30") from None


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number, 0 or more")
    return int(text)


def _delimiter(text: str) -> str:
    if text not in (",", ";", "\t", "|"):
        raise argparse.ArgumentTypeError(f"{text!r} is no comma, semicolon, tab or bar")
    return text


def _report(arguments: argparse.Namespace) -> int:
    from crmi18n.cli.report.run import run

    left_out = run(
        arguments.directory,
        site=arguments.site,
        locale=arguments.locale,
        on=arguments.on,
        record=arguments.record,
        html=arguments.html,
        json=arguments.json,
    )
    return LEFT_OUT if left_out else SOUND
