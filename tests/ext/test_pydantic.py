"""Values as field types of pydantic and FastAPI: exact, identical, and refused by their place."""

from __future__ import annotations

import asyncio
import json
import math
import subprocess
import sys
from decimal import Decimal
from typing import Annotated, Any

import moneyed
import pytest
from fastapi import FastAPI
from pydantic import BaseModel, TypeAdapter, ValidationError

from crmi18n import Address, DealAmount, DualText, LocaleTag, LocalizedText, Money, Quantity
from crmi18n.errors import CurrencyMismatchError
from crmi18n.ext.pydantic import InCurrency
from tests.test_plain import JUNK, VALUES, damaged, name, readers

TOTAL = {"amount": "12.50", "currency": "EUR"}


class Deal(BaseModel):
    total: Money
    budget: Money | None = None
    lines: list[Money] = []


def refused(kind: Any, data: Any) -> list[tuple[str, tuple[Any, ...]]]:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(data)

    return [(error["type"], error["loc"]) for error in caught.value.errors()]


def test_every_class_with_a_json_form_is_a_field() -> None:
    hook = "__get_pydantic_core_schema__"

    assert [kind.__name__ for kind in readers() if hook not in vars(kind)] == []


@pytest.mark.parametrize("value", VALUES, ids=name)
def test_a_value_is_kept_and_comes_back_equal(value: Any) -> None:
    adapter = TypeAdapter(type(value))

    assert adapter.validate_python(value) is value
    assert adapter.dump_python(value) == value.to_dict()
    assert json.loads(adapter.dump_json(value)) == json.loads(json.dumps(value.to_dict()))
    assert adapter.validate_json(adapter.dump_json(value)) == value


@pytest.mark.parametrize("value", VALUES, ids=name)
def test_damage_is_a_validation_error_or_does_no_harm(value: Any) -> None:
    adapter = TypeAdapter(type(value))
    whole = [("whole", junk) for junk in JUNK]
    for where, broken in [*whole, *damaged(json.loads(json.dumps(value.to_dict())))]:
        try:
            again = adapter.validate_python(broken)
        except ValidationError:
            continue
        except Exception as error:  # noqa: BLE001 - that there is no other is what is asked
            pytest.fail(f"{where}: {error!r}")
        adapter.dump_json(again)


@pytest.mark.parametrize("value", VALUES, ids=name)
def test_the_schema_is_the_same_in_both_directions_and_has_the_name(value: Any) -> None:
    class Record(BaseModel):
        one: type(value)  # type: ignore[valid-type]
        more: list[type(value)] | None = None  # type: ignore[valid-type]

    schema = Record.model_json_schema()

    assert schema == Record.model_json_schema(mode="serialization")
    assert schema["properties"]["one"] == {"$ref": f"#/$defs/{name(value)}"}
    assert schema["$defs"][name(value)]["type"] == "object"


@pytest.mark.parametrize(
    ("data", "error", "place"),
    [
        pytest.param({**TOTAL, "currency": "XYZ"}, "value_error", (), id="unknown code"),
        pytest.param({**TOTAL, "amount": 12.5}, "string_type", ("amount",), id="float"),
        pytest.param({**TOTAL, "amount": math.nan}, "string_type", ("amount",), id="NaN"),
        pytest.param({**TOTAL, "amount": Decimal(1)}, "string_type", ("amount",), id="Decimal"),
        pytest.param(
            {**TOTAL, "amount": "1e5"}, "string_pattern_mismatch", ("amount",), id="exponent"
        ),
        pytest.param(
            {**TOTAL, "amount": "1\n"}, "string_pattern_mismatch", ("amount",), id="line break"
        ),
        pytest.param({**TOTAL, "amount": "9" * 99}, "value_error", (), id="too long"),
        pytest.param(TOTAL | {"vat": "1"}, "extra_forbidden", ("vat",), id="another key"),
        pytest.param({"amount": "1"}, "missing", ("currency",), id="no currency"),
        pytest.param(5, "dict_type", (), id="number"),
        pytest.param("12.50 EUR", "dict_type", (), id="text"),
        pytest.param(
            moneyed.Money(Decimal("NaN"), "EUR"), "value_error", (), id="no number of py-moneyed"
        ),
    ],
)
def test_says_where_and_why_an_amount_is_none(
    data: Any, error: str, place: tuple[str, ...]
) -> None:
    assert refused(Deal, {"total": data}) == [(error, ("total", *place))]


