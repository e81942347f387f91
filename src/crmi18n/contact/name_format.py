"""Names as a reader's language writes them: which parts, in whose order, with which signs.

Source: CLDR 48.2; UTS #35 part 8, "Formatting Process".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, Literal, NamedTuple, get_args

from crmi18n.cldr import LocaleLike, LocaleTag, canonicalize, maximize, sort_key
from crmi18n.contact._names import is_written_in, record_of, require_locale
from crmi18n.contact.name import PersonName
from crmi18n.contact.name_pattern import CAPITALS, Parts, Pattern, Speech, compiled
from crmi18n.errors import ParseError

__all__ = [
    "Formality",
    "NameLength",
    "NameUsage",
    "Order",
    "format_name",
    "name_formatter",
    "name_sort_key",
    "order_is_assumed",
    "parts_left_out",
    "plain_name",
    "version_for",
]

NameLength = Literal["long", "medium", "short"]
NameUsage = Literal["referring", "addressing", "monogram"]
Formality = Literal["formal", "informal"]
Order = Literal["default", "givenFirst", "surnameFirst", "sorting"]

_ONE_SPACING: Final = frozenset(("ja", "zh", "yue"))
"""Languages that count as one where it is asked whether a name is foreign."""
_NEXT_FIELD: Final = "\ufffe"
"""What CLDR sorts before any other character (UTS #35 part 5, "Root Collation")."""
_PRINTED: Final = (
    "title",
    "given",
    "given2",
    "surname_prefix",
    "surname",
    "surname2",
    "generation",
    "credentials",
)
"""The parts that a name consists of; the others are other forms of them."""


def format_name(
    n: PersonName,
    *,
    locale: LocaleLike,
    length: NameLength = "long",
    usage: NameUsage = "referring",
    formality: Formality = "formal",
    order: Order = "default",
) -> str:
    """Write a name for a reader.

    The reader's language decides which parts are written and with which signs, the person's
    which comes first, as far as the reader's language goes along; ``preferred_order`` wins over
    both. A name that the reader's script does not write is replaced by its form in Latin
    letters; if there is none, it is written as its own language writes it.

    Args:
        n: the name.
        locale: the reader's language.
        length: ``long`` (as for identification), ``medium`` or ``short``.
        usage: ``referring`` to somebody, ``addressing`` him, or a ``monogram``.
        formality: ``formal`` or ``informal``.
        order: ``default``, ``givenFirst``, ``surnameFirst``, or ``sorting`` for lists.

    Raises:
        TypeError: ``n`` is no name.
        UnknownLocaleError: CLDR has no data for the language.
        ParseError: there is no such length, usage, formality or order, or ``sorting`` was asked
            for another usage than ``referring``.

    >>> name = PersonName("太郎", "山田", locale="ja", latin=PersonName("Taro", "Yamada"))
    >>> [format_name(name, locale=tag) for tag in ("ja", "de", "hu")]
    ['山田太郎', 'Taro Yamada', 'Yamada Taro']
    >>> ada = PersonName("Ada", "Lovelace", given2="King", title="Dr.", locale="en-GB")
    >>> format_name(ada, locale="en", length="medium")
    'Ada K. Lovelace'
    >>> format_name(ada, locale="de", order="sorting")
    'Lovelace, Ada King'
    """
    return name_formatter(locale, length=length, usage=usage, formality=formality, order=order)(n)


def name_formatter(
    locale: LocaleLike,
    *,
    length: NameLength = "long",
    usage: NameUsage = "referring",
    formality: Formality = "formal",
    order: Order = "default",
) -> Callable[[PersonName], str]:
    """Return the compiled :func:`format_name` of these arguments; raises as that does.

    >>> initials = name_formatter("en", usage="monogram")
    >>> initials(PersonName("Ada", "Lovelace"))
    'AL'
    """
    return _formatter(locale, length, usage, formality, order).write


def name_sort_key(n: PersonName, *, locale: LocaleLike) -> bytes:
    """Return what a list of names is sorted by: the reading, or the name in order of sorting.

    Field by field, so that all the Smiths come before the first Smith-Jones. Raises as
    :func:`format_name`.

    >>> berg = PersonName("Jan", "Berg", surname_prefix="van den", locale="nl")
    >>> name_sort_key(berg, locale="nl") < name_sort_key(PersonName("Ida", "Bos"), locale="nl")
    True
    """
    found = version_for(n, locale)
    fields = [found.reading]
    if not found.reading:
        plan = _formatter(locale, "long", "referring", "formal", "sorting").plan_of(found)
        fields = plan.values(found)
    # Who has one name only is sorted by it; a field missing later comes before all that say it.
    return sort_key(_NEXT_FIELD.join(fields).lstrip(_NEXT_FIELD), locale=locale)


def parts_left_out(
    n: PersonName,
    *,
    locale: LocaleLike,
    length: NameLength = "long",
    usage: NameUsage = "referring",
    formality: Formality = "formal",
    order: Order = "default",
) -> tuple[str, ...]:
    """Return the parts that :func:`format_name` of the same arguments has no place for.

    Raises as that does.

    >>> name = PersonName("Ada", "Lovelace", title="Dr.", credentials="FRS")
    >>> parts_left_out(name, locale="en"), parts_left_out(name, locale="en", length="short")
    ((), ('title', 'credentials'))
    """
    found = version_for(n, locale)
    shown = _formatter(locale, length, usage, formality, order).plan_of(found).shown(found)
    return tuple(part for part in _PRINTED if getattr(found, part) and part not in shown)


def order_is_assumed(n: PersonName, *, locale: LocaleLike) -> bool:
    """Tell whether a name without a language would be turned round if it were of the reader's.

    Raises as :func:`format_name`.

    >>> anna = PersonName("Anna", "Kovács")
    >>> order_is_assumed(anna, locale="hu"), order_is_assumed(anna, locale="de")
    (True, False)
    """
    return _formatter(locale, "long", "referring", "formal", "default").assumes_order(
        version_for(n, locale)
    )


def version_for(n: PersonName, locale: LocaleLike) -> PersonName:
    """Return the name as the reader's script writes it, or else in Latin letters if it has them.

    Raises:
        TypeError: ``n`` is no name.
        UnknownLocaleError: as :func:`format_name`.

    >>> name = PersonName("太郎", "山田", locale="ja", latin=PersonName("Taro", "Yamada"))
    >>> version_for(name, "de").given, version_for(name, "zh-TW").given
    ('Taro', '太郎')
    """
    if not isinstance(n, PersonName):
        raise TypeError(f"a PersonName is expected, not {type(n).__name__}")
    return _version(n, require_locale(LocaleTag.parse(locale)).script)


def _version(n: PersonName, script: str) -> PersonName:
    if n.latin is None or is_written_in(n.script or script, script):
        return n
    return n.latin


def plain_name(n: PersonName, locale: LocaleLike) -> str:
    """Return given name and surname alone, in the order of :func:`format_name`.

    >>> plain_name(PersonName("Anna", "Kovács", title="Dr.", locale="hu"), "hu")
    'Kovács Anna'
    """
    found = version_for(n, locale)
    plan = _formatter(locale, "long", "referring", "formal", "default").plan_of(found)
    parts = (found.given, found.full_surname)
    return " ".join(filter(None, parts[:: -1 if plan.surname_first else 1])).replace(
        " ", plan.blank
    )


@lru_cache(maxsize=512)
def _formatter(
    locale: LocaleLike, length: str, usage: str, formality: str, order: str
) -> _Formatter:
    for value, known, what in (
        (length, NameLength, "length"),
        (usage, NameUsage, "usage"),
        (formality, Formality, "formality"),
        (order, Order, "order"),
    ):
        if value not in get_args(known):
            expected = f"{what} of a name ({', '.join(get_args(known))})"
            raise ParseError(str(value), expected, "unknown")
    if order == "sorting" and usage != "referring":
        raise ParseError(usage, "usage in order of sorting, which is referring", "unknown")
    return _Formatter(require_locale(LocaleTag.parse(locale)), (length, usage, formality), order)


class _Formatter:
    """A reader's language with all options: what is compiled once for all names."""

    def __init__(self, full: LocaleTag, shape: tuple[str, str, str], order: str) -> None:
        self._full, self._shape, self._order = full, shape, order
        self._plans = lru_cache(maxsize=256)(self._plan)

    def write(self, n: PersonName) -> str:
        """Return the text of a name."""
        if not isinstance(n, PersonName):
            raise TypeError(f"a PersonName is expected, not {type(n).__name__}")
        found = _version(n, self._full.script)
        return self.plan_of(found).write(found)

    def plan_of(self, n: PersonName) -> _Plan:
        """Return how a version of a name is written."""
        return self._plans(n.script, n.locale, n.preferred_order)

    def assumes_order(self, n: PersonName) -> bool:
        """Tell whether a version of a name would be turned round in the reader's language."""
        if n.locale or n.preferred_order or not (n.given and n.surname):
            return False
        if not is_written_in(n.script or self._full.script, self._full.script):
            return False
        at_home = self._plans(n.script, str(self._full), None)
        return at_home.surname_first != self.plan_of(n).surname_first

    def _plan(self, script: str | None, tag: str | None, preferred: str | None) -> _Plan:
        """Return how names of a script, a locale and an order are written."""
        its = _Its.of(script or self._full.script, tag)
        full = self._full
        record = record_of(full)
        if not is_written_in(its.script, full.script):
            full = its.writing
            record = record_of(full)
        order = self._order
        if order == "default":
            order = preferred or _order_of(its.ordering, record.orders)
        speech = Speech(_capitals(its.language, full.language), record.initial, record.sequence)
        shape = (order, *self._shape)
        native = its.language == full.language or {its.language, full.language} <= _ONE_SPACING
        return _Plan(
            tuple(compiled(text, speech) for text in record.patterns[shape]),
            record.native_space if native else record.foreign_space,
            surname_first=order == "surnameFirst",
            informal=self._shape[2] == "informal",
        )


class _Plan(NamedTuple):
    """Patterns to choose from, and what stands for their blanks."""

    patterns: tuple[Pattern, ...]
    blank: str
    surname_first: bool
    informal: bool

    def write(self, n: PersonName) -> str:
        """Return the text of a name."""
        pattern, values = self._chosen(n)
        text = pattern.write(values)
        return text if self.blank == " " else text.replace(" ", self.blank)

    def values(self, n: PersonName) -> list[str]:
        """Return what each field says of a name, in the order in which it is written."""
        return self._chosen(n)[1]

    def shown(self, n: PersonName) -> frozenset[str]:
        """Return the parts of a name that are written, if only by their initials."""
        pattern, values = self._chosen(n)
        said = {
            part
            for parts, value in zip(pattern.parts, values, strict=True)
            if value
            for part in parts
        }
        if not (n.given and n.surname):  # the only name may stand in the other's place
            said.update(("given", "surname", "surname_prefix"))
        return frozenset(said)

    def _chosen(self, n: PersonName) -> tuple[Pattern, list[str]]:
        """Return the pattern that shows most of a name, and what its fields say."""
        pattern = self.patterns[0]
        if len(self.patterns) > 1:
            pattern = min(self.patterns, key=lambda p: _rank(p, p.values(n)))
        moved: Parts = n
        if pattern.moves_given and not n.surname:
            only = n.given_informal if self.informal and n.given_informal else n.given
            moved = _Only(n, surname=only)
        elif pattern.moves_surname and not n.given:
            moved = _Only(n, given=n.full_surname)
        return pattern, pattern.values(moved)


def _rank(pattern: Pattern, values: list[str]) -> tuple[int, int, str]:
    populated = sum(map(bool, values))
    return -populated, len(values) - populated, pattern.text


class _Only:
    """A name of which the only part that there is stands in another place."""

    given_informal = given_vocative = surname_prefix = surname_vocative = ""

    def __init__(self, n: PersonName, *, given: str = "", surname: str = "") -> None:
        self._name = n
        self.given = given
        self.surname = self.full_surname = surname

    def __getattr__(self, part: str) -> str:
        return str(getattr(self._name, part))


class _Its(NamedTuple):
    """What a name's script and locale say.

    Attributes:
        script: its script.
        language: its language, or the one that its script is likely of.
        ordering: the full tag that decides its order.
        writing: the full tag of who writes it where the reader's language cannot.
    """

    script: str
    language: str
    ordering: LocaleTag
    writing: LocaleTag

    @classmethod
    def of(cls, script: str, tag: str | None) -> _Its:
        likely = maximize(LocaleTag("und", script)) or LocaleTag("und", script)
        if tag is None:
            return cls(script, likely.language, likely, likely)
        name = canonicalize(tag)
        if name.language == "und":
            name = LocaleTag("und", "" if name.region else script, name.region)
        ordering = maximize(LocaleTag(name.language, name.script, name.region)) or likely
        writing = LocaleTag(ordering.language, script, ordering.region)
        if not record_of(writing).is_own:
            writing = maximize(LocaleTag("und", script, ordering.region)) or likely
        return cls(script, ordering.language, ordering, writing)


def _order_of(full: LocaleTag, orders: Mapping[str, str]) -> str:
    """Return the order that a language's lists give to names of a tag."""
    language, script, region = full.language, full.script, full.region
    for key in ((script, region), (script, ""), ("", region), ("", "")):
        for tag in (LocaleTag(language, *key), LocaleTag("und", *key)):
            if found := orders.get(str(tag)):
                return found
    return "givenFirst"


def _capitals(own: str, readers: str) -> str:
    """Return the language whose capitals a name has: its own if that has rules for them."""
    return own if own in CAPITALS else readers
