"""Two sites work offline on one text; merged, nothing is lost and no status is wrong."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from crmi18n.errors import MergeConflictError, MissingTextError
from crmi18n.text import DualText, LocalizedText, PairStatus

NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)
BASE = DualText("Vertrag", local_lang="de").with_corporate("Contract").confirm(at=NOON)


def test_each_side_changed_another_language() -> None:
    merged = BASE.with_local("Rahmenvertrag").merge(BASE, BASE.with_corporate("Agreement"))

    assert (str(merged.local), str(merged.corporate)) == ("Rahmenvertrag", "Agreement")
    assert merged.pair_status == "diverged"


def test_a_confirmation_and_an_edit_of_the_source() -> None:
    draft = DualText("Vertrag", local_lang="de").with_corporate("Contract")
    merged = draft.with_local("Rahmenvertrag").merge(draft, draft.confirm(by="u17"))

    assert merged.pair_status == "local_changed"


def test_a_conflict_names_all_three_texts() -> None:
    ours, theirs = BASE.with_local("Abkommen"), BASE.with_local("Vereinbarung")

    with pytest.raises(MergeConflictError) as caught:
        ours.merge(BASE, theirs)
    error = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert (error.lang, error.base, error.ours, error.theirs) == (
        "de",
        "Vertrag",
        "Abkommen",
        "Vereinbarung",
    )


@pytest.mark.parametrize(
    ("prefer", "expected"),
    [
        pytest.param("ours", "Abkommen", id="ours"),
        pytest.param("theirs", "Vereinbarung", id="theirs"),
        pytest.param("newest", "Vereinbarung", id="the later one"),
    ],
)
def test_a_preferred_side(prefer: str, expected: str) -> None:
    ours = BASE.with_local("Abkommen", at=NOON)
    theirs = BASE.with_local("Vereinbarung", at=NOON + timedelta(hours=1))

    assert str(ours.merge(BASE, theirs, prefer=prefer).local) == expected  # type: ignore[arg-type]


def test_a_deletion_is_a_change() -> None:
    base = BASE.document.with_text("fr", "Contrat")

    assert base.merge(base, base.without("fr")).get("fr") is None
    assert base.without("fr").merge(base, base).get("fr") is None
    with pytest.raises(MergeConflictError):
        base.without("fr").merge(base, base.with_text("fr", "Accord"))


def test_of_two_confirmations_the_later_counts() -> None:
    draft = LocalizedText.of("Vertrag", lang="de").with_text("en", "Contract")
    early = draft.confirm("en", by="a", at=NOON)
    late = draft.confirm("en", by="b", at=NOON + timedelta(hours=1))

    assert early.merge(draft, late).by_lang["en"].by == "b"
    assert late.merge(draft, early).by_lang["en"].by == "b"


def test_writing_the_same_text_again_does_not_undo_what_the_other_side_decided() -> None:
    base = DualText("a", local_lang="de").with_corporate("c", origin="machine").confirm(at=NOON)
    again, redone = base.with_corporate("c"), base.with_corporate("c", origin="machine")

    assert redone.merge(base, again).pair_status == "unconfirmed"
    assert again.merge(base, redone).pair_status == "unconfirmed"


def test_prevailing_and_original_are_merged_too() -> None:
    merged = BASE.with_local("Neu").merge(BASE, BASE.with_prevailing("de"))

    assert merged.prevailing == merged.local


def test_the_original_stays() -> None:
    with pytest.raises(MissingTextError):
        BASE.document.without("de")


@dataclass(frozen=True)
class Record:
    """What a clerk would keep of the corporate text."""

    text: str
    made_from: str | None
    read: str
    confirmed: int | None = None


@dataclass
class Clerk:
    """One site, kept by hand."""

    local: str
    corporate: Record | None = None

    def status(self) -> PairStatus:
        if self.corporate is None:
            return "local_only"
        source = self.corporate.made_from != self.local
        own = self.corporate.read != self.corporate.text
        if source and own:
            return "diverged"
        if source:
            return "local_changed"
        if own:
            return "corporate_changed"
        return "aligned" if self.corporate.confirmed is not None else "unconfirmed"


WORDS = st.sampled_from(["a", "b", "c", ""])
SITES = st.sampled_from([0, 1])


@settings(max_examples=60, stateful_step_count=25, deadline=None)
class TwoSites(RuleBasedStateMachine):
    """Edits at both sites, synchronised now and then, head office winning what both changed."""

    @initialize(text=WORDS)
    def start(self, text: str) -> None:
        self.base = DualText(text, local_lang="ja")
        self.sites = [self.base, self.base]
        self.clerk_base = Clerk(text)
        self.clerks = [Clerk(text), Clerk(text)]
        self.clock = 0

    @rule(site=SITES, text=WORDS)
    def edit_local(self, site: int, text: str) -> None:
        self.sites[site] = self.sites[site].with_local(text)
        self.clerks[site].local = text

    @rule(site=SITES, text=WORDS)
    def edit_corporate(self, site: int, text: str) -> None:
        clerk = self.clerks[site]
        self.sites[site] = self.sites[site].with_corporate(text)
        old = clerk.corporate
        if old is None:
            clerk.corporate = Record(text, clerk.local, text)
        elif old.confirmed is not None:
            clerk.corporate = replace(old, text=text)
        else:
            clerk.corporate = replace(old, text=text, read=text)

    @rule(site=SITES, text=WORDS)
    def translate(self, site: int, text: str) -> None:
        self.sites[site] = self.sites[site].with_corporate(text, origin="machine")
        self.clerks[site].corporate = Record(text, self.clerks[site].local, text)

    @rule(site=SITES)
    def confirm(self, site: int) -> None:
        clerk = self.clerks[site]
        if clerk.corporate is None:
            return
        self.clock += 1
        at = NOON + timedelta(minutes=self.clock)
        self.sites[site] = self.sites[site].confirm(at=at)
        text = clerk.corporate.text
        clerk.corporate = Record(text, clerk.local, text, self.clock)

    @rule()
    def synchronise(self) -> None:
        ours, theirs, base = *self.clerks, self.clerk_base
        local = theirs.local if ours.local == base.local else ours.local
        merged = Clerk(local, self.record(base.corporate, ours.corporate, theirs.corporate))
        document = self.sites[0].merge(self.base, self.sites[1], prefer="ours")
        self.base, self.sites = document, [document, document]
        self.clerk_base = merged
        self.clerks = [replace(merged), replace(merged)]

    @staticmethod
    def record(base: Record | None, ours: Record | None, theirs: Record | None) -> Record | None:
        texts = [record and record.text for record in (base, ours, theirs)]
        if ours == base:
            return theirs
        if theirs in (base, ours):
            return ours
        if texts[1] == texts[2]:
            return max(
                (r for r in (ours, theirs) if r),
                key=lambda r: r.confirmed is not None and r.confirmed,
            )
        return theirs if texts[1] == texts[0] else ours

    @invariant()
    def the_status_is_what_the_clerk_says(self) -> None:
        for document, clerk in zip(self.sites, self.clerks, strict=True):
            assert str(document.local) == clerk.local
            assert (document.corporate and document.corporate.value) == (
                clerk.corporate and clerk.corporate.text
            )
            assert document.pair_status == clerk.status()
            assert DualText.from_dict(document.to_dict()) == document


TestTwoSites = TwoSites.TestCase


def test_a_version_that_was_made_binding_survives_its_deletion() -> None:
    base = LocalizedText.of("Vertrag", lang="de").with_text("en", "Contract")
    deleted, binding = base.without("en"), base.with_prevailing("en")

    for merged in (deleted.merge(base, binding), binding.merge(base, deleted)):
        assert merged == binding


def test_unknown_keys_are_merged_too() -> None:
    base = LocalizedText.of("Vertrag", lang="de")
    theirs = LocalizedText.from_dict(base.to_dict() | {"ticket": 7})

    assert base.merge(base, theirs).to_dict()["ticket"] == 7
    assert theirs.merge(base, base) == theirs
