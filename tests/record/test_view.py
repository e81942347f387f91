"""A view shows every value in its reader's form, says what it lacks, and makes nothing up."""

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from moneyed import Money as Moneyed

from crmi18n import (
    Address,
    Appointment,
    DealAmount,
    DualText,
    Money,
    PersonName,
    PhoneNumber,
    Quantity,
    Rate,
    RateBook,
    TimeKindError,
    View,
)
from crmi18n.time import CalendarDate, WallTime

ON = date(2026, 6, 30)
BOOK = RateBook([Rate("EUR", "USD", "1.25", ON), Rate("EUR", "JPY", "160", ON)])
GERMAN = View(locale="de-DE", zone="Europe/Berlin", currency="EUR", book=BOOK, on=ON)
WON = DealAmount(Money("100", "USD")).pin(
    BOOK.convert(Money("100", "USD"), "EUR", on=ON), purpose="won"
)
TARO = PersonName("太郎", "山田", locale="ja", latin=PersonName("Taro", "Yamada"))
OWN = DealAmount(Money("5", "EUR")).pin(
    BOOK.convert(Money("5", "EUR"), "EUR", on=ON), purpose="won"
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(None, "", id="nothing"),
        pytest.param("", "", id="an empty text"),
        pytest.param("<b>", "<b>", id="a text"),
        pytest.param(True, "ja", id="truth"),
        pytest.param(False, "nein", id="untruth"),
        pytest.param(1234567, "1.234.567", id="a whole number"),
        pytest.param(Decimal("1234.5"), "1.234,5", id="a number"),
        pytest.param(date(2026, 10, 30), "30.10.2026", id="a day"),
        pytest.param(
            datetime(2026, 10, 30, 12, 0, tzinfo=UTC), "30.10.2026, 13:00:00", id="an instant"
        ),
        pytest.param(Money("1234.5", "EUR"), "1.234,50\xa0€", id="its own currency"),
        pytest.param(Money("100", "USD"), "100,00\xa0$ (80,00\xa0€)", id="another currency"),
        pytest.param(Moneyed("100", "USD"), "100,00\xa0$ (80,00\xa0€)", id="of py-moneyed"),
        pytest.param(Money("5", "KES"), "5,00\xa0KES (EUR: kein Kurs)", id="no rate"),
        pytest.param(
            DealAmount(Money("100", "USD")), "100,00\xa0$ (80,00\xa0€)", id="an open deal"
        ),
        pytest.param(WON, "100,00\xa0$ (80,00\xa0€, fixiert am 30.06.2026)", id="a won deal"),
        pytest.param(OWN, "5,00\xa0€", id="a won deal in its own currency"),
        pytest.param(
            DualText("Prüfstand", local_lang="de", corporate="Test bench"),
            "Prüfstand",
            id="its text",
        ),
        pytest.param(TARO, "Taro Yamada", id="a name from abroad"),
        pytest.param(PersonName("Eva", "Ott", title="Dr."), "Dr. Eva Ott", id="a name"),
        pytest.param(PhoneNumber.parse("030 901820", region="DE"), "030 901820", id="its phone"),
        pytest.param(
            PhoneNumber.parse("+1 202-456-1111"), "+1 202-456-1111", id="a phone from abroad"
        ),
    ],
)
def test_a_value_is_shown_in_the_readers_form(value: Any, text: str) -> None:
    assert GERMAN.show(value).text == text


def test_a_quantity_of_another_system_is_shown_in_the_readers_as_well() -> None:
    assert GERMAN.show(Quantity("2.5", "kilogram")).text == "2,5 kg"
    assert GERMAN.show(Quantity("10", "mile")).text == "10 mi (16,09 km)"


def test_a_name_is_in_the_readers_script_and_says_what_it_leaves_out() -> None:
    garcia = PersonName("Gabriel", "García", surname2="Márquez", locale="es")

    assert View(locale="ja").show(TARO).text == "山田太郎"
    assert View(locale="ja").show(TARO).html == '<bdi lang="ja" dir="ltr">山田太郎</bdi>'
    assert [f.where for f in GERMAN.show(garcia).findings] == ["surname2"]


def test_a_missing_rate_is_a_finding() -> None:
    (finding,) = GERMAN.show(Money("5", "KES")).findings

    assert finding.code == "money.missing_rate"


def test_without_a_currency_no_amount_is_converted() -> None:
    view = View(locale="de-DE")

    assert view.show(Money("100", "USD")).text == "100,00\xa0$"
    assert view.show(WON).text == "100,00\xa0$"


def test_a_text_in_another_language_says_which_it_is() -> None:
    shown = GERMAN.show(DualText("試験台", local_lang="ja", corporate="Test bench"))

    assert shown.resolved
    assert shown.resolved.served == "en"
    assert str(shown.resolved) == "Test bench"
    assert shown.text.startswith("Test bench")
    assert shown.text != "Test bench"


