"""The name of a person: its parts, whose order and form belong to the person.

Source: CLDR 48.2 and UTS #35 part 8 (fields of a name); RFC 9553, 2.2.4 (how to speak to).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, fields, replace
from typing import Any, Final, Literal, final, get_args

from crmi18n.cldr import LocaleTag, cleaned, script_of
from crmi18n.contact.letters import script_of_text
from crmi18n.errors import ParseError
from crmi18n.plain import TEXT, has_form, optional, parts, reads_plain

__all__ = ["NAME_TEXTS", "NameOrder", "PersonName", "SpeakTo"]

NameOrder = Literal["givenFirst", "surnameFirst"]
SpeakTo = Literal["feminine", "masculine", "neutral"]

_LONGEST: Final = 250
NAME_TEXTS: Final = (
    "given",
    "surname",
    "title",
    "given_informal",
    "given2",
    "surname_prefix",
    "surname2",
    "generation",
    "credentials",
    "given_vocative",
    "surname_vocative",
    "reading",
)
"""The parts that are texts."""
_FORM: Final = {
    **dict.fromkeys(NAME_TEXTS, TEXT),
    **dict.fromkeys(("locale", "preferred_order", "speak_to"), optional(TEXT)),
}
_BLANKS: Final = re.compile(r"  +")
_NEEDS: Final = {"given_vocative": "given", "given_informal": "given", "surname2": "surname",
                 "surname_prefix": "surname", "surname_vocative": "surname"}  # fmt: skip
_JOINED: Final = ("'", "’", "-", "‑")
"""Ends of a prefix that stand right before the rest: d'Artagnan, al-Farsi."""


