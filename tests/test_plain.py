"""The plain JSON form of every value: it comes back equal, and damage is refused by name."""

from __future__ import annotations

import copy
import importlib
import inspect
import json
import pkgutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

import crmi18n
from crmi18n import (
    Address,
    Appointment,
    DayHours,
    DealAmount,
    DualDocument,
    DualText,
    FiscalCalendar,
    House,
    Labels,
    LocalizedText,
    Money,
    PackagingSet,
    PhoneNumber,
    Picklist,
    Price,
    Quantity,
    Rate,
    RateBook,
    RatePolicy,
    RateRule,
    Recurrence,
    UnitPolicy,
    WallTime,
    WeekPattern,
    WorkingCalendar,
    format_address,
    match_locale,
    parse_address,
    to_iso20022,
)
from crmi18n.errors import CrmI18nError
from crmi18n.text import PickValue
from crmi18n.time import CalendarDate

DAY = date(2026, 6, 30)
USD = Rate("EUR", "USD", "1.0832", DAY, recorded_at=datetime(2026, 7, 1, tzinfo=UTC))
BOOK = RateBook([USD, Rate("EUR", "JPY", "163.45", DAY)])
CONVERSION = BOOK.convert(Money(80000, "USD"), "JPY", on=date(2026, 7, 2))
WON = DealAmount(Money(80000, "USD")).pin(CONVERSION, purpose="won", at=USD.recorded_at)
PRICE = Price(Money("12.50", "USD"), per="pound")
HALL = Address.of("DE", lang="de", lines=["Markt 5"], postal_code="50667", locality="Köln")
WEEK = {"mon": ["09:00-12:00", "13:00-17:00"], "fri": ["09:00-15:00"]}
CALENDAR = WorkingCalendar(
    "Europe/Berlin",
    [WeekPattern(WEEK, date(2026, 1, 1))],
    country="DE",
    exceptions=[DayHours(date(2026, 12, 24), ["09:00-12:00"], "Christmas Eve")],
)
TEN = datetime.fromisoformat("2026-11-05T10:00")
MEETING = Appointment(TEN, "Asia/Tokyo", timedelta(hours=1))
TITLE = DualText("Wartung", local_lang="de", corporate="Maintenance")

VALUES: list[Any] = [
    Money("12.50", "EUR"),
    USD,
    CONVERSION,
    CONVERSION.path,
    CONVERSION.legs[0],
    WON,
    WON.history[0],
    RatePolicy({"won": RateRule("closing", pins=False, max_age=3)}),
    PRICE,
    PRICE.convert(BOOK, "EUR", on=DAY),
    HALL,
    format_address(HALL, origin="FR"),
    to_iso20022(HALL),
    parse_address(["Markt 5", "50667 Köln"], country="DE"),
    PhoneNumber.parse("+49 89 12345678"),
    Quantity("0.35", "kilogram"),
    UnitPolicy({"mass": "pound"}, region="US"),
    PackagingSet("oak", {"box": "12 item", "pallet": "48 box"}, DAY),
    WallTime(TEN, "Asia/Tokyo"),
    MEETING,
    Recurrence("FREQ=WEEKLY", MEETING, exclude=[date(2026, 11, 12)]),
    CALENDAR,
    CALENDAR & CALENDAR,
    CALENDAR.add(datetime(2026, 12, 23, 12, tzinfo=UTC), timedelta(hours=8)),
    FiscalCalendar(7, label="end"),
    CalendarDate.of(DAY, "japanese"),
    TITLE,
    LocalizedText.from_dict({"de": "Wartung", "en": "Maintenance"}, original="de"),
    TITLE.resolve("en"),
    DualDocument.of("Absatz eins.\n\nAbsatz zwei.", local_lang="de"),
    Labels().with_layer("site", {"c": {"de": "Vertrag"}}),
    Picklist("industry", (PickValue("rail", LocalizedText.from_dict({"en": "Rail"})),)),
    match_locale("nn-NO", ["nb", "de"]),
    House.from_dict(
        {"group": {"house_currency": "EUR"}, "sites": {"munich": {"zone": "Europe/Berlin"}}}
    ),
]
READS = "from_dict"
JUNK: tuple[Any, ...] = (None, True, 5, 2.5, "x", "9" * 400, [], [1], {}, {"x": 1})


def readers() -> Iterator[type]:
    """Yield every class of the library that reads a plain form."""
    for module in pkgutil.walk_packages(crmi18n.__path__, "crmi18n."):
        if module.name.startswith("crmi18n.ext.") or module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if inspect.isclass(value) and value.__module__ == module.name and READS in vars(value):
                yield value


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every part of plain data, but the whole."""
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from places(value, (*path, key))


def damaged(data: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the data with one part left out, or replaced by something else."""
    for *path, last in places(data):
        for junk in (..., *JUNK):
            broken = copy.deepcopy(data)
            part: Any = broken
            for key in path:
                part = part[key]
            if junk is ...:
                del part[last]
            else:
                part[last] = junk
            yield f"{path}.{last} = {junk!r}", broken


def name(value: object) -> str:
    return type(value).__name__


def test_there_is_a_sample_of_every_class() -> None:
    parts = {"DayHours", "Finding", "PackLevel", "PickValue", "WeekPattern"}

    assert {cls.__name__ for cls in readers()} - parts <= set(map(name, VALUES))


@pytest.mark.parametrize("value", VALUES, ids=name)
def test_comes_back_equal_through_json(value: Any) -> None:
    text = json.dumps(value.to_dict())

    again = type(value).from_dict(json.loads(text))

    assert (again, json.dumps(again.to_dict())) == (value, text)


@pytest.mark.parametrize("value", VALUES, ids=name)
def test_damage_is_refused_by_an_error_of_ours_or_does_no_harm(value: Any) -> None:
    data = json.loads(json.dumps(value.to_dict()))
    for where, broken in damaged(data):
        try:
            again = type(value).from_dict(broken)
        except CrmI18nError:
            continue
        except Exception as error:  # noqa: BLE001 - that there is no other is what is asked
            pytest.fail(f"{where}: {error!r}")
        json.dumps(again.to_dict())


@pytest.mark.parametrize("value", VALUES, ids=name)
@pytest.mark.parametrize("junk", [None, [], "x", 5])
def test_what_is_no_mapping_is_refused(value: Any, junk: object) -> None:
    with pytest.raises(TypeError, match=name(value)):
        type(value).from_dict(junk)
