"""Reads a group's exports and computes what the report shows; what is shown is made elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, final

from crmi18n.cli.report.tables import CLOSED, Account, Meeting, Opportunity
from crmi18n.deal import Basis, DealAmount, Forecast, forecast
from crmi18n.errors import ImportFileError, RateError
from crmi18n.findings import Finding
from crmi18n.house import House, Site
from crmi18n.money import Money, RateBook, rate_finding
from crmi18n.record import FileForm, Import, Importer, Schema

__all__ = ["Deal", "Noted", "Report", "SitePipeline", "Visit", "collect"]

SCHEMAS: Final[Mapping[str, Schema[Any]]] = {
    "accounts": Schema.of(Account, name="accounts"),
    "opportunities": Schema.of(Opportunity, name="opportunities"),
    "meetings": Schema.of(Meeting, name="meetings"),
}


@final
@dataclass(frozen=True, slots=True)
class Noted:
    """A finding with its place in the exports.

    Attributes:
        file: relative to the group's directory.
        row: as a spreadsheet counts, the header being row 1; None: the whole file.
        column: its header; empty: the whole row.
        finding: what was found.
        left_out: whether the row, or the file, is not in the report for it.
    """

    file: str
    row: int | None
    column: str
    finding: Finding
    left_out: bool


@final
@dataclass(frozen=True, slots=True)
class Deal:
    """An opportunity with its site, its place in the exports, and its customer if known.

    ``column`` is the header of what says its currency.
    """

    record: Opportunity
    amount: DealAmount
    site: str
    file: str
    row: int
    column: str
    account: Account | None

    @property
    def probability(self) -> Decimal:
        """How likely it is, 0 to 1."""
        return self.record.probability

    @property
    def stage(self) -> str:
        """Its stage."""
        return self.record.stage

    @property
    def is_open(self) -> bool:
        """Whether it is neither won nor lost."""
        return self.stage not in CLOSED


@final
@dataclass(frozen=True, slots=True)
class Visit:
    """A meeting with its site and its customer if known."""

    record: Meeting
    site: str
    account: Account | None


@final
@dataclass(frozen=True, slots=True)
class SitePipeline:
    """One site's deals in its own currencies and in the house currency.

    Attributes:
        site: whose deals.
        local: the open amounts, added up by currency as agreed.
        open: the open deals at the spot rates of the report's day.
        won: the won deals at their pinned values.
        left_out: how many rows of its opportunities could not be read.
        unreadable: whether the whole file of them could not.
    """

    site: Site
    local: tuple[Money, ...]
    open: Forecast
    won: Forecast
    left_out: int
    unreadable: bool = False

    @property
    def complete(self) -> bool:
        """Whether every row of the export is in the figures."""
        return self.open.complete and self.won.complete and not (self.left_out or self.unreadable)


@final
@dataclass(frozen=True, slots=True)
class Report:
    """All that the report shows.

    Attributes:
        house: the settings.
        site: the site that looks at the report.
        locale: its reader's language and country.
        on: the day of the report.
        book: the rates.
        deals: every opportunity that was read.
        sites: each site's pipeline, in the order of the house.
        open, won: the pipelines of all sites together.
        meetings: those that are still to come, the first one first.
        findings: all findings, file by file.
        left_out: how many rows could not be read.
        rows: how many rows were read or left out.
        imports: what each file held.
    """

    house: House
    site: Site
    locale: str
    on: date
    book: RateBook
    deals: tuple[Deal, ...]
    sites: tuple[SitePipeline, ...]
    open: Forecast
    won: Forecast
    meetings: tuple[Visit, ...]
    findings: tuple[Noted, ...]
    left_out: int
    rows: int
    imports: tuple[tuple[str, str, Import[Any]], ...]

    @property
    def complete(self) -> bool:
        """Whether every row of every opportunity is in the pipeline."""
        return all(pipeline.complete for pipeline in self.sites)

    @property
    def currency(self) -> str:
        """The house currency."""
        return self.open.currency


def collect(
    directory: Path,
    *,
    site: str,
    locale: str,
    on: date,
    each: Callable[[Iterable[Any]], Iterable[Any]] = iter,
) -> Report:
    """Import every export of a group and value its pipeline.

    Args:
        directory: holds ``house.toml``; the settings name the exports.
        site: the site that looks at it.
        locale: its reader's language and country.
        on: the day of the report.
        each: wraps the files while they are read, to show progress.

    Raises:
        SettingsError: the settings cannot be used.
        ImportFileError: the file of further rates cannot be read.
    """
    house = House.load(directory / "house.toml")
    viewer = house.site(site)
    currency = str(viewer.require("house_currency"))
    book = _book(directory, viewer)
    jobs = [
        (owner, table, form)
        for owner in house.sites.values()
        for table in SCHEMAS
        if (form := FileForm.of(owner, table))
    ]
    imports: list[tuple[str, str, Import[Any]]] = []
    unreadable = set()
    settings = (*house.findings, *_unknown_tables(house))
    findings = [Noted("house.toml", None, f.where, f, left_out=False) for f in settings]
    for owner, table, form in each(jobs):
        try:
            found = Importer(SCHEMAS[table], site=owner, form=form).read()
        except ImportFileError as error:
            unreadable.add((owner.id, table))
            file = _relative(directory, str(form.path))
            finding = Finding("import.unreadable_file", "error", error.reason, value=file)
            findings.append(Noted(file, None, "", finding, left_out=True))
        else:
            imports.append((owner.id, table, found))
            findings += _noted(_relative(directory, found.path), found)
    accounts = _accounts(imports)
    rates = _Rates(book, currency, on, viewer.max_age_days)
    deals, pin_findings = _deals(directory, imports, accounts, rates)
    pipelines = tuple(_pipelines(house, imports, unreadable, deals, rates))
    both = rates.value(deals)
    findings += _doubtful(directory, imports, accounts)
    findings += pin_findings
    findings += _unconverted(*both)
    findings += _converted(*both)
    return Report(
        house=house,
        site=viewer,
        locale=locale,
        on=on,
        book=book,
        deals=tuple(deals),
        sites=pipelines,
        open=both[0],
        won=both[1],
        meetings=_coming(imports, accounts, viewer, on),
        findings=tuple(sorted(_once(findings), key=_place)),
        left_out=sum(len(found.rejected) for _, _, found in imports),
        rows=sum(len(found.rows) for _, _, found in imports),
        imports=tuple(imports),
    )


def _book(directory: Path, viewer: Site) -> RateBook:
    book = RateBook.ecb()
    if viewer.rates is None:
        return book
    return book.with_rates(RateBook.read(directory / viewer.rates))


def _relative(directory: Path, path: str) -> str:
    file = Path(path).absolute()
    root = directory.absolute()
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else path


def _noted(file: str, found: Import[Any]) -> Iterator[Noted]:
    for finding in found.file_findings:
        yield Noted(file, None, finding.where, finding, left_out=False)
    for row in found.rows:
        for finding in row.findings:
            _, _, column = finding.where.partition("].")
            out = row.record is None
            yield Noted(file, row.number, _header(column, row.raw), finding, left_out=out)


def _header(path: str, raw: Mapping[str, str]) -> str:
    """Return the header that a path starts with; headers may hold full stops themselves."""
    head = path
    while head and head not in raw:
        head = head.rpartition(".")[0]
    return head or path


def _unknown_tables(house: House) -> Iterator[Finding]:
    for site in house.sites.values():
        for name, declared in (site.files or {}).items():
            if isinstance(declared, Mapping) and name not in SCHEMAS:
                message = f"the report reads {', '.join(SCHEMAS)}, not {name!r}; it is ignored"
                where = f"{site.path[0]}.files.{name}"
                yield Finding("house.unknown_key", "warning", message, where, name)


def _accounts(
    imports: Iterable[tuple[str, str, Import[Any]]],
) -> dict[tuple[str, str], Account | None]:
    """Return the accounts by site and id; None where an id is that of several."""
    accounts: dict[tuple[str, str], Account | None] = {}
    for site, table, found in imports:
        for account in found.records if table == "accounts" else ():
            key = site, account.id
            accounts[key] = None if key in accounts else account
    return accounts


def _doubtful(
    directory: Path,
    imports: Sequence[tuple[str, str, Import[Any]]],
    accounts: Mapping[tuple[str, str], Account | None],
) -> Iterator[Noted]:
    """Yield what does not hold between rows: an id of several, a customer that there is not."""
    known = {site for site, table, _ in imports if table == "accounts"}
    for site, table, found in imports:
        file = _relative(directory, found.path)
        headers = {column.name: column.header for column in found.columns}
        first: dict[str, int] = {}
        for row in found.rows:
            record = row.record
            if record is None:
                continue
            if (earlier := first.setdefault(record.id, row.number)) != row.number:
                message = f"{record.id!r} is the id of row {earlier} as well"
                column = headers["id"]
                where = f"rows[{row.number}].{column}"
                finding = Finding("import.duplicate_id", "warning", message, where, record.id)
                yield Noted(file, row.number, column, finding, left_out=False)
            if table != "accounts" and site in known and (site, record.account) not in accounts:
                message = f"there is no account {record.account!r} among those that were read"
                column = headers["account"]
                where = f"rows[{row.number}].{column}"
                finding = Finding(
                    "import.unknown_account", "warning", message, where, record.account
                )
                yield Noted(file, row.number, column, finding, left_out=False)


def _deals(
    directory: Path,
    imports: Iterable[tuple[str, str, Import[Any]]],
    accounts: Mapping[tuple[str, str], Account | None],
    rates: _Rates,
) -> tuple[list[Deal], list[Noted]]:
    """Return every opportunity; a won one is pinned at the rates of its closing day."""
    deals, findings = [], []
    for site, table, found in imports:
        if table != "opportunities":
            continue
        file = _relative(directory, found.path)
        headers = {column.name: column.header for column in found.columns}
        currency = headers.get("amount.currency") or headers["amount"]
        for row in found.rows:
            record: Opportunity | None = row.record
            if record is None:
                continue
            amount = record.amount
            if record.stage == "won":
                try:
                    amount = rates.pinned(record)
                except RateError as error:
                    finding = rate_finding(error, amount.original)
                    findings.append(Noted(file, row.number, currency, finding, left_out=False))
            account = accounts.get((site, record.account))
            deals.append(Deal(record, amount, site, file, row.number, currency, account))
    return deals, findings


@dataclass(frozen=True, slots=True)
class _Rates:
    """How the report values deals."""

    book: RateBook
    currency: str
    on: date
    max_age: int | None

    def value(self, deals: Iterable[Deal]) -> tuple[Forecast, Forecast]:
        """Return the open deals at the spot rates of the day, and the won ones as pinned."""
        known = list(deals)
        return (
            self._forecast((deal for deal in known if deal.is_open), "spot"),
            self._forecast((deal for deal in known if deal.stage == "won"), "pinned"),
        )

    def _forecast(self, deals: Iterable[Deal], basis: Basis) -> Forecast:
        return forecast(
            deals,
            to=self.currency,
            book=self.book,
            on=self.on,
            basis=basis,
            max_age=self.max_age,
        )

    def pinned(self, deal: Opportunity) -> DealAmount:
        """Return a won deal's amount pinned at the rates of its closing day."""
        conversion = self.book.convert(
            deal.amount.original, self.currency, on=deal.close_date, max_age=self.max_age
        )
        return deal.amount.pin(conversion, purpose="won")