@final
@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in one language and script, and the same person's in Latin letters.

    Texts are kept in NFC, without control characters and doubled blanks; else they stay as they
    are. What is not known is left empty: nothing is derived from anything else.

    Args:
        given: the given name, or the only one that there is; as many words as always go together.
        surname: the family name without its prefix.
        title: academic or other (``Dr.``), or a form of address (``Ms``).
        given_informal: the name among friends (``Bob``).
        given2: further given names, or the patronymic.
        surname_prefix: what stands before the family name and may be sorted otherwise
            (``van den``, ``von``, ``d'``).
        surname2: the second family name, as in Spain.
        generation: ``Jr.``, ``III``.
        credentials: what stands after the name (``PhD``, ``MBA``).
        given_vocative, surname_vocative: the forms in which the person is spoken to (``Nováku``),
            in languages that have them.
        locale: the language and region of the name (BCP 47), which decide its order; None: nobody
            knows.
        preferred_order: ``givenFirst`` or ``surnameFirst``, where the person wants it.
        speak_to: how the person is spoken to: ``feminine``, ``masculine``, or ``neutral``; None:
            nobody has said it. It is never guessed.
        reading: how the name is read, in the order it is sorted in (``やまだ たろう``).
        latin: the same name in Latin letters, as the person writes it. Where it does not say its
            language, order or how to speak to the person, it says what the whole name does.

    Raises:
        TypeError: an argument has another type.
        UnknownLocaleError: ``locale`` is not well formed.
        ParseError: there is neither a given name nor a surname that shows anything, a part has
            no sense without one that is missing, is longer than 250 characters or has half a
            character (a lone surrogate), or ``latin`` is not in Latin letters.

    >>> name = PersonName("Vincent", "Gogh", surname_prefix="van", locale="nl")
    >>> name.full_surname
    'van Gogh'
    """

    given: str = ""
    surname: str = ""
    _: KW_ONLY
    title: str = ""
    given_informal: str = ""
    given2: str = ""
    surname_prefix: str = ""
    surname2: str = ""
    generation: str = ""
    credentials: str = ""
    given_vocative: str = ""
    surname_vocative: str = ""
    locale: str | None = None
    preferred_order: NameOrder | None = None
    speak_to: SpeakTo | None = None
    reading: str = ""
    latin: PersonName | None = None

    def __post_init__(self) -> None:
        for part in NAME_TEXTS:
            object.__setattr__(self, part, _text(getattr(self, part), part))
        if not _shows(self.given + self.surname):
            raise ParseError("", "name of a person: a given name or a surname is needed", "empty")
        for part, needed in _NEEDS.items():
            if getattr(self, part) and not getattr(self, needed):
                raise ParseError(getattr(self, part), f"{part}: there is no {needed}", "form")
        if self.locale is not None:
            object.__setattr__(self, "locale", str(LocaleTag.parse(self.locale)))
        _one_of(self.preferred_order, get_args(NameOrder), "preferred_order")
        _one_of(self.speak_to, get_args(SpeakTo), "speak_to")
        if self.latin is not None:
            object.__setattr__(self, "latin", self._latin(self.latin))

    @property
    def full_surname(self) -> str:
        """The first surname with its prefix.

        >>> PersonName(surname="Artagnan", surname_prefix="d'").full_surname
        "d'Artagnan"
        """
        prefix = self.surname_prefix
        if not prefix:
            return self.surname
        return (
            f"{prefix}{self.surname}" if prefix.endswith(_JOINED) else f"{prefix} {self.surname}"
        )

    @property
    def script(self) -> str | None:
        """The script of the name's first letter that has one (ISO 15924).

        >>> PersonName("太郎", "山田").script
        'Hani'
        """
        return script_of_text(self.full_surname) or script_of_text(self.given)

    __get_pydantic_core_schema__ = has_form(
        parts({}, {**_FORM, "latin": optional(parts({}, _FORM))})
    )

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form, without what is empty."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        found["latin"] = self.latin and self.latin.to_dict()
        return {name: value for name, value in found.items() if value}

    @classmethod
    @reads_plain
    def from_dict(cls, data: Mapping[str, Any]) -> PersonName:
        """Read what :meth:`to_dict` wrote; raises as the class does.

        >>> PersonName.from_dict({"given": "Ada", "surname": "Lovelace"}).surname
        'Lovelace'
        """
        latin = data.get("latin")
        if latin is None:
            return cls(**data)
        if isinstance(latin, Mapping) and "latin" in latin:
            raise _twice()
        return cls(**{**data, "latin": cls.from_dict(latin)})

    def _latin(self, latin: object) -> PersonName:
        """Return the name in Latin letters with what it has from the whole."""
        if not isinstance(latin, PersonName):
            raise TypeError(f"latin is a PersonName, not {type(latin).__name__}")
        if latin.latin is not None:
            raise _twice()
        if latin.script != "Latn":
            raise ParseError(latin.full_surname or latin.given, "name in Latin letters", "form")
        own = LocaleTag.parse(self.locale or "und")
        tag = LocaleTag(own.language, "" if script_of(own) == "Latn" else "Latn", own.region)
        return replace(
            latin,
            locale=latin.locale or (self.locale and str(tag)),
            preferred_order=latin.preferred_order or self.preferred_order,
            speak_to=latin.speak_to or self.speak_to,
        )


def _twice() -> ParseError:
    return ParseError("latin", "name in Latin letters: it has another one", "form")


def _one_of(value: object, known: tuple[str, ...], name: str) -> None:
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{name} is a string, not {type(value).__name__}")
    if value is not None and value not in known:
        raise ParseError(value, f"{name} ({', '.join(known)})", "unknown")


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} is a string, not {type(value).__name__}")
    if len(value) <= _LONGEST and not (value.isascii() and value.isprintable()):
        value = cleaned(value, name)
    if len(value) > _LONGEST:  # NFC itself lengthens some letters of Hindi and Hebrew
        raise ParseError(value, f"{name} of at most {_LONGEST} characters", "range")
    return _BLANKS.sub(" ", value).strip()


def _shows(text: str) -> bool:
    """Tell whether a text is more than blanks and signs that nobody sees (joiners, bidi)."""
    return any(unicodedata.category(char) not in ("Cf", "Zs") for char in text)
