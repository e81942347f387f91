"""Addresses out of legacy free text: read by the country's own lines, from both ends.

Each line is offered to each row of the country's format, and the assignment that explains most
wins: a postal code of the country's form, an area that the data know, a company's legal form,
a house number. What no row explains stays in ``lines``; nothing is thrown away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple, final

from crmi18n.address._i18naddress import localities
from crmi18n.address.country import Area, Country, country as rules_of, require_country
from crmi18n.address.layout import FIELDS, Layout, Line
from crmi18n.address.model import Address, AddressText
from crmi18n.address.street import post_box, split_street
from crmi18n.address.territory import names_country
from crmi18n.address.words import fold_widths, is_mostly_latin, key
from crmi18n.cldr import LocaleLike, LocaleTag
from crmi18n.errors import ParseError
from crmi18n.findings import Finding
from crmi18n.plain import reads_plain

__all__ = ["ParsedAddress", "parse_address"]

_LONGEST: Final = 500  # characters of a line
_MOST_LINES: Final = 20
_MOST_WORDS_OF_AREA: Final = 5
_BREAK: Final = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
# How much more must be explained by reading the lines from below: as Russia wrote before 1998.
_TURNED: Final = 1.0
_COMMA: Final = re.compile(r"\s*[,;،、，；]\s*")
_HOUSE: Final = re.compile(r"(?:д\.|дом|буд\.|nr\.?|no\.?|n[°º])? ?\d", re.IGNORECASE)
_DISTRICT_NUMBER: Final = re.compile(r"[^\d,]+ \d{1,2}")
_EDGES: Final = " ,;-–/،、，"
_CEDEX: Final = re.compile(r"\bcedex(?: \d{1,2})?$", re.IGNORECASE)
_SORTING: Final = re.compile(r"(?:^\d{2}(?= )|(?<= )\d{1,2}$)")

_COMPANY: Final = re.compile(
    r"\b(?:gmbh|ag|kg|ohg|e\.? ?v|ug|se|inc|llc|llp|ltd|limited|plc|corp|co|company|group"
    r"|s\.?a\.?s?|s\.?a\.?r\.?l|s\.?r\.?l|s\.?p\.?a|s\.?l"
    r"|b\.?v|n\.?v|a\.?b|a/?s|oyj?|sp\. ?z ?o\. ?o|s\.?r\.?o|kft|zrt|a\.?ş|ltda|k\.?k|pty|bhd"
    r"|pte|university|universität|institute"
    r"|hospital|bank)\b\.?"
    r"|株式会社|有限会社|合同会社|公司|集团|集團|大学|주식회사|\(주\)|㈱"
    r"|\b(?:ооо|оао|пао|зао|ао|тов)\b|شركة|بنك|บริษัท|बैंक|בע\"מ",
    re.IGNORECASE,
)
# British counties that are not called as a town is.
_COUNTIES: Final = re.compile(
    r"(?:co|county) .+|.+shire|berks|bucks|cambs|hants|herts|lancs|leics|lincs|northants|notts"
    r"|oxon|staffs|wilts|worcs|(?:(?:east|west) )?sussex|(?:(?:north|south|west|east) )yorkshire"
    r"|surrey|kent|essex|norfolk|suffolk|cornwall|devon|dorset|somerset|cumbria|rutland|middlesex"
    r"|northumberland|merseyside|greater manchester|tyne and wear|west midlands|isle of wight"
    r"|gwent|dyfed|powys|gwynedd|clwyd|anglesey|antrim|armagh|fermanagh|tyrone|fife"
)
# A municipality of Japan: a district and its town, a city and its ward, or one of them; the
# first names have one of these signs within.
_JAPANESE_CITY: Final = re.compile(
    r"(?:四日市|廿日市|野々市|十日町|武蔵村山|東村山|大町|玉村|余市)[市町]"
    r"|.{1,5}?郡.{1,6}?[町村]"
    r"|.{1,6}?市.{1,3}区"
    r"|.{1,6}?[市区町村]"
)


@final
@dataclass(frozen=True, slots=True)
class ParsedAddress:
    """What was read out of a text.

    Attributes:
        address: the address.
        source: the text, untouched.
        parts: how sure each part is, from 0 (a guess by its place) to 1 (it has the form of the
            country's, and the data know it).
        findings: what could not be read, and stays in the lines.
    """

    address: Address
    source: tuple[str, ...]
    parts: tuple[tuple[str, float], ...]
    findings: tuple[Finding, ...] = ()

    @property
    def confidence(self) -> float:
        """How sure the least sure part of the place is; 0 where there is none."""
        place = [sure for name, sure in self.parts if name not in ("recipient", "organization")]
        return min(place, default=0.0)

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form."""
        return {
            "address": self.address.to_dict(),
            "source": list(self.source),
            "parts": dict(self.parts),
            "findings": [finding.to_dict() for finding in self.findings],
        }

    @classmethod
    @reads_plain
    def from_dict(cls, data: Mapping[str, Any]) -> ParsedAddress:
        """Read what :meth:`to_dict` wrote."""
        return cls(
            Address.from_dict(data["address"]),
            tuple(data["source"]),
            tuple(data["parts"].items()),
            tuple(map(Finding.from_dict, data["findings"])),
        )


def parse_address(
    lines: str | Iterable[str], *, country: str, lang: LocaleLike | None = None
) -> ParsedAddress:
    """Read an address as somebody has written it down, on several lines or on one.

    Args:
        lines: the lines; a string is taken apart at its line breaks, or, if it has none, at its
            commas.
        country: where it is, ISO 3166-1 alpha-2; it is never guessed.
        lang: the language of the text; None: nobody says.

    Raises:
        TypeError: ``lines`` are no text.
        UnknownCountryError: there is no such country.
        ParseError: there is no text, a line is longer than 500 characters, or there are more
            than 20.

    >>> found = parse_address(["Muster GmbH", "Hauptstraße 5", "50667 Köln"], country="DE")
    >>> found.address.postal_code, found.address.texts["und"].locality, found.confidence
    ('50667', 'Köln', 0.9)
    >>> parse_address("500 Congress Ave, Austin, TX 78701", country="US").address.area
    'US-TX'
    """
    source = _source(lines)
    rules = rules_of(require_country(country))
    whole = " ".join(source)
    latin = is_mostly_latin(whole)
    layout = rules.layout(latin=latin, domestic=True)
    segments = _segments(source, rules, layout, latin=latin)
    code = _taken_code(segments, rules) if layout.has_row("Z") else None
    rows = _rows(rules, layout, coded=code is not None)
    best = _best(segments, rows, rules, coded=code is not None)
    turned = _best(segments[::-1], rows, rules, coded=code is not None)
    if turned.score > best.score + _TURNED:
        best = turned
    return _result(best, code, rules, source, str(LocaleTag.parse(lang or "und")))


def _source(lines: str | Iterable[str]) -> tuple[str, ...]:
    if isinstance(lines, str):
        given: tuple[object, ...] = (lines,)
    elif isinstance(lines, Iterable):
        given = tuple(_first(lines))
    else:
        raise TypeError(f"an address is one string or several, not {type(lines).__name__}")
    for line in given:
        if not isinstance(line, str):
            raise TypeError(f"a line is a string, not {type(line).__name__}")
        if len(line) > _LONGEST * _MOST_LINES:
            raise ParseError(line, f"line of at most {_LONGEST} characters", "range")
    source = tuple(map(str, given))
    if not any(map(str.strip, source)):
        raise ParseError("", "address", "empty")
    return source


def _first(lines: Iterable[object]) -> Iterator[object]:
    for i, line in enumerate(lines):
        if i == _MOST_LINES:
            raise ParseError(str(line), f"line: an address has at most {_MOST_LINES}", "range")
        yield line


def _segments(
    source: tuple[str, ...], rules: Country, layout: Layout, *, latin: bool
) -> list[str]:
    """Return what stands for itself: lines, or what commas part where there is one line."""
    cleaned = AddressText(lines=source).lines
    if len(cleaned) == 1:
        parts = _COMMA.split(cleaned[0])
        parts = list(_with_numbers(parts, rules))
        if not latin and layout.large_first and rules.code != "KR":
            parts = [word for part in parts for word in part.split()]
        first, rest = parts[: _MOST_LINES - 1], parts[_MOST_LINES - 1 :]
        cleaned = AddressText(lines=(*first, ", ".join(rest))).lines
    if latin or not layout.large_first:
        return list(cleaned)
    return [piece for line in cleaned for piece in _unwoven(line, rules)]


def _with_numbers(parts: list[str], rules: Country) -> Iterator[str]:
    """Yield parts, a street together with the number that a comma parts from it."""
    street = ""
    for part in parts:
        if street and _HOUSE.match(part) and not _code_pattern(rules.code).match(part):
            street = f"{street}, {part}"
            continue
        if street:
            yield street
        street = part
    if street:
        yield street


def _taken_code(segments: list[str], rules: Country) -> str | None:
    """Take the segment that is a postal code out, or the end of one; the last of them counts."""
    for i, segment in reversed(list(enumerate(segments))):
        if code := _as_code(segment, rules):
            del segments[i]
            return code
    for i, segment in reversed(list(enumerate(segments))):
        words = segment.split()
        for count in (3, 2, 1):
            if len(words) > count and (code := _as_code(" ".join(words[-count:]), rules)):
                segments[i] = " ".join(words[:-count]).strip(_EDGES)
                return code
    return None


def _as_code(text: str, rules: Country) -> str | None:
    return rules.postal_code(fold_widths(text).lstrip("〒 ")) if text[-1:].isalnum() else None


def _unwoven(line: str, rules: Country) -> Iterator[str]:
    """Yield the rows of a line whose parts follow each other without a sign between them."""
    if code := _leading_code(line, rules):
        yield code
        line = line[len(code) :].strip()
    spelled = _starting_area(line, rules)
    if spelled is None:
        if line:
            yield line
        return
    rest = line[len(spelled) :].lstrip()
    area = rules.area(spelled)
    if rules.code == "JP":
        yield spelled
        if rest:
            yield rest
        return
    path = [area.key] if area else []
    place = spelled
    while found := _starting(rest, (name for name, _ in localities(rules.code, *path))):
        place = line[: len(line) - len(rest) + len(found)]
        rest = rest[len(found) :].lstrip()
        path.append(found)
    yield place
    if rest:
        yield rest


def _leading_code(line: str, rules: Country) -> str:
    for length in range(min(len(line), 12), 2, -1):
        head = line[:length]
        if (
            head[-1].isdigit()
            and rules.postal_code(head.lstrip("〒 "))
            and not (line[length : length + 1].isdigit())
        ):
            return head
    return ""


def _starting_area(line: str, rules: Country) -> str | None:
    names = (name for area in rules.areas for name in (*area.names.values(), area.key))
    return _starting(line, names)


def _starting(line: str, names: Iterable[str]) -> str | None:
    """Return the longest of the names that a line starts with."""
    return max((name for name in names if line.startswith(name)), key=len, default=None)


class _Reading(NamedTuple):
    """What a row makes of a line, how well it fits, and how sure each part is."""

    score: float
    values: dict[str, str]
    sure: dict[str, float]


class _Best(NamedTuple):
    score: float
    readings: tuple[_Reading, ...]


def _best(segments: list[str], rows: list[Line | str], rules: Country, *, coded: bool) -> _Best:
    """Return the assignment of segments to rows, in their order, that explains most.

    ``state[i]`` is the best for the first ``i`` segments and the rows so far; a row takes none,
    one, or, if it has several fields, up to three segments; the row of the lines takes any.
    """
    state: dict[int, _Best] = {0: _Best(0.0, ())}
    for row in rows:
        after: dict[int, _Best] = {}
        for start, so_far in state.items():
            for end, reading in _readings(row, segments, start, rules, coded=coded):
                taken = so_far.readings if reading is None else (*so_far.readings, reading)
                score = so_far.score + (reading.score if reading else _missed(row, rules))
                if end not in after or score > after[end].score:
                    after[end] = _Best(score, taken)
        state = after
    return state[len(segments)]


_COUNTRY: Final = "country"
_COUNTY: Final = "county"


def _rows(rules: Country, layout: Layout, *, coded: bool) -> list[Line | str]:
    """Return the rows that may take a line, and those of names that no format has.

    The country stands before or after the rest; a county after a British town, as people still
    write it. A row of the postal code is not there where the code was ``coded`` already.
    """
    rows: list[Line | str] = []
    for row in layout.rows:
        kind = _kind(row)
        if row and not (coded and kind == "Z"):
            rows += [row, _COUNTY] if rules.code == "GB" and kind == "C" else [row]
    return [_COUNTRY, *rows, _COUNTRY]


def _named(row: str, text: str, rules: Country) -> _Reading | None:
    if row == _COUNTRY:
        return _Reading(2.0, {}, {}) if names_country(text, rules.code) else None
    county = _COUNTIES.fullmatch(key(text))
    return _Reading(0.9, {"S": text}, {"S": 0.9}) if county else None


def _kind(row: Line | str) -> str:
    return row if isinstance(row, str) else "".join(s.text for s in row if s.is_field)


def _missed(row: Line | str, rules: Country) -> float:
    """Return what it costs that nothing was found for a row."""
    return -1.0 * sum(letter in rules.required for letter in _kind(row) if letter in "AC")


def _readings(
    row: Line | str, segments: list[str], start: int, rules: Country, *, coded: bool
) -> Iterator[tuple[int, _Reading | None]]:
    """Yield how many segments a row may take from ``start``, and what it reads in them."""
    kind = _kind(row)
    yield start, None
    if isinstance(row, str):
        if start < len(segments) and (reading := _named(row, segments[start], rules)):
            yield start + 1, reading
        return
    if kind == "A":
        score, lines = 0.0, []
        for end in range(start, len(segments)):
            line = segments[end]
            score += _street_score(line)
            lines.append(line)
            sure = 0.9 if any(_is_street(line, rules) for line in lines) else 0.6
            yield end + 1, _Reading(score, {"A": "\n".join(lines)}, {"A": sure})
        return
    if "A" in kind:  # the street shares its first line with a place
        if start == len(segments):
            return
        line, *below = segments[start:]
        first = _read(row, line, rules, coded=coded) or _Reading(0.0, {"A": line}, {"A": 0.0})
        for count in range(len(below) + 1):
            more = below[:count]
            street = "\n".join(filter(None, (first.values.get("A", ""), *more)))
            score = first.score + sum(map(_street_score, more))
            values = {**first.values, "A": street}
            yield start + 1 + count, first._replace(score=score, values=values)
        return
    most = 3 if len(kind) > 1 else 1
    for end in range(start + 1, min(start + most, len(segments)) + 1):
        text = ", ".join(segments[start:end])
        if reading := _read(row, text, rules, coded=coded):
            yield end, reading._replace(score=reading.score - 0.1 * (end - start - 1))


def _is_street(line: str, rules: Country) -> bool:
    return post_box(line) is not None or split_street(line, country=rules.code) is not None


def _street_score(line: str) -> float:
    if post_box(line) is not None:
        return 1.5
    return 0.9 if any(map(str.isdigit, line)) else 0.35


def _read(row: Line, text: str, rules: Country, *, coded: bool) -> _Reading | None:
    """Return what a row that is not the street's makes of a text, or None."""
    kind = _kind(row)
    if kind in ("N", "O"):
        return _who(kind, text)
    words = [key(span.text) for span in row if not span.is_field]
    words = [word for word in words if len(word) > 2]
    score, sure, values = 0.0, {}, {}
    rest = text
    for word in words:
        if word in key(rest):
            rest = _without_word(rest, word)
            score += 1.0
    if not kind:
        return _Reading(score, {}, {}) if score and not rest else None
    if "Z" in kind:
        if found := _postal_code(rest, kind, rules):
            values["Z"], rest, sure["Z"] = found
            score += 3.0 * sure["Z"]
        elif kind == "Z":
            return None
    if "X" in kind and (match := _sorting(rest, kind)):
        values["X"], sure["X"] = match[0], 0.9
        rest = (rest[: match.start()] + " " + rest[match.end() :]).strip()
        rest = rest.removesuffix(f" {match[0]}")
        score += 1.0
    places = [letter for letter in dict.fromkeys(kind) if letter in "ACDS"]
    if rest and not places:
        return None
    if not _place(row, places, rest.strip(_EDGES), rules, values, sure):
        return None
    score += 1.5 * (sure.get("S", 0.0) == 1.0) - 0.3 * ("S" in values and sure["S"] < 1.0)
    if "C" in values:
        coded = coded or "Z" in values
        fit = _city_fit(values["C"], coded=coded)
        score += fit
        sure["C"] = min(sure["C"], 0.9 if coded else 0.6) * max(fit, 0.5)
    if kind == "D":
        score += 0.1 if any(map(str.isdigit, text)) else 0.4
    return _Reading(score, values, sure) if values else None


def _city_fit(city: str, *, coded: bool) -> float:
    """Return how well a text can be a city; a district's number may follow, but none precedes."""
    if not any(map(str.isdigit, city)):
        return 1.0
    if city[0].isdigit() or not _DISTRICT_NUMBER.fullmatch(city):
        return 0.1
    return 0.9 if coded else 0.3


def _who(kind: str, text: str) -> _Reading:
    company = _COMPANY.search(text) is not None
    numbered = any(map(str.isdigit, text))
    if kind == "O":
        return _Reading(2.0 if company else 0.2, {"O": text}, {"O": 0.9 if company else 0.3})
    score = 0.1 if company or numbered else 0.7
    return _Reading(score, {"N": text}, {"N": 0.3 if company else 0.6})


def _without_word(text: str, word: str) -> str:
    """Return a text without a word of the format, such as SINGAPORE."""
    return " ".join(part for part in text.split() if key(part) != word)


def _postal_code(text: str, kind: str, rules: Country) -> tuple[str, str, float] | None:
    """Return a postal code, what is left without it, and how sure it is.

    It is looked for where the row has it, then at the other end.
    """
    plain = fold_widths(text).lstrip("〒").strip()
    found = [
        (match, code)
        for match in _code_pattern(rules.code).finditer(plain)
        if (code := rules.postal_code(match[0]))
    ]
    if not found:
        return _respelled_code(plain, rules)
    at_start, at_end = kind[0] == "Z", kind[-1] == "Z"
    for match, code in found[::-1] if at_end else found:
        before, after = plain[: match.start()], plain[match.end() :]
        if (at_start and not before.strip(_EDGES)) or (at_end and not after.strip(_EDGES)):
            return code, (before + " " + after).strip(_EDGES), 1.0
        if not at_start and not at_end:
            return code, f"{before.strip(_EDGES)}, {after.strip(_EDGES)}".strip(_EDGES), 1.0
    match, code = found[-1] if at_start else found[0]
    before, after = plain[: match.start()], plain[match.end() :]
    if before.strip(_EDGES) and after.strip(_EDGES):
        return None
    return code, (before + after).strip(_EDGES), 0.7


@lru_cache(maxsize=256)
def _code_pattern(country: str) -> re.Pattern[str]:
    rules = rules_of(country)
    signs = "|".join(re.escape(prefix) for prefix in rules.prefixes if prefix)
    form = rules.postal.pattern if rules.postal else r"(?!)"
    return re.compile(rf"(?<![^\W_])(?:{signs})?{form}(?![^\W_])", re.ASCII | re.IGNORECASE)


def _respelled_code(text: str, rules: Country) -> tuple[str, str, float] | None:
    """Return a code of several words that has another spelling: ``560 001`` for 560001."""
    words = text.split()
    for count in (3, 2):
        for head, rest in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            if len(head) == count and (code := rules.postal_code(" ".join(head).strip(_EDGES))):
                return code, " ".join(rest).strip(_EDGES), 0.9
    return None


def _sorting(text: str, kind: str) -> re.Match[str] | None:
    return _SORTING.search(text) if "A" in kind else _CEDEX.search(text) or _SORTING.search(text)


def _place(
    row: Line,
    letters: list[str],
    text: str,
    rules: Country,
    values: dict[str, str],
    sure: dict[str, float],
) -> bool:
    """Split what is left of a row among its areas, cities and districts; False: it cannot be."""
    if not text:
        return True
    if "A" in letters:
        return _woven_street(letters, text, values, sure)
    if "S" in letters:
        text = _taken_area(row, letters, text, rules, values, sure)
        letters = [letter for letter in letters if letter != "S"]
    if not letters:
        return not text
    if len(letters) == 2 and text:
        first, second = _halves(text, letters, rules, values)
        pairs = [(letters[0], first), (letters[1], second)]
    else:
        pairs = [(letters[0], text)]
    for letter, part in pairs:
        if part:
            values[letter] = part
            sure[letter] = 0.9
    return all(any(map(str.isalpha, part)) for _, part in pairs if part)


def _woven_street(
    letters: list[str], text: str, values: dict[str, str], sure: dict[str, float]
) -> bool:
    """Split a row that has the street beside a place: Japan, Ivory Coast, Guinea."""
    city: str | None = None
    street = text
    if letters[0] == "C" and (match := _JAPANESE_CITY.match(text)):
        city, street = match[0], text[match.end() :].strip()
    elif letters[-1] == "C" and " " in text:
        street, _, city = text.rpartition(" ")
    if city:
        values["C"], sure["C"] = city, 0.7
    if street:
        values["A"], sure["A"] = street, 0.7
    return True


def _taken_area(
    row: Line,
    letters: list[str],
    text: str,
    rules: Country,
    values: dict[str, str],
    sure: dict[str, float],
) -> str:
    """Take the area out of a text and return the rest.

    It is the longest run of words, at the end where the row has it, that the data know.
    """
    if rules.area(text) and len(letters) == 1:
        values["S"], sure["S"] = text, 1.0
        return ""
    leads = letters[0] == "S"
    if leads and not is_mostly_latin(text) and (spelled := _starting_area(text, rules)):
        values["S"], sure["S"] = spelled, 1.0
        return text[len(spelled) :].strip(_EDGES)
    breaks = [match.span() for match in re.finditer(r"[ ,/\-–،]+", text)]
    for start, end in breaks[-_MOST_WORDS_OF_AREA:] if not leads else breaks[::-1]:
        area, rest = (text[:start], text[end:]) if leads else (text[end:], text[:start])
        if rules.area(area):
            values["S"], sure["S"] = area.strip("()"), 1.0
            return rest
    sign = _sign_before_area(row)
    if len(letters) == 1:
        values["S"], sure["S"] = text, 0.4
        return ""
    if sign and sign in text:
        head, _, tail = text.rpartition(sign)
        values["S"], sure["S"] = (head if leads else tail).strip(), 0.5
        return (tail if leads else head).strip(_EDGES)
    return text


def _sign_before_area(row: Line) -> str:
    """Return the sign that parts the area from its neighbour in the row, if it is no blank."""
    at = next(i for i, span in enumerate(row) if span.is_field and span.text == "S")
    beside = [span.text.strip() for span in (*row[max(at - 1, 0) : at], *row[at + 1 : at + 2])]
    return next((sign for sign in beside if sign in (",", "/", "-")), "")


def _halves(
    text: str, letters: list[str], rules: Country, values: Mapping[str, str]
) -> tuple[str, str]:
    """Split a city and a district, in the order of the row."""
    area = rules.area(values.get("S", ""))
    if area and letters[0] == "C":
        names = (name for name, _ in localities(rules.code, area.key))
        if city := _starting(text, names):
            return city, text[len(city) :].strip(_EDGES)
    first, sign, second = text.partition(", ")
    if not sign:
        first, sign, second = text.rpartition(" ") if letters[1] == "C" else (text, "", "")
    return first, second


def _result(
    best: _Best, code: str | None, rules: Country, source: tuple[str, ...], lang: str
) -> ParsedAddress:
    values: dict[str, list[str]] = {"Z": [code]} if code else {}
    sure: dict[str, float] = {"Z": 1.0} if code else {}
    for reading in best.readings:
        for letter, value in reading.values.items():
            values.setdefault(letter, []).extend(value.split("\n"))
            sure[letter] = min(sure.get(letter, 1.0), reading.sure.get(letter, 0.7))
    text = AddressText(
        lines=tuple(values.get("A", ())),
        **{
            FIELDS[letter]: ", ".join(values.get(letter, ()))
            for letter in FIELDS
            if letter not in "AZX"
        },
    )
    area = rules.area(text.administrative_area) if text.administrative_area else None
    if not area and rules.one_of_two:
        area = _area_of_city(rules, text.locality, code or "".join(values.get("Z", ())))
    address = Address(
        rules.code,
        area=(area.code or None) if area else None,
        postal_code="".join(values.get("Z", ())),
        sorting_code="".join(values.get("X", ())),
        texts={lang: text},
    )
    parts = tuple((FIELDS[letter], round(sure[letter], 2)) for letter in FIELDS if letter in sure)
    return ParsedAddress(address, source, parts, tuple(_unread(address, rules, values)))


def _area_of_city(rules: Country, city: str, postal_code: str) -> Area | None:
    """Return the area that the city's name says too, where addresses name only one of them."""
    area = rules.area(city) if city else None
    return area if area and area.in_addresses and area.fits(postal_code) else None


def _unread(
    address: Address, rules: Country, values: Mapping[str, list[str]]
) -> Iterator[Finding]:
    for letter in rules.required:
        if letter not in values and not (letter == "S" and address.area):
            name = FIELDS[letter]
            message = f"the text has no {name} that an address of {rules.code} needs"
            yield Finding(f"address.{name}.missing", "warning", message, name)
