"""The invented rate book that the scenarios share."""

from pathlib import Path

import pytest

from crmi18n import RateBook


@pytest.fixture
def book() -> RateBook:
    return RateBook.read(Path(__file__).with_name("rates.csv"))
