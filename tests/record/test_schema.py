"""A schema is read off a dataclass: kinds by annotation, parts by value, required by default."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest

from crmi18n import Address, Appointment, DualText, Money, PhoneNumber, Quantity, Schema


@dataclass(frozen=True)
class Everything:
    id: str
    stage: Literal["won", "lost"]
    amount: Money
    title: DualText
    share: Annotated[Decimal, "percent"]
    day: date | None
    pieces: int = 1
    weight: Quantity | None = None
    phone: PhoneNumber | None = None
    address: Address | None = None
    start: Appointment | None = None


def test_a_field_is_required_unless_it_is_optional_or_has_a_default() -> None:
    required = [field.name for field in Schema.of(Everything).fields if field.required]

    assert required == ["id", "stage", "amount", "title", "share"]


@pytest.mark.parametrize(
    ("column", "field", "part"),
    [
        ("id", "id", ""),
        ("amount", "amount", ""),
        ("amount.currency", "amount", "currency"),
        ("title.corporate", "title", "corporate"),
        ("weight.unit", "weight", "unit"),
        ("address.latin.locality", "address", "latin.locality"),
        ("start.zone", "start", "zone"),
    ],
)
def test_a_column_means_a_field_and_a_part(column: str, field: str, part: str) -> None:
    found = Schema.of(Everything).field_of(column)

    assert found is not None
    assert (found[0].name, found[1]) == (field, part)


def test_a_column_of_no_field_means_nothing() -> None:
    assert Schema.of(Everything).field_of("amount.colour") is None


def test_a_kind_that_is_not_known_is_refused() -> None:
    @dataclass(frozen=True)
    class Odd:
        ratio: float

    with pytest.raises(TypeError, match="field ratio"):
        Schema.of(Odd)


@pytest.mark.parametrize("record", [dict, 5, "id", object()])
def test_only_dataclasses_make_a_schema(record: Any) -> None:
    with pytest.raises(TypeError, match="a schema is made of a dataclass"):
        Schema.of(record)


def test_a_record_is_no_schema_of_itself() -> None:
    @dataclass(frozen=True)
    class Part:
        id: str

    part: Any = Part("P1")

    with pytest.raises(TypeError, match="a schema is made of a dataclass"):
        Schema.of(part)
