"""Minutes in two languages: stale is seen, empty is not missing, a fallback says what it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crmi18n import DualText

WRITTEN = datetime(2026, 6, 1, 9, tzinfo=UTC)
EDITED = datetime(2026, 7, 1, 9, tzinfo=UTC)
TERMS = (
    DualText("納期は9月末とする。", local_lang="ja")
    .with_corporate("Delivery is due at the end of September.", at=WRITTEN)
    .confirm(by="u17", at=WRITTEN)
)
OUTDATED = TERMS.with_local("納期は10月末とする。", at=EDITED)


def test_an_edit_of_the_source_makes_the_translation_stale_and_keeps_it() -> None:
    assert OUTDATED.status("en") == "outdated"
    assert str(OUTDATED.require("en")) == "Delivery is due at the end of September."
    assert OUTDATED.document.outdated_since("en") == EDITED


def test_a_fallback_names_itself() -> None:
    found = OUTDATED.resolve("fr")

    assert str(found) == "Delivery is due at the end of September."
    assert (found.served, found.requested, found.reason) == ("en", "fr", "corporate")
    assert found.is_outdated


def test_confirming_clears_it() -> None:
    assert OUTDATED.confirm(by="u17").status("en") == "reviewed"


@pytest.mark.parametrize("text", ["納期は9月末とする。 ", " 納期は9月末とする。\n"])
def test_an_edit_of_blanks_is_none(text: str) -> None:
    assert TERMS.with_local(text).status("en") == "reviewed"


def test_a_text_equal_to_the_fallback_is_a_text() -> None:
    written = TERMS.with_text("fr", "Delivery is due at the end of September.")

    assert written.resolve("fr").reason == "exact"


def test_empty_is_not_missing() -> None:
    emptied = TERMS.with_corporate("")
    found = emptied.resolve("en")

    assert (str(found), found.served, found.text is None) == ("", "en", False)
    assert emptied.status("en") != "missing"


def test_a_wider_region_is_a_parent() -> None:
    found = TERMS.with_text("de", "Lieferung bis Ende September.").resolve("de-AT")

    assert (found.served, found.reason) == ("de", "parent")
