"""The report as plain JSON: every record with its evidence, every row that was left out."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from typing import Any

from crmi18n import __version__
from crmi18n.cli.report.collect import Deal, Noted, Report
from crmi18n.deal import Forecast, ForecastRow
from crmi18n.record import Import
from crmi18n.time import tz_release

__all__ = ["report_data"]


def report_data(report: Report) -> dict[str, Any]:
    """Return the report in plain JSON types; amounts are strings."""
    return {
        "$": "crmi18n/report@1",
        "crmi18n": __version__,
        "on": report.on.isoformat(),
        "site": report.site.id,
        "locale": report.locale,
        "house": report.house.id,
        "rate_book": report.book.id,
        "tz_release": tz_release(),
        "complete": report.complete,
        "pipeline": {
            "open": _forecast(report.open),
            "won": _forecast(report.won),
            "sites": {
                pipeline.site.id: {
                    "local": [amount.to_dict() for amount in pipeline.local],
                    "open": _forecast(pipeline.open),
                    "won": _forecast(pipeline.won),
                    "left_out_rows": pipeline.left_out,
                    "unreadable": pipeline.unreadable,
                    "complete": pipeline.complete,
                }
                for pipeline in report.sites
            },
        },
        "files": [_file(site, table, found, report) for site, table, found in report.imports],
        "findings": [_noted(noted) for noted in report.findings],
    }


def _forecast(found: Forecast) -> dict[str, Any]:
    return {
        "total": found.total.to_dict(),
        "weighted": found.weighted.to_dict(),
        "complete": found.complete,
        "unconverted": [
            {"id": _id(left.line), "amount": left.amount.to_dict(), "why": left.finding.to_dict()}
            for left in found.unconverted
        ],
    }


def _file(site: str, table: str, found: Import[Any], report: Report) -> dict[str, Any]:
    deals = {(deal.site, deal.row): deal for deal in report.deals}
    evidence = {id(row.line): row for row in (*report.open.lines, *report.won.lines)}
    records = []
    for row in found.rows:
        if row.record is None:
            continue
        entry = {"row": row.number, "raw": dict(row.raw), "record": _plain(row.record)}
        deal = deals.get((site, row.number)) if table == "opportunities" else None
        if deal is not None:
            entry["record"]["amount"] = deal.amount.to_dict()
            valued = evidence.get(id(deal))
            entry["value"] = None if valued is None else _valued(valued)
        records.append(entry)
    return {
        "site": site,
        "table": table,
        "columns": [
            {
                "header": column.header,
                "field": column.name,
                "form": column.proof.form if column.proof else None,
                "status": column.proof.status if column.proof else None,
            }
            for column in found.columns
        ],
        "records": records,
        "left_out": [
            {
                "row": row.number,
                "raw": dict(row.raw),
                "findings": [f.to_dict() for f in row.findings],
            }
            for row in found.rejected
        ],
    }


def _valued(line: ForecastRow) -> dict[str, Any]:
    effect = line.fx_effect
    return {
        "weighted": line.weighted.to_dict(),
        "conversion": line.conversion.to_dict(),
        "fx_effect": None if effect is None else effect.to_dict(),
    }


def _noted(noted: Noted) -> dict[str, Any]:
    return {
        "file": noted.file,
        "row": noted.row,
        "column": noted.column,
        "left_out": noted.left_out,
        **noted.finding.to_dict(),
    }


def _id(line: object) -> str | None:
    return line.record.id if isinstance(line, Deal) else None


def _plain(value: Any) -> Any:
    """Return a record or one of its values in plain JSON types."""
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value