def test_an_address_at_home_has_no_country_and_one_abroad_has() -> None:
    munich = Address.of(
        "DE", lines=["Marienplatz 8"], locality="München", postal_code="80331", lang="de"
    )

    assert "Deutschland" not in GERMAN.show(munich).text
    assert "Marienplatz 8" in GERMAN.show(munich).text
    assert "DEUTSCHLAND" in View(locale="de-CH").show(munich).text.upper()
    assert "ALLEMAGNE" in View(locale="fr", country="CA").show(munich).text.upper()


def test_an_appointment_is_in_the_readers_zone_or_in_its_own() -> None:
    call = Appointment(datetime(2026, 12, 1, 9, 0), "Asia/Tokyo", timedelta(hours=1))  # noqa: DTZ001

    assert "01:00" in GERMAN.show(call).text
    assert "09:00" in View(locale="de").show(call).text


def test_a_day_of_another_calendar_is_written_as_its_readers_do() -> None:
    day = CalendarDate.of(date(2026, 11, 24), "japanese")

    assert View(locale="ja").show(day).text == "令和8年11月24日"
    assert GERMAN.show(day).text == "24.11.8 Reiwa"


def test_a_wall_time_names_its_zone() -> None:
    shown = GERMAN.show(WallTime(datetime(2026, 12, 1, 9, 0), "Asia/Tokyo"))  # noqa: DTZ001

    assert shown.text == "01.12.2026, 09:00:00 Asia/Tokyo"


@pytest.mark.parametrize(
    "value",
    [
        "<script>",
        DualText("<script>", local_lang="de"),
        Address.of("DE", lines=["<script>"], locality="<script>"),
        PersonName("<script>", "<script>"),
        PhoneNumber.parse("030 901820 <script>", region="DE"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_no_text_becomes_html(value: Any) -> None:
    assert "<script>" not in GERMAN.show(value).html


def test_html_carries_language_and_direction() -> None:
    assert View(locale="ar-EG").show(True).html.startswith('<bdi lang="ar-EG" dir="rtl">')
    assert GERMAN.show("").html == ""
    assert GERMAN.show("x").html == "<bdi>x</bdi>"


@pytest.mark.parametrize("value", [1.5, object(), [1], b"x"])
def test_what_is_no_value_is_refused_by_its_type(value: object) -> None:
    with pytest.raises(TypeError, match=f"^{type(value).__name__} is no kind of value"):
        GERMAN.show(value)


@pytest.mark.parametrize(
    ("locale", "day", "instant"),
    [
        pytest.param("th", "29 พ.ย. 2569", "29 พ.ย. 2569 19:00:00", id="Buddhist"),
        pytest.param("fa", "۸ آذر ۱۴۰۵", "۸ آذر ۱۴۰۵، ۱۹:۰۰:۰۰", id="Persian"),
        pytest.param("th-u-ca-gregory", "29 พ.ย. 2026", "29 พ.ย. 2026 19:00:00", id="Gregorian"),
    ],
)
def test_days_are_of_the_calendar_of_the_reader(locale: str, day: str, instant: str) -> None:
    view = View(locale=locale, zone="Asia/Bangkok")

    assert str(view.show(date(2026, 11, 29))) == day
    assert str(view.show(datetime(2026, 11, 29, 12, tzinfo=UTC))) == instant
    assert str(view.show(date.max))


def test_a_naive_datetime_is_refused() -> None:
    with pytest.raises(TimeKindError):
        GERMAN.show(datetime(2026, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize("lacking", [{"book": BOOK}, {"on": ON}, {}])
def test_a_currency_needs_rates_and_their_day(lacking: Mapping[str, Any]) -> None:
    with pytest.raises(TypeError, match="book of rates and the day"):
        View(locale="de", currency="EUR", **lacking)


@dataclass(frozen=True)
class Part:
    id: str
    pieces: int


def test_a_record_is_shown_field_by_field() -> None:
    shown = {"id": "P1", "pieces": "1.000"}

    for record in (Part("P1", 1000), {"id": "P1", "pieces": 1000}):
        assert {name: str(value) for name, value in GERMAN.record(record).items()} == shown


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"__pydantic_fields__": {"name": None}}, id="pydantic"),
        pytest.param({"__attrs_attrs__": [SimpleNamespace(name="name")]}, id="attrs"),
    ],
)
def test_the_fields_of_a_record_are_those_its_framework_names(facts: dict[str, Any]) -> None:
    record = type("Record", (), {**facts, "name": "Muster", "other": "hidden"})()

    assert {name: str(value) for name, value in GERMAN.record(record).items()} == {
        "name": "Muster"
    }


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises(TypeError, match="int is no record"):
        GERMAN.record(5)


def test_a_view_is_a_value() -> None:
    assert pickle.loads(pickle.dumps(GERMAN)) == GERMAN  # noqa: S301 - our own bytes
    assert pickle.loads(pickle.dumps(GERMAN)).show(WON) == GERMAN.show(WON)  # noqa: S301
    assert View(locale="de") != View(locale="de", country="AT")
