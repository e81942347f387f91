"""Machine translation, kept in its place: drafts by a machine, and nothing that is classified.

The library brings no translator; an application gives one that follows :class:`Translator`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal, Protocol, TypeVar, get_args

from crmi18n.errors import ClassifiedTextError, ParseError
from crmi18n.text.document import DualDocument
from crmi18n.text.dual import DualText

__all__ = ["CLASSIFICATIONS", "Classification", "Translator", "machine_translate"]

T = TypeVar("T", DualText, DualDocument)
Classification = Literal["public", "internal", "confidential", "secret"]
CLASSIFICATIONS: Final[tuple[str, ...]] = get_args(Classification)
"""From what everybody may read to what hardly anybody may."""


class Translator(Protocol):
    """Something that translates.

    Attributes:
        name: engine and version; kept with every draft.
        limit: the highest classification of what it may see, such as ``"internal"`` for a
            service outside, ``"secret"`` for a model on an own machine.
    """

    name: str
    limit: Classification

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """Return a translation of each text, in the same order."""


def machine_translate(
    value: T,
    translator: Translator,
    *,
    classification: Classification,
    at: datetime | None = None,
) -> T:
    """Return a text or a document with the corporate side made by a machine where it is due.

    Due is what is missing, and what is outdated, whoever wrote it: the caller has the former
    translation in ``value``. What is current stays, and so does what a person edited since it
    was confirmed. The result is a ``machine`` draft, which nobody has confirmed.

    Args:
        value: a :class:`DualText` or a :class:`DualDocument`.
        translator: what translates.
        classification: how the record is classified; there is no default.
        at: when; an aware time.

    Raises:
        ClassifiedTextError: the classification is above the translator's limit; it was not
            called.
        ParseError: a classification is unknown, or the translator returned another number of
            texts.
        TypeError: the translator returned no list of strings.
        TimeKindError: ``at`` is naive.

    >>> class Shout:
    ...     name, limit = "shout 1", "internal"
    ...     def translate(self, texts, source, target):
    ...         return [text.upper() for text in texts]
    >>> found = machine_translate(
    ...     DualText("Vertrag", local_lang="de"), Shout(), classification="public"
    ... )
    >>> str(found.corporate), found.status("en")
    ('VERTRAG', 'machine')
    """
    if _level(classification) > _level(translator.limit):
        raise ClassifiedTextError(classification, translator.limit, translator.name)
    if isinstance(value, DualText):
        if not _due(value):
            return value
        made = _translated([str(value.local)], value.local_lang, value.corporate_lang, translator)
        return value.with_corporate(made[0], "machine", by=translator.name, at=at)
    due = [segment for segment in value if _due(segment.text)]
    if not due:
        return value
    texts = [str(segment.text.local) for segment in due]
    made = _translated(texts, value.local_lang, value.corporate_lang, translator)
    pairs = {segment.id: text for segment, text in zip(due, made, strict=True)}
    return value.with_corporate(pairs, "machine", by=translator.name, at=at)


def _due(text: DualText) -> bool:
    if text.local is None or text.local_lang == text.corporate_lang:
        return False
    return text.status(text.corporate_lang) in ("missing", "outdated")


def _translated(
    texts: list[str], source: str, target: str, translator: Translator
) -> Sequence[str]:
    made = translator.translate(texts, source, target)
    if isinstance(made, str) or not isinstance(made, Sequence):
        raise TypeError(f"a translator returns a list of texts, not {type(made).__name__}")
    if len(made) != len(texts):
        raise ParseError(translator.name, f"translator that returns {len(texts)} texts", "range")
    return made


def _level(classification: str) -> int:
    if classification not in CLASSIFICATIONS:
        expected = f"classification: {', '.join(CLASSIFICATIONS)}"
        raise ParseError(str(classification), expected, "unknown")
    return CLASSIFICATIONS.index(classification)
