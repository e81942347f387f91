"""The first line of a letter: as the person wants to be spoken to, in the letter's language.

CLDR has no salutations; ``data/salutations.toml`` is ours, with the source of each language.
Nothing is derived from a given name: who has not said how to be spoken to is spoken to neutrally.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, final, get_args
from unicodedata import bidirectional

from crmi18n.cldr import LocaleLike, LocaleTag, canonicalize, inheritance, isolate, script_of
from crmi18n.contact._names import is_written_in
from crmi18n.contact.name import PersonName, SpeakTo
from crmi18n.contact.name_format import Formality, plain_name, version_for
from crmi18n.contact.name_pattern import capitalised
from crmi18n.errors import MissingTextError, ParseError
from crmi18n.findings import Finding
from crmi18n.plain import has_form, reads_plain

__all__ = ["Salutation", "salutation", "salutation_languages"]

NextLine = Literal["capital", "small"]

_DATA: Final = Path(__file__).with_name("data") / "salutations.toml"
_FIELD: Final = re.compile(r"\{([a-z0-9-]+)\}")
_FORMS: Final = get_args(SpeakTo)


@final
@dataclass(frozen=True, slots=True)
class Salutation:
    """The first line of a letter.

    Attributes:
        text: the line, with the mark that ends it. A name that would turn the line round, as
            Arabic ones do before 様, is in a directional isolate.
        form: how the person is spoken to in it.
        next_line: whether the letter goes on with a ``capital`` or a ``small`` letter; None: the
            language leaves it open.
        findings: what the name would have to say for a better one.
    """

    text: str
    form: SpeakTo
    next_line: NextLine | None = None
    findings: tuple[Finding, ...] = ()

    def __str__(self) -> str:
        return self.text

    __get_pydantic_core_schema__ = has_form()

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "text": self.text,
            "form": self.form,
            "next_line": self.next_line,
            "findings": [finding.to_dict() for finding in self.findings],
        }

    @classmethod
    @reads_plain
    def from_dict(cls, data: Mapping[str, Any]) -> Salutation:
        """Read what :meth:`to_dict` wrote."""
        text, form, next_line = data["text"], data["form"], data["next_line"]
        if not isinstance(text, str) or form not in _FORMS:
            raise ParseError(repr(form), f"text and form ({', '.join(_FORMS)})", "unknown")
        if next_line not in (None, "capital", "small"):
            raise ParseError(repr(next_line), "next line (capital, small)", "unknown")
        return cls(text, form, next_line, tuple(map(Finding.from_dict, data["findings"])))


def salutation(
    n: PersonName, *, locale: LocaleLike, formality: Formality = "formal"
) -> Salutation:
    """Return the first line of a letter to a person.

    The name's ``speak_to`` decides the form, or else a form of address in its title (``Ms``,
    ``Herr Dr.``); if neither says it, the line is neutral. Where a language declines names, only
    a vocative that is stored is used. Nobody is called by the bare surname: where the language
    needs a form of address for it and nobody has said which, the line has no name.

    Args:
        n: the name.
        locale: the language of the letter; its region decides marks (``en-GB``, ``de-CH``).
        formality: ``formal`` or ``informal``, which is among people on first-name terms.

    Raises:
        TypeError: ``n`` is no name.
        UnknownLocaleError: CLDR knows nothing of the language.
        MissingTextError: there are no salutations in the language; ``available`` has those that
            there are.
        ParseError: there is no such formality.

    >>> ada = PersonName("Ada", "Berg", title="Dr.", surname_prefix="van den", speak_to="feminine")
    >>> for tag in ("de", "en-GB", "nl", "ja"):
    ...     print(salutation(ada, locale=tag))
    Sehr geehrte Frau Dr. van den Berg,
    Dear Dr. van den Berg,
    Geachte mevrouw Van den Berg,
    van den Berg様
    >>> found = salutation(PersonName("Alex", "Müller"), locale="de")
    >>> found.text, found.form, found.findings[0].code
    ('Guten Tag Alex Müller,', 'neutral', 'name.not_said')
    """
    name = version_for(n, locale)
    if formality not in ("formal", "informal"):
        raise ParseError(str(formality), "formality (formal, informal)", "unknown")
    language = _language(canonicalize(locale))
    said = _said(name, language)

    def value(field: str) -> str:
        if field in ("title", "patronymic"):
            return _isolated(getattr(said, field))
        if field == "name":
            return _isolated(plain_name(name, locale)) if name.given else ""
        return _isolated(_VALUES[field](name))

    informal = ["informal"] if formality == "informal" else []
    keys: list[str] = [*informal, said.word, said.form or "neutral", "neutral"]
    pattern, text = next(
        (pattern, text)
        for key in keys
        for pattern in language.patterns.get(key, ())
        if (text := pattern.write(value)) is not None
    )
    return Salutation(
        text,
        _form(said, pattern),
        language.next_line,
        tuple(_findings(said, language, pattern)),
    )


def salutation_languages() -> tuple[str, ...]:
    """Return the languages that have salutations.

    >>> "de" in salutation_languages(), "sw" in salutation_languages()
    (True, False)
    """
    return tuple(sorted({tag.partition("-")[0] for tag in _tables()}))


class _Pattern(NamedTuple):
    """One pattern, and the vocatives that a better one before it asks for."""

    template: str
    fields: tuple[str, ...]
    key: str
    missed: tuple[str, ...]

    def write(self, value: Callable[[str], str]) -> str | None:
        """Return the text, or None if a field says nothing."""
        values = [value(field) for field in self.fields]
        return self.template % tuple(values) if all(values) else None


class _Language(NamedTuple):
    """What the tables say of a language.

    Attributes:
        name: its code.
        patterns: by form.
        next_line: how the text begins.
        own_titles: it has no title of another language.
        patronymics: the languages whose ``given2`` it takes for a patronymic.
    """

    name: str
    patterns: Mapping[str, tuple[_Pattern, ...]]
    next_line: NextLine | None
    own_titles: bool
    patronymics: frozenset[str]


class _Said(NamedTuple):
    """How a person is to be spoken to: form, the word that says it, the title without it."""

    form: SpeakTo | None
    word: str
    title: str
    patronymic: str


def _said(n: PersonName, language: _Language) -> _Said:
    """Return what the name and the forms of address in its title say.

    Forms of address are of the name's language, or, where nobody says which that is, of the
    letter's, or English, in which many systems keep them.
    """
    own = LocaleTag.parse(n.locale).language if n.locale else ""
    words = {**_words("en"), **_words(own or language.name)}
    title, forms, last = [], set[SpeakTo](), ""
    for word in n.title.split():
        plain = _plain(word)
        if form := words.get(plain):
            forms.add(form)
            last = plain
        elif any(map(str.isalpha, word)):  # the sign of "Mr & Mrs" goes with them
            title.append(word)
    if language.own_titles and own != language.name:
        title = []
    told = forms.pop() if len(forms) == 1 else None
    form = n.speak_to or told
    # Without a language, letters that the letter's language has not make a middle name of it.
    has_patronymic = own in language.patronymics if own else n.script == _script(language.name)
    return _Said(
        form,
        last if told and form == told else "",
        " ".join(title),
        n.given2 if has_patronymic else "",
    )


_DUTCH: Final[Callable[[str], str]] = capitalised("nl")
_TURNS: Final = frozenset(
    ("R", "AL", "RLE", "LRE", "RLO", "LRO", "PDF", "RLI", "LRI", "FSI", "PDI")
)
"""Directions of characters that do not go along with a line from left to right (UAX #9)."""
_VALUES: Final[Mapping[str, Callable[[PersonName], str]]] = {
    "given": attrgetter("given"),
    "informal": lambda n: n.given_informal or n.given,
    "surname": attrgetter("full_surname"),
    "surname-capital": lambda n: _DUTCH(n.full_surname),
    "given-vocative": attrgetter("given_vocative"),
    "surname-vocative": attrgetter("surname_vocative"),
}


def _isolated(text: str) -> str:
    """Return a text that leaves the direction of the line alone: all our languages go right."""
    if any(bidirectional(char) in _TURNS for char in text):
        return isolate(text)
    return text


def _form(said: _Said, pattern: _Pattern) -> SpeakTo:
    """Return the form of a line: a language may have no other than the neutral one."""
    if pattern.key in ("neutral", "informal") or said.form is None:
        return "neutral"
    return said.form


def _findings(said: _Said, language: _Language, pattern: _Pattern) -> Iterator[Finding]:
    if said.form is None and pattern.key == "neutral" and "masculine" in language.patterns:
        message = "nobody has said how the person is spoken to (speak_to), so it is neutral"
        yield Finding("name.not_said", "info", message, "speak_to")
    for field in pattern.missed:
        message = f"{language.name} would use {field.replace('-', '_')}, which is not stored"
        yield Finding("name.no_vocative", "info", message, field.replace("-", "_"))


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@lru_cache(maxsize=256)
def _language(tag: LocaleTag) -> _Language:
    """Return what the tables say of a tag: its own, over those that it inherits from."""
    tables = _tables()
    found: dict[str, Any] = {}
    for above in inheritance(LocaleTag(tag.language, "", tag.region)):
        table = tables.get(str(above), {})
        found = {**tables.get(table.get("like", ""), {}), **table, **found}
    usual = _script(tag.language)
    if "neutral" not in found or not is_written_in(tag.script or usual, usual):
        raise MissingTextError(str(tag), salutation_languages())
    patterns = {
        key: tuple(_compiled(key, texts))
        for key, texts in found.items()
        if key in _FORMS or key in ("informal", *_words(tag.language))
    }
    return _Language(
        tag.language,
        patterns,
        found.get("next_line"),
        found.get("own_titles", False),
        frozenset(found.get("patronymics", ())),
    )


def _script(language: str) -> str:
    return script_of(LocaleTag(language)) or ""


def _compiled(key: str, texts: list[str]) -> Iterator[_Pattern]:
    missed: tuple[str, ...] = ()
    for text in texts:
        fields = tuple(_FIELD.findall(text))
        yield _Pattern(_FIELD.sub("%s", text), fields, key, missed)
        missed += tuple(field for field in fields if field.endswith("vocative"))


@lru_cache(maxsize=64)
def _words(language: str) -> Mapping[str, SpeakTo]:
    """Return the forms of address of a language, and how they ask to be spoken to."""
    table = _tables().get(language, {}).get("words", {})
    return {_plain(word): form for form, words in table.items() for word in words}


def _plain(word: str) -> str:
    return word.casefold().rstrip(".")
