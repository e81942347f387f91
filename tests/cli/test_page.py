"""The HTML page shows all that the report knows, needs nothing else, and makes nothing up."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise

import matplotlib as mpl
import pytest

from crmi18n.address import Address, AddressText
from crmi18n.cli.report.charts import TONES, Bar, Part, draw
from crmi18n.cli.report.collect import Deal, Noted, Report, SitePipeline, Visit
from crmi18n.cli.report.page import page
from crmi18n.cli.report.tables import Account, Meeting, Opportunity, Stage
from crmi18n.deal import DealAmount, forecast
from crmi18n.errors import MissingExtraError
from crmi18n.findings import Finding
from crmi18n.house import House
from crmi18n.money import Money, Rate, RateBook
from crmi18n.text import DualText
from crmi18n.time import Appointment

ON = date(2026, 10, 30)
HOSTILE = '<script>alert("x")</script> & Söhne'
RATES = RateBook(
    [
        Rate("EUR", "JPY", "160", ON, source="ECB"),
        Rate("EUR", "AED", "4", ON, source="Treasury"),
    ]
)
HOUSE = House.from_dict(
    {
        "group": {
            "name": "Muster (invented)",
            "house_currency": "EUR",
            "corporate_language": "en",
        },
        "sites": {
            "munich": {
                "name": "München",
                "language": "de",
                "locale": "de-DE",
                "zone": "Europe/Berlin",
                "country": "DE",
            },
            "tokyo": {
                "name": "東京",
                "language": "ja",
                "locale": "ja-JP",
                "zone": "Asia/Tokyo",
                "country": "JP",
            },
            "dubai": {
                "name": "Dubai",
                "language": "ar",
                "locale": "ar-AE",
                "zone": "Asia/Dubai",
                "country": "AE",
            },
        },
    }
)
ACCOUNTS = {
    "munich": Account(
        "A1",
        Address(
            "DE",
            postal_code="80331",
            texts={
                "de": AddressText(
                    organization="Muster GmbH", lines=("Marienplatz 8",), locality="München"
                )
            },
        ),
    ),
    "tokyo": Account(
        "A2",
        Address(
            "JP",
            postal_code="100-0005",
            texts={
                "ja": AddressText(
                    organization="見本株式会社",
                    administrative_area="東京都",
                    locality="千代田区",
                    lines=("丸の内1-9-1",),
                )
            },
        ),
    ),
    "dubai": Account(
        "A3",
        Address(
            "AE",
            texts={
                "ar": AddressText(
                    organization="شركة المثال",
                    administrative_area="دبي",
                    lines=("شارع الشيخ زايد",),
                )
            },
        ),
    ),
}
TITLES = {
    "munich": DualText(HOSTILE, local_lang="de"),  # without a corporate text
    "tokyo": DualText("保守契約", local_lang="ja", corporate="Maintenance contract"),
    "dubai": DualText("عقد صيانة", local_lang="ar", corporate="Upkeep of cooling systems"),
}
FINDINGS = (
    Noted(
        "munich/accounts.csv",
        12,
        "Kunde seit",
        Finding("import.date", "error", "31.02.2024 is no such day", value="31.02.2024"),
        left_out=True,
    ),
    Noted(
        "munich/accounts.csv",
        None,
        "Notiz",
        Finding("import.unmapped_column", "info", "the column is not mapped"),
        left_out=False,
    ),
    Noted(
        "tokyo/accounts.csv",
        None,
        "",
        Finding("import.unreadable_file", "error", "no header <b>at all</b>"),
        left_out=True,
    ),
    Noted(
        "tokyo/meetings.csv",
        7,
        "件名",
        Finding("import.wrong_byte", "error", "no Shift_JIS", value="精密\udc9d加工"),
        left_out=True,
    ),
    Noted(
        "tokyo/meetings.csv",
        9,
        "件名",
        Finding("text.of_a_later_release", "warning", "a code without a label"),
        left_out=False,
    ),
)


def deal(site: str, number: int, stage: Stage, amount: Money) -> Deal:
    record = Opportunity(
        f"{site}-{number}",
        ACCOUNTS[site].id,
        TITLES[site],
        DealAmount(amount),
        stage,
        Decimal("0.5"),
        ON,
    )
    file = f"{site}/opportunities.csv"
    return Deal(record, record.amount, site, file, number + 1, "Currency", ACCOUNTS[site])


DEALS = (
    deal("munich", 1, "lead", Money(100_000, "EUR")),
    deal("munich", 2, "won", Money(7_000, "EUR")),
    deal("tokyo", 1, "proposal", Money(16_000_000, "JPY")),
    deal("tokyo", 2, "negotiation", Money(8_000_000, "JPY")),
    deal("dubai", 1, "lead", Money(800_000, "AED")),
    deal("dubai", 2, "qualified", Money(5_000_000, "KES")),
)


def visit(site: str, start: datetime) -> Visit:
    zone = str(HOUSE.site(site).zone)
    meeting = Meeting("M", "A", TITLES[site], Appointment(start, zone, timedelta(hours=1)))
    return Visit(meeting, site, ACCOUNTS[site])


def report(
    locale: str = "de-DE",
    *,
    site: str = "munich",
    deals: Iterable[Deal] = DEALS,
    book: RateBook = RATES,
    findings: tuple[Noted, ...] = FINDINGS,
) -> Report:
    known = tuple(deals)

    def pipeline(site: str | None) -> SitePipeline:
        own = [deal for deal in known if site in (None, deal.site)]
        still = [deal for deal in own if deal.is_open]
        won = [deal for deal in own if deal.stage == "won"]
        return SitePipeline(
            HOUSE.site(site or "munich"),
            tuple(deal.amount.original for deal in still),
            forecast(still, to="EUR", book=book, on=ON),
            forecast(won, to="EUR", book=book, on=ON, basis="pinned"),
            2 if site == "tokyo" else 0,
        )

    whole = pipeline(None)
    return Report(
        house=HOUSE,
        site=HOUSE.site(site),
        locale=locale,
        on=ON,
        book=book,
        deals=known,
        sites=tuple(map(pipeline, dict.fromkeys(deal.site for deal in known))),
        open=whole.open,
        won=whole.won,
        meetings=(
            visit("tokyo", datetime(2026, 11, 4, 9, 0)),  # noqa: DTZ001 - local times
            visit("munich", datetime(2027, 3, 28, 2, 30)),  # noqa: DTZ001
        ),
        findings=findings,
        left_out=4,
        rows=30,
        imports=(),
    )


@dataclass
class Node:
    """An element."""

    tag: str
    attributes: dict[str, str | None]
    children: list[Node | str] = field(default_factory=list)

    def all(self, tag: str = "", **wanted: str) -> list[Node]:
        found = []
        for child in self.children:
            if isinstance(child, Node):
                if tag in ("", child.tag) and wanted.items() <= child.attributes.items():
                    found.append(child)
                found += child.all(tag, **wanted)
        return found

    @property
    def text(self) -> str:
        parts = (c if isinstance(c, str) else c.text for c in self.children)
        return " ".join("".join(parts).split())


class Tree(HTMLParser):
    """A strict parser: whatever is opened must be closed."""

    VOID = frozenset({"meta", "col", "br"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = Node("", {})
        self.path = [self.root]
        self.feed(html)
        self.close()
        assert self.path == [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        self.path[-1].children.append(node)
        if tag not in self.VOID:
            self.path.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.path[-1].children.append(Node(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.path.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.path[-1].children.append(data)


def tree(html: str) -> Node:
    return Tree(html).root


def section(root: Node, name: str) -> Node:
    (found,) = root.all("section", id=name)
    return found


@pytest.fixture(scope="module")
def german() -> Node:
    return tree(page(report()))


@pytest.mark.parametrize(
    ("locale", "site", "direction"),
    [("de-DE", "munich", "ltr"), ("ar-AE", "dubai", "rtl"), ("ja-JP", "tokyo", "ltr")],
)
def test_the_page_has_the_language_and_the_direction_of_its_reader(
    locale: str, site: str, direction: str
) -> None:
    (html,) = tree(page(report(locale, site=site))).all("html")
    assert html.attributes == {"lang": locale, "dir": direction}


def test_a_page_asks_for_nothing_from_anywhere() -> None:
    html = page(report())
    assert not re.search(r"https?:|\bsrc=|\bhref=|url\(|@import|<script|<link|<img", html)
    assert "default-src 'none'" in html


def test_the_sections_come_in_their_order(german: Node) -> None:
    names = [found.attributes["id"] for found in german.all("section")]
    assert names == ["figures", "pipeline", "cards", "meetings", "findings"]


def test_the_figures_are_sums_that_anybody_can_add_up(german: Node) -> None:
    # 100000 EUR + 24000000 JPY / 160 + 800000 AED / 4; every open deal has a chance of one half
    figures = section(german, "figures").text
    assert "450.000,00 €" in figures
    assert "225.000,00 €" in figures
    assert "7.000,00 €" in figures


def test_what_is_not_in_the_figures_is_named(german: Node) -> None:
    (honest,) = section(german, "figures").all("ul")
    lines = [line.text for line in honest.all("li")]
    assert [line.partition(":")[0] for line in lines] == ["Dubai", "東京", "tokyo/accounts.csv"]
    assert "5.000.000,00 KES" in lines[0]


def test_a_page_that_leaves_nothing_out_says_so() -> None:
    whole = page(report(deals=DEALS[:2], findings=()))
    assert not section(tree(whole), "figures").all("ul")


def test_without_rates_no_amount_becomes_house_currency() -> None:
    foreign = [deal for deal in DEALS if deal.amount.original.currency != "EUR"]
    won = deal("tokyo", 3, "won", Money(1_000_000, "JPY"))
    html = page(report("en", deals=[*foreign, won], book=RateBook()))
    root = tree(html)
    texts = root.text + " ".join(str(n.attributes.get("aria-label")) for n in root.all("svg"))
    assert "16,000,000" in texts
    assert not re.findall(r"€\s?[\d.,]+|[\d.,]+\s?€|EUR\s?\d[\d.,]*|[\d.,]*\d\s?EUR", texts)
    assert "no rate" in texts


def test_a_site_with_a_missing_rate_is_marked_in_the_charts(german: Node) -> None:
    wide = section(german, "pipeline").all("svg", role="img")[0]
    names = {text.text for text in wide.all("text")}
    assert {"München", "東京", "Dubai", "200.000 € · Unvollständig", "150.000 €"} <= names


def test_cells_of_a_card_have_the_language_and_direction_of_their_column(german: Node) -> None:
    columns = []
    for card in section(german, "cards").all("article"):
        for row in card.all("tbody")[0].all("tr"):
            cells = [cell.all("div")[0].attributes for cell in row.all("td")]
            columns.append(tuple((cell["lang"], cell["dir"]) for cell in cells))
    corporate = ("en-DE", "ltr")
    assert set(columns) == {
        (("de-DE", "ltr"), corporate),
        (("ja-JP", "ltr"), corporate),
        (("ar-AE", "rtl"), corporate),
    }


def test_a_card_says_where_the_text_is_in_another_language(german: Node) -> None:
    marks = [
        [mark.text for mark in card.all("span", **{"class": "mark"})]
        for card in section(german, "cards").all("article")
    ]
    assert [bool(found) for found in marks] == [True, False, False]  # Munich has no English one
    assert marks[0][0].endswith("Deutsch")


def test_a_card_carries_the_evidence_of_its_conversion(german: Node) -> None:
    evidence = [pre.text for pre in section(german, "cards").all("pre", lang="en", dir="ltr")]
    assert len(evidence) == 3
    assert "1 EUR = 160 JPY" in evidence[1]


def test_meetings_are_in_the_time_of_the_viewer_and_of_the_site(german: Node) -> None:
    tokyo, munich = section(german, "meetings").all("tbody")[0].all("tr")
    cells = [cell.text for cell in tokyo.all("td")]
    assert "01:00" in cells[0]  # nine in Tokyo, eight hours ahead of Berlin in winter
    assert "09:00" in cells[1]
    assert "東京" in cells[1]
    assert cells[4] == ""
    assert munich.all("td")[4].text != ""  # clocks skip 2:30 on that day


def test_errors_and_warnings_are_listed_and_the_rest_is_counted(german: Node) -> None:
    found = section(german, "findings")
    files = [row.text for row in found.all("tr", **{"class": "file"})]
    assert files == ["munich/accounts.csv", "tokyo/accounts.csv", "tokyo/meetings.csv"]
    rows = [
        [cell.text for cell in row.all("td")] for row in found.all("tr", **{"class": "finding"})
    ]
    assert [row[:3] for row in rows] == [
        ["12", "Kunde seit", "31.02.2024"],
        ["", "", ""],
        ["7", "件名", "精密\\x9d加工"],
        ["9", "件名", ""],
    ]
    messages = [message.text for message in found.all("span", lang="en", dir="ltr")]
    listed = [noted.finding.message for noted in FINDINGS if noted.finding.severity != "info"]
    assert messages == listed
    assert len(found.all("span", **{"class": "out"})) == 2  # the third is a whole file
    assert "Fehler: 3 · Warnungen: 1 · Hinweise: 1" in found.text
    assert "text.of_a_later_release" in found.text


def test_hostile_text_is_text(german: Node) -> None:
    assert not german.all("script")
    assert not german.all("b")
    assert HOSTILE in section(german, "cards").text
    hostile = replace(FINDINGS[0], file=HOSTILE, column=HOSTILE)
    hostile = replace(hostile, finding=replace(hostile.finding, value=HOSTILE, message=HOSTILE))
    root = tree(page(report(findings=(hostile,))))
    assert section(root, "findings").text.count(HOSTILE) == 4
    assert not root.all("script")


def test_every_page_can_be_written_as_utf_8() -> None:
    control = replace(FINDINGS[0], finding=replace(FINDINGS[0].finding, value="a\x00\x1b\ud800b"))
    html = page(report(findings=(*FINDINGS, control)))
    assert "a\\x00\\x1b\ufffdb" in html.encode().decode()


def test_words_that_are_not_in_the_language_of_the_page_are_marked_so() -> None:
    (title,) = tree(page(report("sv-SE", site="tokyo"))).all("h1")
    assert [node.attributes for node in title.all("bdi")] == [{"lang": "en", "dir": "ltr"}]
    (title,) = tree(page(report())).all("h1")
    assert not title.all("bdi")


def test_the_same_report_is_the_same_page_and_leaves_no_trace() -> None:
    before = settings()
    assert page(report("ar-AE")) == page(report("ar-AE"))
    assert settings() == before


def settings() -> dict[str, object]:
    return {key: mpl.rcParams[key] for key in mpl.rcParams if key != "backend"}


@pytest.mark.parametrize("missing", ["jinja2", "matplotlib.figure"])
def test_a_missing_package_names_the_extra(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtraError, match=r"crmi18n\[report\]"):
        page(report())


BARS = [
    Bar("a", "100", (Part(Decimal(75), 0), Part(Decimal(25), 3))),
    Bar("Ünterlänge 東京", "-50 & <none>", (Part(Decimal(-50), 1),)),
]


def boxes(svg: str) -> list[tuple[float, float]]:
    """Return the two ends of each bar."""
    paths = [str(path.attributes["d"]) for path in tree(svg).all("path")]
    numbers = [[float(x) for x in re.findall(r"[ML] ([\d.]+)", path)] for path in paths]
    return [(min(found), max(found)) for found in numbers if len(found) > 2]


@pytest.mark.parametrize("width", [680, 350], ids=["wide", "narrow"])
def test_bars_are_as_long_as_their_values(width: int) -> None:
    first, second, negative = boxes(draw(BARS, width=width, rtl=False, label=""))
    assert first[1] - first[0] == pytest.approx(3 * (second[1] - second[0]))
    assert first[1] == pytest.approx(second[0])
    assert negative[1] == pytest.approx(first[0])
    assert 0 <= negative[0] < second[1] <= width


@pytest.mark.parametrize("width", [680, 350], ids=["wide", "narrow"])
def test_bars_grow_from_the_side_on_which_a_reader_starts(width: int) -> None:
    left = boxes(draw(BARS, width=width, rtl=False, label=""))
    right = boxes(draw(BARS, width=width, rtl=True, label=""))
    mirrored = [(width - end, width - start) for start, end in right]
    assert [pytest.approx(found) for found in left] == mirrored


def test_a_chart_is_a_labelled_picture_without_ids_or_references() -> None:
    svg = draw(BARS, width=350, rtl=False, label='Pipeline "A" & <B>')
    (root,) = tree(svg).all("svg")
    assert root.attributes["aria-label"] == 'Pipeline "A" & <B>'
    assert root.attributes["role"] == "img"
    assert {"Ünterlänge 東京", "-50 & <none>"} <= {text.text for text in root.all("text")}
    assert not re.search(r"\bid=|xmlns|href|url\(|metadata", svg)


def test_nothing_but_zeros_can_be_drawn() -> None:
    assert boxes(draw([Bar("a", "0", ())], width=680, rtl=False, label="")) == []


def test_tones_differ_in_lightness_alone_too() -> None:
    def luminance(tone: str) -> float:  # relative luminance of WCAG 2.2
        channels = [int(tone[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lights = [luminance(tone) + 0.05 for tone in TONES]
    assert all(lighter / darker > 1.5 for lighter, darker in pairwise(lights))