def _pipelines(
    house: House,
    imports: Iterable[tuple[str, str, Import[Any]]],
    unreadable: Container[tuple[str, str]],
    deals: Iterable[Deal],
    rates: _Rates,
) -> Iterator[SitePipeline]:
    left_out = {
        site: len(found.rejected) for site, table, found in imports if table == "opportunities"
    }
    for site in house.sites.values():
        own = [deal for deal in deals if deal.site == site.id]
        out, gone = left_out.get(site.id, 0), (site.id, "opportunities") in unreadable
        if own or out or gone:
            local = _by_currency(deal.amount.original for deal in own if deal.is_open)
            yield SitePipeline(site, local, *rates.value(own), out, gone)


def _by_currency(amounts: Iterable[Money]) -> tuple[Money, ...]:
    sums: dict[str, Money] = {}
    for amount in amounts:
        sums[amount.currency] = sums.get(amount.currency, Money(0, amount.currency)) + amount
    return tuple(sums.values())


def _unconverted(*forecasts: Forecast) -> Iterator[Noted]:
    for left in (row for found in forecasts for row in found.unconverted):
        deal = left.line
        if isinstance(deal, Deal) and left.finding.code != "deal.not_pinned":
            yield Noted(deal.file, deal.row, deal.column, left.finding, left_out=False)


def _converted(*forecasts: Forecast) -> Iterator[Noted]:
    for row in (row for found in forecasts for row in found.lines):
        deal = row.line
        if isinstance(deal, Deal):
            for finding in row.conversion.findings:
                yield Noted(deal.file, deal.row, deal.column, finding, left_out=False)


def _coming(
    imports: Iterable[tuple[str, str, Import[Any]]],
    accounts: Mapping[tuple[str, str], Account | None],
    viewer: Site,
    on: date,
) -> tuple[Visit, ...]:
    """Return the meetings from the day on, as it is at the viewer's, or else at the meeting's."""
    visits = [
        Visit(meeting, site, accounts.get((site, meeting.account)))
        for site, table, found in imports
        if table == "meetings"
        for meeting in found.records
        if meeting.start.at(viewer.zone or meeting.start.zone).date() >= on
    ]
    return tuple(sorted(visits, key=lambda visit: visit.record.start.instant))


def _once(findings: Iterable[Noted]) -> Iterable[Noted]:
    return dict.fromkeys(findings)


def _place(noted: Noted) -> tuple[str, int, str]:
    return noted.file, noted.row or 0, noted.column