def test_says_all_that_is_wrong_at_once() -> None:
    bad: dict[str, Any] = {"amount": 1.5, "currency": "euro"}

    assert refused(Deal, {"total": TOTAL, "lines": [TOTAL, bad]}) == [
        ("string_type", ("lines", 1, "amount")),
        ("string_pattern_mismatch", ("lines", 1, "currency")),
    ]


def test_says_where_inside_of_parts() -> None:
    deal = next(value for value in VALUES if isinstance(value, DealAmount)).to_dict()
    deal["original"] = {**deal["original"], "amount": 5}
    deal["history"][0]["conversion"]["rounding"] = "sideways"
    address = {"country": "DE", "texts": {"de": {"lines": "Markt 5"}}}

    assert refused(DealAmount, deal) == [
        ("string_type", ("original", "amount")),
        ("value_error", ("history", 0, "conversion")),
    ]
    assert refused(Address, address) == [("list_type", ("texts", "de", "lines"))]
    assert refused(LocalizedText, {"$": "crmi18n/text@1", "src": "de", "v": {"de": {}}}) == [
        ("missing", ("v", "de", "t"))
    ]


def test_what_stands_inside_may_be_a_value() -> None:
    total = Money("12.50", "EUR")

    assert TypeAdapter(DealAmount).validate_python({"original": total, "history": []}) == (
        DealAmount(total)
    )


def test_takes_py_moneyed_exactly() -> None:
    deal = Deal.model_validate({"total": moneyed.Money("1234.567", "JPY")})

    assert deal.total == Money("1234.567", "JPY")


def test_a_tag_is_a_string() -> None:
    adapter = TypeAdapter(LocaleTag)
    tag = adapter.validate_json('"de-ch"')

    assert (tag, adapter.validate_python(tag)) == (LocaleTag.parse("de-CH"), tag)
    assert adapter.dump_json(tag) == b'"de-CH"'
    assert adapter.json_schema() == {"type": "string"}
    assert refused(LocaleTag, "not a tag") == [("value_error", ())]
    assert refused(LocaleTag, 5) == [("string_type", ())]


def test_another_value_is_none_of_this_kind() -> None:
    assert refused(Money, Quantity(1, "item")) == [("dict_type", ())]
    assert refused(DualText, LocalizedText.from_dict({"de": "x"})) == [("dict_type", ())]


def test_a_field_of_one_currency() -> None:
    kind = Annotated[Money, InCurrency("EUR")]
    euros = TypeAdapter(Annotated[Money | None, InCurrency("EUR")])

    assert TypeAdapter(kind).validate_python(TOTAL) == Money("12.50", "EUR")
    assert euros.validate_python(None) is None
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(Money(5, "USD"))
    [error] = caught.value.errors()
    assert isinstance(error["ctx"]["error"], CurrencyMismatchError)
    assert TypeAdapter(kind).json_schema()["properties"]["currency"] == {"const": "EUR"}
    with pytest.raises(ValueError, match="ISO 4217"):
        InCurrency("euro")
    with pytest.raises(TypeError, match="Money"):
        TypeAdapter(Annotated[list[Money], InCurrency("EUR")])


def post(app: FastAPI, path: str, body: object) -> tuple[int, Any]:
    """Send JSON to an ASGI application, and return status and answer."""
    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "query_string": b"",
        "headers": [(b"content-type", b"application/json")],
    }
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(0)
        return {"type": "http.request", "body": json.dumps(body).encode()}

    async def send(message: Any) -> None:
        await asyncio.sleep(0)
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    return sent[0]["status"], json.loads(b"".join(part.get("body", b"") for part in sent[1:]))


def test_fastapi_takes_refuses_returns_and_documents() -> None:
    app = FastAPI()

    @app.post("/double")
    def double(deal: Deal) -> Deal:
        return Deal(total=deal.total * 2, budget=deal.total)

    done, answer = post(app, "/double", {"total": {"amount": "0.10", "currency": "EUR"}})
    refused, refusal = post(app, "/double", {"total": {"amount": "1", "currency": "XYZ"}})

    assert (done, refused) == (200, 422)
    assert answer == {
        "total": {"amount": "0.20", "currency": "EUR"},
        "budget": {"amount": "0.10", "currency": "EUR"},
        "lines": [],
    }
    assert refusal["detail"][0]["loc"] == ["body", "total"]
    assert "ISO 4217" in refusal["detail"][0]["msg"]
    assert set(app.openapi()["components"]["schemas"]["Money"]["properties"]) == set(TOTAL)


def test_nothing_of_pydantic_is_imported_before_pydantic_asks() -> None:
    code = "import sys; from crmi18n import *; print('pydantic_core' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert done.stdout.strip() == "False"
