"""The status of a pair is what a log of its last confirmation says, after any edits."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import pytest
from hypothesis import given, strategies as st

from crmi18n.text import DualText, LocalizedText, PairStatus, Status

START = DualText("Rahmenvertrag Wartung", local_lang="de")
MACHINE = START.with_corporate("Framework agreement", origin="machine")
CONFIRMED = MACHINE.confirm(by="u17")


@pytest.mark.parametrize(
    ("pair", "status", "pair_status"),
    [
        pytest.param(START, "missing", "local_only", id="only German"),
        pytest.param(MACHINE, "machine", "unconfirmed", id="made by a machine"),
        pytest.param(CONFIRMED, "reviewed", "aligned", id="confirmed"),
        pytest.param(CONFIRMED.with_local("Neu"), "outdated", "local_changed", id="German edited"),
        pytest.param(
            CONFIRMED.with_local("Neu").with_local("Rahmenvertrag Wartung"),
            "reviewed",
            "aligned",
            id="German edited and back",
        ),
        pytest.param(
            CONFIRMED.with_local(" Rahmenvertrag\nWartung "),
            "reviewed",
            "aligned",
            id="only blanks edited",
        ),
        pytest.param(
            CONFIRMED.with_local("Neu").confirm(), "reviewed", "aligned", id="confirmed again"
        ),
        pytest.param(
            CONFIRMED.with_corporate("New"), "edited", "corporate_changed", id="English edited"
        ),
        pytest.param(
            CONFIRMED.with_corporate("New").with_local("Neu"),
            "diverged",
            "diverged",
            id="both edited",
        ),
        pytest.param(
            START.with_corporate("").confirm(), "reviewed", "aligned", id="empty on purpose"
        ),
        pytest.param(
            START.with_corporate("Rahmenvertrag Wartung", origin="verbatim").confirm(),
            "reviewed",
            "aligned",
            id="the same on purpose",
        ),
        pytest.param(
            CONFIRMED.with_corporate("Frame contract", origin="machine"),
            "machine",
            "unconfirmed",
            id="a machine over a confirmed text",
        ),
        pytest.param(
            MACHINE.with_corporate("Framework contract"),
            "draft",
            "unconfirmed",
            id="a machine's text mended by hand is nobody's confirmation",
        ),
        pytest.param(
            MACHINE.with_local("Neu").with_corporate("Framework contract"),
            "outdated",
            "local_changed",
            id="mending a draft does not bring it up to date",
        ),
        pytest.param(
            DualText("Wartung", local_lang="de", corporate="Maintenance"),
            "draft",
            "unconfirmed",
            id="given together",
        ),
        pytest.param(
            START.with_corporate("Agreement", origin="import").with_local("Neu"),
            "draft",
            "unconfirmed",
            id="imported beside it claims nothing",
        ),
        pytest.param(
            DualText(None, local_lang="de", corporate="Maintenance"),
            "original",
            "corporate_only",
            id="only English",
        ),
        pytest.param(
            DualText(None, local_lang="de", corporate="Maintenance")
            .with_local("Wartung")
            .confirm()
            .with_corporate("Repair"),
            "original",
            "corporate_changed",
            id="German made from English",
        ),
        pytest.param(
            DualText(None, local_lang="de", corporate="Maintenance")
            .with_local("Wartung")
            .confirm()
            .with_local("Reparatur"),
            "original",
            "local_changed",
            id="German made from English, then edited",
        ),
    ],
)
def test_history(pair: DualText, status: Status, pair_status: PairStatus) -> None:
    assert (pair.status("en"), pair.pair_status) == (status, pair_status)


def test_the_same_language_in_both_roles_is_one_text() -> None:
    pair = DualText("Vertrag", local_lang="de-AT", corporate_lang="de_at")

    assert (pair.status("de-AT"), pair.pair_status) == ("original", "aligned")
    assert pair.local == pair.corporate
    assert pair.with_corporate("Neu").local == pair.with_local("Neu").corporate
    assert pair.confirm() == pair


@dataclass
class Log:
    """What both texts were when they were last compared, kept by hand as a person would."""

    local: str
    corporate: str | None = None
    compared: tuple[str, str] | None = None
    confirmed: bool = False

    def write(self, role: str, text: str) -> None:
        if role == "local":
            self.local = text
            return
        first, self.corporate = self.corporate is None, text
        if role == "machine" or first:
            self.compared, self.confirmed = (self.local, text), False
        elif not self.confirmed and self.compared:
            self.compared = (self.compared[0], text)

    def confirm(self) -> None:
        if self.corporate is not None:
            self.compared, self.confirmed = (self.local, self.corporate), True

    def expected(self) -> PairStatus:
        if self.corporate is None:
            return "local_only"
        assert self.compared is not None
        match tuple(
            read(now) != read(then)
            for now, then in zip((self.local, self.corporate), self.compared, strict=True)
        ):
            case (True, True):
                return "diverged"
            case (True, False):
                return "local_changed"
            case (False, True):
                return "corporate_changed"
        return "aligned" if self.confirmed else "unconfirmed"


def read(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).split()


TEXTS = st.sampled_from(["", " ", "a", " a", "b", "a b", "a\n b", "e\u0301", "\u00e9"]) | st.text()
STEPS = st.lists(
    st.tuples(st.sampled_from(["local", "corporate", "machine", "confirm"]), TEXTS), max_size=12
)


@given(st.data(), TEXTS, STEPS)
def test_any_history_agrees_with_the_log(
    data: st.DataObject, start: str, steps: list[tuple[str, str]]
) -> None:
    pair, log = DualText(start, local_lang="ja"), Log(start)
    for step, text in steps:
        if step == "confirm":
            log.confirm()
            pair = pair.confirm() if pair.corporate is not None else pair
            continue
        log.write(step, text)
        if step == "local":
            pair = pair.with_local(text)
        else:
            pair = pair.with_corporate(text, origin="machine" if step == "machine" else "human")
        if data.draw(st.booleans()):
            pair = DualText.from_dict(pair.to_dict())

    assert pair.pair_status == log.expected()


def test_an_original_that_was_brought_in_line_leaves_nothing_outdated() -> None:
    text = LocalizedText.of("Vertrag", lang="de").with_text("en", "Contract").confirm("en")
    text = text.with_text("en", "Framework contract").with_text("de", "Rahmenvertrag")
    assert text.status("en") == "diverged"

    confirmed = text.confirm("de", against="en", by="u17")

    assert dict(confirmed.states) == {"de": "original", "en": "reviewed"}
    assert DualText.of(confirmed, local_lang="de").pair_status == "aligned"
    assert confirmed.by_lang["en"].by == "u17"
