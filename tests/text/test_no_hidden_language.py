"""No public call returns a text of another language without saying so.

Every public method is in a table with a call that asks for English where there is only German;
a method that is not in it fails the test. What comes back has to be nothing, an error, or
something that names its language.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import crmi18n.text as room
from crmi18n.errors import CrmI18nError, MissingTextError
from crmi18n.text import (
    BacklogItem,
    Basis,
    Classification,
    Coverage,
    DualDocument,
    DualText,
    LabelFound,
    Labels,
    LocalizedText,
    Picklist,
    PickValue,
    Policy,
    Progress,
    Resolved,
    Segment,
    Text,
    Version,
    coverage,
    machine_translate,
)

GERMAN = "Wartungsvertrag"
LOCALIZED = LocalizedText.of(GERMAN, lang="de")
DUAL = DualText(GERMAN, local_lang="de")
DOCUMENT = DualDocument.of(GERMAN, local_lang="de")
COVERAGE = coverage([{"id": 1, "t": DUAL}], ["t"], language="en")
LIST = Picklist("x", (PickValue("c", LOCALIZED),))
LABELS = Labels().with_layer("site", {"c": LOCALIZED})


class Echo:
    name: str = "echo"
    limit: Classification = "secret"

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        return [f"{target} of {source}, word {i}" for i in range(len(texts))]


def says_so(found: Any) -> bool:
    """Whether every German text in a result stands beside the language that it is in."""
    match found:
        case None | bool() | int() | float() | bytes() | date() | timedelta():
            return True
        case str():
            return GERMAN not in found or "[de" in found or 'lang="de"' in found
        case Text() | Version():
            return found.lang == "de" or GERMAN not in str(found)
        case Resolved():
            return found.text is None or found.served == found.text.lang
        case LabelFound():
            return says_so(found.resolved)
        case LocalizedText():
            return all(map(says_so, found.versions))
        case DualText() | DualDocument() | Picklist() | Labels() | PickValue() | Coverage():
            return True  # made of the above; what they hand out is asked by itself
        case Policy() | Basis():
            return True
        case dict():
            return all(
                says_so(value) or key in ("t", "de", GERMAN) for key, value in found.items()
            )
        case _ if hasattr(found, "__dataclass_fields__"):
            return all(
                says_so(getattr(found, name))
                for name in found.__dataclass_fields__
                if name not in ("value", "message")
            )
        case _ if hasattr(found, "items"):
            return says_so(dict(found))
        case tuple() | list():
            return all(map(says_so, found))
    raise AssertionError(f"what is {type(found).__name__}?")


# What Python calls by itself. The string of a document is its original, that of an answer its
# text, and both are documented so; a format specification names a language, strictly or marked.
SPOKEN: dict[type, set[str]] = {
    LocalizedText: {"__str__", "__format__"},
    DualText: {"__str__", "__format__"},
    Text: {"__str__"},
    Resolved: {"__str__"},
    LabelFound: {"__str__"},
    DualDocument: {"__iter__"},
    Picklist: {"__iter__"},
}

METHODS: dict[type, dict[str, Callable[[], Any]]] = {
    LocalizedText: {
        "by_lang": lambda: LOCALIZED.by_lang,
        "states": lambda: LOCALIZED.states,
        "of": lambda: LocalizedText.of(GERMAN, lang="de"),
        "get": lambda: LOCALIZED.get("en"),
        "require": lambda: LOCALIZED.require("en"),
        "status": lambda: LOCALIZED.status("en"),
        "outdated_since": lambda: LOCALIZED.outdated_since("en"),
        "resolve": lambda: LOCALIZED.resolve("en"),
        "with_text": lambda: LOCALIZED.with_text("en", "English"),
        "confirm": lambda: LOCALIZED.confirm("en"),
        "reject": lambda: LOCALIZED.reject("en"),
        "made_from": lambda: LOCALIZED.made_from("en", "de"),
        "without": lambda: LOCALIZED.without("en"),
        "merge": lambda: LOCALIZED.merge(LOCALIZED, LOCALIZED),
        "with_prevailing": lambda: LOCALIZED.with_prevailing("en"),
        "to_dict": LOCALIZED.to_dict,
        "from_dict": lambda: LocalizedText.from_dict({"de": GERMAN}),
    },
    DualText: {
        "of": lambda: DualText.of(LOCALIZED, local_lang="de"),
        "local": lambda: DUAL.local,
        "corporate": lambda: DUAL.corporate,
        "prevailing": lambda: DUAL.prevailing,
        "pair_status": lambda: DUAL.pair_status,
        "get": lambda: DUAL.get("en"),
        "require": lambda: DUAL.require("en"),
        "status": lambda: DUAL.status("en"),
        "resolve": lambda: DUAL.resolve("en"),
        "with_local": lambda: DUAL.with_local("Neu").corporate,
        "with_corporate": lambda: DUAL.with_corporate("English").corporate,
        "with_text": lambda: DUAL.with_text("fr", "x").corporate,
        "with_prevailing": lambda: DUAL.with_prevailing("en"),
        "confirm": DUAL.confirm,
        "merge": lambda: DUAL.merge(DUAL, DUAL).corporate,
        "to_dict": lambda: DUAL.to_dict()["v"].get("en"),
        "from_dict": lambda: DualText.from_dict(DUAL.to_dict()).corporate,
    },
    DualDocument: {
        "of": lambda: DOCUMENT.segments[0].text.corporate,
        "of_pairs": lambda: DualDocument.of_pairs([(GERMAN, None)], local_lang="de").text("en"),
        "segment": lambda: DOCUMENT.segment("s1").text.corporate,
        "revise": lambda: DOCUMENT.revise("x").document.segments[0].text.corporate,
        "with_local": lambda: DOCUMENT.with_local("x").segments[0].text.corporate,
        "with_corporate": lambda: DOCUMENT.with_corporate({}).segments[0].text.corporate,
        "confirm": lambda: DOCUMENT.confirm().segments[0].text.corporate,
        "merge": lambda: DOCUMENT.merge(DOCUMENT, DOCUMENT).text("en"),
        "with_prevailing": lambda: DOCUMENT.with_prevailing("en").text("en"),
        "progress": DOCUMENT.progress,
        "text": lambda: DOCUMENT.text("en"),
        "to_dict": lambda: DOCUMENT.to_dict()["segments"][0]["text"]["v"].get("en"),
        "from_dict": lambda: DualDocument.from_dict(DOCUMENT.to_dict()).text("en"),
    },
    Resolved: {
        "is_fallback": lambda: LOCALIZED.resolve("en").is_fallback,
        "is_outdated": lambda: LOCALIZED.resolve("en").is_outdated,
        "marked": lambda: LOCALIZED.resolve("en").marked,
        "to_html": lambda: LOCALIZED.resolve("en").to_html(),
        "to_dict": lambda: tuple(map(LOCALIZED.resolve("en").to_dict().get, ("served", "reason"))),
        "from_dict": lambda: Resolved.from_dict(LOCALIZED.resolve("en").to_dict()),
    },
    Text: {
        "direction": lambda: Text(GERMAN, "de").direction,
        "to_html": lambda: Text(GERMAN, "de").to_html(),
    },
    Labels: {
        "with_layer": lambda: LABELS.with_layer("y", {}).get("c", locale="en"),
        "with_po": lambda: None,
        "get": lambda: LABELS.get("c", locale="en"),
        "to_dict": lambda: LABELS.to_dict()["site"]["c"]["v"].get("en"),
        "from_dict": lambda: Labels.from_dict({"a": {"c": {"de": GERMAN}}}).get("c", locale="en"),
    },
    Picklist: {
        "get": lambda: LIST.get("c").labels.get("en"),  # type: ignore[union-attr]
        "require": lambda: LIST.require("c").labels.get("en"),
        "label": lambda: LIST.label("c", locale="en"),
        "parse": lambda: LIST.parse(GERMAN),
        "current": lambda: LIST.current("c"),
        "corporate": lambda: LIST.corporate("c"),
        "choices": lambda: LIST.choices(on=date(2026, 1, 1), locale="en", by="label"),
        "with_values": lambda: LIST.with_values([]).label("c", locale="en"),
        "to_dict": lambda: LIST.to_dict()["values"][0]["labels"]["v"].get("en"),
        "from_dict": lambda: Picklist.from_dict(LIST.to_dict()).label("c", locale="en"),
    },
    PickValue: {
        "is_valid": lambda: LIST.require("c").is_valid(date(2026, 1, 1)),
        "to_dict": lambda: LIST.require("c").to_dict()["labels"]["v"].get("en"),
        "from_dict": lambda: PickValue.from_dict(LIST.require("c").to_dict()).labels.get("en"),
    },
    Version: {"lang": lambda: LOCALIZED.versions[0].lang},
    Policy: {},
    Segment: {"status": lambda: DOCUMENT.segments[0].status},
    Progress: {name: partial(getattr, DOCUMENT.progress(), name) for name in ("total", "aligned")},
    Coverage: {
        "texts": lambda: COVERAGE.texts,
        "words": lambda: COVERAGE.words,
        "where": lambda: COVERAGE.where(language="en").backlog,
        "ages": lambda: COVERAGE.ages(datetime(2026, 1, 1, tzinfo=UTC)),
    },
    BacklogItem: {"age": lambda: COVERAGE.backlog[0].age(datetime(2026, 1, 1, tzinfo=UTC))},
}

FUNCTIONS: dict[str, Callable[[], Any]] = {
    "backlog_sql": lambda: room.backlog_sql("t", ["c"], "en", dialect="sqlite"),
    "changes": lambda: None,
    "check_document": lambda: room.check_document(DOCUMENT),
    "check_language": lambda: None,
    "check_pair": lambda: room.check_pair(Text(GERMAN, "de"), Text("", "en")),
    "check_text": lambda: room.check_text(DUAL),
    "coverage": lambda: room.coverage([{"id": 1, "t": DUAL}], ["t"]).backlog,
    "coverage_sql": lambda: room.coverage_sql("t", ["c"], "en", dialect="sqlite"),
    "default_detector": lambda: None,
    "fingerprint": lambda: room.fingerprint(GERMAN),
    "fold": lambda: None,
    "from_columns": lambda: room.from_columns(room.to_columns(DUAL, "t"), "t").corporate,  # type: ignore[union-attr]
    "from_language_map": lambda: room.from_language_map({"de": GERMAN}, original="de"),
    "from_vcard": lambda: room.from_vcard([f"N;LANGUAGE=de:{GERMAN}"], "N", original="de"),
    "from_xliff": lambda: room.from_xliff(DOCUMENT, room.to_xliff(DOCUMENT)).document.text("en"),
    "index_sql": lambda: None,
    "machine_translate": lambda: (
        machine_translate(DUAL, Echo(), classification="public").corporate
    ),
    "romanise": lambda: None,
    "search_key": lambda: None,
    "side_by_side": lambda: room.side_by_side(DOCUMENT, locale="en").split("</td>")[1],
    "sort_key": lambda: None,
    "status_sql": lambda: None,
    "to_columns": lambda: room.to_columns(DUAL, "t")["t_corporate"],
    "to_language_map": lambda: room.to_language_map(LOCALIZED)[0],
    "to_tmx": lambda: room.to_tmx([DOCUMENT]),
    "to_vcard": lambda: room.to_vcard("N", LOCALIZED)[0].replace("LANGUAGE=de:", "[de]"),
    "to_xliff": lambda: room.to_xliff(DOCUMENT).replace('srcLang="de"', "[de]"),
    "words": lambda: None,
}


CLASSES = {
    found
    for found in (getattr(room, name) for name in room.__all__)
    if isinstance(found, type) and not getattr(found, "_is_protocol", False)
}


def test_every_public_class_is_in_the_table() -> None:
    def public(kind: type) -> set[str]:
        fields = set(getattr(kind, "__dataclass_fields__", ()))
        return {name for name in vars(kind) if not name.startswith("_")} - fields

    assert {kind for kind in CLASSES if public(kind)} <= METHODS.keys()


def test_what_python_calls_by_itself_is_known() -> None:
    names = {"__str__", "__format__", "__iter__", "__getitem__", "__call__", "__html__"}
    found = {kind: names & vars(kind).keys() for kind in CLASSES}

    assert {kind: own for kind, own in found.items() if own} == SPOKEN


def test_a_format_specification_never_hides_a_fallback() -> None:
    for document in (LOCALIZED, DUAL):
        assert f"{document}" == f"{document:de}" == GERMAN
        assert f"{document:en?}" == f"{GERMAN} [de]"
        with pytest.raises(MissingTextError):
            format(document, "en")


@pytest.mark.parametrize("kind", METHODS, ids=lambda kind: kind.__name__)
def test_every_public_method_is_in_the_table(kind: type) -> None:
    fields = set(getattr(kind, "__dataclass_fields__", ()))
    public = {name for name in vars(kind) if not name.startswith("_")} - fields

    assert METHODS[kind].keys() == public


def test_every_public_function_is_in_the_table() -> None:
    public = {name for name in room.__all__ if inspect.isfunction(getattr(room, name))}

    assert FUNCTIONS.keys() == public


CALLS = [
    *(
        (f"{k.__name__}.{name}", call)
        for k, table in METHODS.items()
        for name, call in table.items()
    ),
    *FUNCTIONS.items(),
]


@pytest.mark.parametrize(("name", "call"), CALLS, ids=[name for name, _ in CALLS])
def test_nothing_hides_its_language(name: str, call: Callable[[], Any]) -> None:
    try:
        found = call()
    except CrmI18nError:
        return
    assert says_so(found), name


def test_the_probe_would_notice() -> None:
    assert not says_so(GERMAN)
    assert not says_so({"title": GERMAN})
    assert not says_so(Text(GERMAN, "en"))
    assert says_so(f"{GERMAN} [de]")


def test_no_public_name_is_the_name_of_a_module() -> None:
    modules = {path.stem for path in Path(room.__file__).parent.glob("*.py")}

    assert not modules & {*room.__all__}
