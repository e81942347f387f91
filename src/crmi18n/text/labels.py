"""Labels in layers: the library's, over them head office's, over them a site's.

A record stores codes; what a code is called is looked up, for each reader anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, final

from crmi18n.cldr import LocaleLike, label, label_languages, po_catalog
from crmi18n.errors import ParseError, UnknownCodeError
from crmi18n.plain import reads_plain
from crmi18n.text.localized import LocalizedText
from crmi18n.text.resolve import Policy, Resolved

__all__ = ["LIBRARY", "LabelFound", "Labels"]

LIBRARY: Final = "library"
"""The name of the layer that the library brings."""


@final
@dataclass(frozen=True, slots=True)
class LabelFound:
    """A label, and where it is from.

    Attributes:
        code: the code.
        resolved: the text, its language, and why it is this one.
        layer: the layer that has it.
    """

    code: str
    resolved: Resolved
    layer: str

    def __str__(self) -> str:
        return str(self.resolved)


@final
@dataclass(frozen=True, slots=True, init=False)
class Labels:
    """Codes and what they are called, in layers.

    The uppermost layer that has a label *in the reader's language* wins; a fallback of an upper
    layer never hides the right language of a lower one.

    >>> labels = Labels().with_layer("head office", {"stage.won": {"de": "Gewonnen", "en": "Won"}})
    >>> labels = labels.with_layer("munich", {"stage.won": {"de": "Auftrag erteilt"}})
    >>> str(labels.get("stage.won", locale="de")), labels.get("stage.won", locale="en").layer
    ('Auftrag erteilt', 'head office')
    """

    layers: tuple[tuple[str, tuple[tuple[str, LocalizedText], ...]], ...]
    _tables: tuple[tuple[str, dict[str, LocalizedText]], ...] = field(repr=False, compare=False)

    def __init__(self, layers: Sequence[tuple[str, Mapping[str, LocalizedText]]] = ()) -> None:
        tables = tuple((name, dict(table)) for name, table in layers)
        names = [LIBRARY, *(name for name, _ in tables)]
        if len(set(names)) < len(names):
            raise ParseError(", ".join(names), "set of layers with a name each", "ambiguous")
        object.__setattr__(self, "_tables", tables)
        object.__setattr__(
            self, "layers", tuple((name, tuple(sorted(table.items()))) for name, table in tables)
        )

    def with_layer(
        self,
        name: str,
        labels: Mapping[str, LocalizedText | Mapping[str, str]],
        *,
        source: LocaleLike = "en",
    ) -> Labels:
        """Return the labels with one more layer on top.

        Args:
            name: what answers call the layer.
            labels: code to texts, as :class:`LocalizedText` or as language to text.
            source: the original language of a plain mapping, if it has it.

        Raises:
            ParseError: a layer of the name is there, or an entry has no text.
        """
        table = {code: _text(text, str(source)) for code, text in labels.items()}
        return Labels((*self._tables, (name, table)))

    def with_po(self, name: str, path: str, *, lang: LocaleLike) -> Labels:
        """Return the labels with a layer read from a gettext file, whose message ids are codes.

        Raises:
            ParseError: a layer of the name is there.
            OSError: the file cannot be read.
        """
        return self.with_layer(
            name, {code: {str(lang): text} for code, text in po_catalog(path).items()}
        )

    def get(
        self,
        code: str,
        *,
        locale: LocaleLike | Sequence[LocaleLike],
        policy: Policy = Policy.default,
    ) -> LabelFound:
        """Return what a code is called in a reader's language.

        Raises:
            UnknownCodeError: no layer has the code.
        """
        fallback: LabelFound | None = None
        for name, text in self._candidates(code):
            resolved = text.resolve(locale, policy=policy, corporate_lang="en")
            if resolved.text is None:
                continue
            found = LabelFound(code, resolved, name)
            if not resolved.is_fallback:
                return found
            fallback = fallback or found
        if fallback is None:
            raise UnknownCodeError(code)
        return fallback

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form: layer to code to text."""
        return {
            name: {code: text.to_dict() for code, text in table} for name, table in self.layers
        }

    @classmethod
    @reads_plain
    def from_dict(cls, data: Mapping[str, Any]) -> Labels:
        """Read what :meth:`to_dict` wrote; plain mappings of language to text will do too."""
        labels = cls()
        for name, table in data.items():
            labels = labels.with_layer(name, table)
        return labels

    def _candidates(self, code: str) -> Iterator[tuple[str, LocalizedText]]:
        for name, table in reversed(self._tables):
            if (text := table.get(code)) is not None:
                yield name, text
        library = _library(code)
        if library is not None:
            yield LIBRARY, library


@lru_cache(maxsize=1024)
def _library(code: str) -> LocalizedText | None:
    """Return the library's own label in all its languages."""
    try:
        texts = {lang: label(code, locale=lang) for lang in label_languages()}
    except UnknownCodeError:
        return None
    return LocalizedText.from_dict(texts, original="en")


def _text(text: LocalizedText | Mapping[str, Any], source: str) -> LocalizedText:
    if isinstance(text, LocalizedText):
        return text
    original = source if source in text else next(iter(text), source)
    return LocalizedText.from_dict(text, original=None if "$" in text else original)
