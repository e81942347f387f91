"""Write the packs and tables of ``cldr/data``: what CLDR says of each locale and territory.

Packs: ``numbers`` (symbols, patterns), ``currencies`` (symbols), ``currency_names``,
``compact`` (short and long forms), ``lists``, ``characters`` (equal signs in reading),
``short_names`` (the short names of territories, where there are two).
Tables: ``locales`` (which have data, under which names they are found, their parents),
``plurals``, ``digits`` (numbering systems), ``fractions`` (digits of currencies),
``territories`` (currencies, week, measurement).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from typing import Any
from xml.etree import ElementTree as ET

from packs import ROOT, Record, head, write_pack, write_table
from sources import Source, from_npm

VERSION = "48.2.0"
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
LATIN = "latn"
XML = "3rdparty/cldr/common/main"  # where the package "cldr" has CLDR's own files
XML_VERSION = "8.0.0"
DRAFTS = ("", "contributed", "approved")  # what ICU reads as well
SIGNS = ("decimal", "group", "minusSign", "plusSign", "percentSign", "perMille")


class Cldr:
    """The npm packages of one version of CLDR."""

    def __init__(self, *names: str) -> None:
        self.sources = {name: from_npm(name, VERSION) for name in names}
        self.locales = sorted(
            path.split("/")[1]
            for path in self.sources["cldr-numbers-full"].files
            if path.endswith("/numbers.json")
        )
        self.xml = from_npm("cldr", XML_VERSION)
        self._parents = self.supplemental("parentLocales")["parentLocales"]["parentLocale"]

    def main(self, package: str, locale: str, file: str) -> Any:
        """Return a file of a locale."""
        return json.loads(self.sources[package].files[f"main/{locale}/{file}.json"])["main"][
            locale
        ]

    def further_systems(self, locale: str) -> dict[str, dict[str, Record]]:
        """Return numbering system to the signs and patterns that the JSON files do not give.

        They have only the systems that a locale uses; the XML files have all.
        """
        found: dict[str, dict[str, Record]] = {}
        chain = [locale]
        while above := self.parent(chain[-1]):
            chain.append(above)
        for name in reversed(chain):
            for system, kinds in self._own_systems(name).items():
                for kind, values in kinds.items():
                    merged = found.setdefault(system, {}).setdefault(kind, {})
                    found[system][kind] = {**merged, **values}
        return found

    @cache  # noqa: B019 - there is one, as long as the script runs
    def _own_systems(self, locale: str) -> dict[str, dict[str, Record]]:
        name = "root" if locale == ROOT else locale.replace("-", "_")
        content = self.xml.files.get(f"{XML}/{name}.xml")
        numbers = ET.fromstring(content).find("numbers") if content else None  # noqa: S314
        found: dict[str, dict[str, Record]] = {}
        for element in numbers if numbers is not None else ():
            system = element.get("numberSystem", LATIN)
            kind = element.tag.removesuffix("Formats")
            if element.tag == "symbols":
                values = signs_of(element)
            elif element.tag in ("decimalFormats", "percentFormats", "currencyFormats"):
                values = patterns_of(element)
            else:
                continue
            if values:
                found.setdefault(system, {})[kind] = values
        return found

    def core(self, file: str) -> Any:
        """Return a file of the package cldr-core."""
        return json.loads(self.sources["cldr-core"].files[f"{file}.json"])

    def supplemental(self, file: str) -> Any:
        """Return a file of supplemental data."""
        return self.core(f"supplemental/{file}")["supplemental"]

    def parent(self, locale: str) -> str | None:
        """Return the nearest parent that has data: CLDR's, else the tag cut at its end."""
        while locale != ROOT:
            locale = self._above(locale)
            if locale in self.locales:
                return locale
        return None

    def _above(self, locale: str) -> str:
        above = self._parents.get(locale) or locale.rpartition("-")[0] or ROOT
        if self._has_unlikely_script(locale):
            return ROOT
        return ROOT if above == "root" else str(above)

    def _has_unlikely_script(self, locale: str) -> bool:
        """Tell what parentLocales.json calls nonlikelyScript: such locales inherit from root."""
        language, _, script = locale.partition("-")
        if locale in self._parents or not re.fullmatch("[A-Z][a-z]{3}", script):
            return False
        likely = self.likely.get(language)
        return likely is not None and likely.split("-")[1] != script

    @cached_property
    def likely(self) -> dict[str, str]:
        """Return a tag with what is missing in it to its most likely full form."""
        return dict(self.supplemental("likelySubtags")["likelySubtags"])


def signs_of(symbols: ET.Element) -> Record:
    """Return the signs that an element says itself; words in place of a separator are none."""
    return {
        sign.tag: sign.text
        for sign in symbols
        if sign.tag in SIGNS
        and is_own(sign)
        and (sign.tag not in ("decimal", "group") or len(sign.text or "") == 1)
    }


def patterns_of(formats: ET.Element) -> Record:
    """Return style to pattern, where an element says one itself."""
    return {
        style.get("type", "standard"): pattern.text
        for length in formats
        if length.get("type") is None
        for style in length
        for pattern in style.findall("pattern")
        if is_own(pattern) and style.get("type", "standard") in ("standard", "accounting")
    }


def is_own(element: ET.Element) -> bool:
    """Tell whether a locale says something itself, in its main form."""
    inherited = element.text is None or "↑" in element.text
    return not inherited and not element.get("alt") and element.get("draft", "") in DRAFTS


def main() -> None:
    """Fetch CLDR and write everything."""
    numbers, misc, core = "cldr-numbers-full", "cldr-misc-full", "cldr-core"
    names = "cldr-localenames-full"
    cldr = Cldr(numbers, misc, names, core)
    subjects: dict[str, tuple[Callable[[Cldr, str], Record], str]] = {
        "numbers": (number_record, numbers),
        "currencies": (currency_record, numbers),
        "currency_names": (currency_names, numbers),
        "compact": (compact_record, numbers),
        "lists": (list_record, misc),
        "characters": (character_record, misc),
        "short_names": (short_names, names),
    }
    for name, (record, package) in subjects.items():
        records = {locale: record(cldr, locale) for locale in cldr.locales}
        made_from = [cldr.sources[package]] + ([cldr.xml] if name == "numbers" else [])
        write_pack(name, records, cldr.parent, top(*made_from))
    tables = {
        "locales": locales(cldr),
        "plurals": plurals(cldr),
        "digits": digits(cldr),
        "fractions": fractions(cldr),
        "territories": territories(cldr),
    }
    for name, table in tables.items():
        write_table(name, table, top(cldr.sources[core]))


def top(*sources: Source) -> str:
    """Return the head of a file."""
    return head("cldr_packs.py", VERSION, sources)


def systems(numbers: Record, prefix: str) -> dict[str, Any]:
    """Return numbering system to what a locale says of it under one heading."""
    mark = f"{prefix}-numberSystem-"
    return {
        key.removeprefix(mark): value for key, value in numbers.items() if key.startswith(mark)
    }


def number_record(cldr: Cldr, locale: str) -> Record:
    """Return symbols and patterns of each numbering system, and the locale's own system."""
    record = _number_record(cldr, locale)
    latin = {kind: record[kind][LATIN] for kind in ("symbols", "decimal", "percent", "currency")}
    for system, found in cldr.further_systems(locale).items():
        if system not in record["symbols"]:
            record["symbols"][system] = {**latin["symbols"], **found.pop("symbols", {})}
            for kind, patterns in found.items():
                whole = patterns.get("standard", latin[kind])
                record[kind][system] = (
                    {**latin["currency"], **patterns} if kind == "currency" else whole
                )
    return record


@cache
def _number_record(cldr: Cldr, locale: str) -> Record:
    numbers = cldr.main("cldr-numbers-full", locale, "numbers")["numbers"]
    kept = (*SIGNS, "currencyDecimal", "currencyGroup")
    record: Record = {
        "system": numbers["defaultNumberingSystem"],
        **numbers["otherNumberingSystems"],
        "minimum_grouping": int(numbers["minimumGroupingDigits"]),
        "symbols": {
            system: {key: symbols[key] for key in kept if key in symbols}
            for system, symbols in systems(numbers, "symbols").items()
        },
    }
    for symbols in record["symbols"].values():
        for key in ("decimal", "group", "currencyDecimal", "currencyGroup"):
            if len(symbols.get(key, "x")) != 1:  # the formatters write one sign for one sign
                raise ValueError(f"{locale}: {key} is not one character")
    for kind in ("decimal", "percent"):
        record[kind] = {
            system: formats["standard"]
            for system, formats in systems(numbers, f"{kind}Formats").items()
        }
    record["currency"] = {
        system: currency_patterns(formats)
        for system, formats in systems(numbers, "currencyFormats").items()
    }
    return record


def currency_patterns(formats: Record) -> Record:
    """Return patterns of amounts by style, and those that join a number with a name.

    The patterns alphaNextToNumber are left out: currencySpacing has the same effect, and is what
    ICU obeys.
    """
    between = {
        formats["currencySpacing"][side]["insertBetween"]
        for side in ("beforeCurrency", "afterCurrency")
    }
    if between != {"\u00a0"}:  # the formatters take this for granted
        raise ValueError(f"unexpected currencySpacing {between}")
    return {
        "standard": formats["standard"],
        "accounting": formats["accounting"],
        "name": {
            category: pattern
            for category in CATEGORIES
            if (pattern := formats.get(f"unitPattern-count-{category}"))
        },
    }


def currency_record(cldr: Cldr, locale: str) -> Record:
    """Return symbols, narrow symbols, and forms: pattern, decimal and group of one currency.

    Those three come from the locale that defines any of them, whose symbols fill gaps.
    """
    entries = cldr.main("cldr-numbers-full", locale, "currencies")["numbers"]["currencies"]
    symbol = {code: entry.get("symbol", code) for code, entry in entries.items()}
    narrow = {
        code: entry.get("symbol-alt-narrow", symbol[code]) for code, entry in entries.items()
    }
    return {
        "symbol": {code: text for code, text in symbol.items() if text != code},
        "narrow": {code: text for code, text in narrow.items() if text != symbol[code]},
        "form": {code: form for code in entries if (form := own_form(cldr, locale, code))},
    }


def own_form(cldr: Cldr, locale: str, code: str) -> list[str] | None:
    """Return the form of a currency that has its own in a locale."""

    def entry(name: str) -> dict[str, str]:
        entries = cldr.main("cldr-numbers-full", name, "currencies")["numbers"]["currencies"]
        found = entries.get(code, {})
        return {key: found[key] for key in ("pattern", "decimal", "group") if key in found}

    own = entry(locale)
    if not own:
        return None
    definer = locale
    while (above := cldr.parent(definer)) and entry(above) == own:
        definer = above
    record = number_record(cldr, definer)
    system = record["system"]
    symbols = record["symbols"][system]
    form = [
        own.get("pattern", record["currency"][system]["standard"]),
        own.get("decimal", symbols.get("currencyDecimal", symbols["decimal"])),
        own.get("group", symbols.get("currencyGroup", symbols["group"])),
    ]
    if len(form[1]) != 1 or len(form[2]) != 1:
        raise ValueError(f"{locale} {code}: a separator is not one character")
    return form


def currency_names(cldr: Cldr, locale: str) -> Record:
    """Return currency to its name, or to its names by plural category (and "", its own)."""
    entries = cldr.main("cldr-numbers-full", locale, "currencies")["numbers"]["currencies"]
    return dict(_names(entries))


def _names(entries: Record) -> Iterator[tuple[str, Any]]:
    for code, entry in entries.items():
        name = entry.get("displayName", code)
        other = entry.get("displayName-count-other", name)
        forms = {"": name, "other": other} | {
            category: form
            for category in CATEGORIES
            if (form := entry.get(f"displayName-count-{category}", other)) != other
        }
        one = set(forms.values()) == {name}
        if not one or name != code:
            yield code, name if one else forms


def compact_record(cldr: Cldr, locale: str) -> Record:
    """Return patterns by numbering system, kind (short, long, currency), zeros and category."""
    numbers = cldr.main("cldr-numbers-full", locale, "numbers")["numbers"]
    currency = systems(numbers, "currencyFormats")
    return {
        system: {
            "short": by_power(formats["short"]["decimalFormat"]),
            "long": by_power(formats["long"]["decimalFormat"]),
            "currency": by_power(currency[system].get("short", {}).get("standard", {})),
        }
        for system, formats in systems(numbers, "decimalFormats").items()
    }


def by_power(patterns: dict[str, str]) -> Record:
    """Return power of ten to {category: pattern}, without those that are as in "other"."""
    powers: Record = {}
    for key, pattern in patterns.items():
        number, _, category = key.partition("-count-")
        if "-alt-" not in category:
            powers.setdefault(str(len(number) - 1), {})[category] = pattern
    return {
        power: {
            category: pattern
            for category, pattern in forms.items()
            if category == "other" or pattern != forms.get("other")
        }
        for power, forms in powers.items()
    }


def list_record(cldr: Cldr, locale: str) -> Record:
    """Return kind and width to the patterns [start, middle, end, two]."""
    patterns = cldr.main("cldr-misc-full", locale, "listPatterns")["listPatterns"]
    return {
        key.removeprefix("listPattern-type-"): [forms[k] for k in ("start", "middle", "end", "2")]
        for key, forms in patterns.items()
    }


def character_record(cldr: Cldr, locale: str) -> Record:
    """Return scope to {sign: all that a lenient reader takes for it}."""
    characters = cldr.main("cldr-misc-full", locale, "characters")["characters"]
    return {
        scope: {sign: unicode_set(text) for sign, text in characters[scope].items()}
        for scope in (
            *("lenient-scope-number", "lenient-scope-general", "lenient-scope-date"),
            "stricter-scope-number",
        )
        if scope in characters
    }


def unicode_set(text: str) -> list[str]:
    """Return the members of a set of UTS #35 that lists characters and {strings} alone."""
    members = re.findall(r"\{([^}]*)\}|\\(.)|([^\s])", text[1:-1])
    found = [string or escaped or plain for string, escaped, plain in members]
    if "-" in [plain for _, _, plain in members]:
        raise ValueError(f"a range in {text}")
    # A blank that belongs to the set is escaped, or is no ASCII blank.
    found += [c for c in text if c.isspace() and c not in " \t\n"]
    return sorted(set(found))


def short_names(cldr: Cldr, locale: str) -> Record:
    """Return territory to its short name, such as "Hong Kong"."""
    if f"main/{locale}/territories.json" not in cldr.sources["cldr-localenames-full"].files:
        return short_names(cldr, above) if (above := cldr.parent(locale)) else {}
    table = cldr.main("cldr-localenames-full", locale, "territories")
    names = table["localeDisplayNames"]["territories"]
    mark = "-alt-short"
    return {key.removesuffix(mark): name for key, name in names.items() if key.endswith(mark)}


def locales(cldr: Cldr) -> Record:
    """Return the locales with data, other names they are found by, and parents.

    ``parents`` has only those that are not the tag cut at its end. ``aliases`` has the tags
    whose region implies another script than the bare language has: ``zh-TW`` is ``zh-Hant-TW``.
    """
    parents = {
        locale: parent
        for locale in cldr.locales
        if (parent := cldr.parent(locale)) and parent != cut(locale, cldr.locales)
    }
    aliases = {}
    for tag, full in cldr.likely.items():
        language, script, region = full.split("-")
        default = cldr.likely.get(language, "").split("-")
        if tag == f"{language}-{region}" and script not in default and tag not in cldr.locales:
            target = nearest(f"{language}-{script}-{region}", cldr.locales)
            if target and script in target:
                aliases[tag] = target
    for locale in cldr.locales:  # data under language-Script-REGION, where the script is likely
        match = re.fullmatch("([a-z]+)-([A-Z][a-z]{3})-([A-Z]{2}|[0-9]{3})", locale)
        if match:
            language, script, region = match.groups()
            short = f"{language}-{region}"
            likely = cldr.likely.get(short) or cldr.likely.get(language, "")
            if short not in cldr.locales and script in likely.split("-"):
                aliases[short] = locale
    return {"names": cldr.locales, "parents": parents, "aliases": aliases}


def cut(locale: str, names: list[str]) -> str:
    """Return the nearest name that is the tag cut at its end, else the root."""
    while locale:
        locale = locale.rpartition("-")[0]
        if locale in names:
            return locale
    return ROOT


def nearest(locale: str, names: list[str]) -> str | None:
    """Return the tag, or it cut at its end, where there is data."""
    if locale in names:
        return locale
    found = cut(locale, names)
    return None if found == ROOT else found


def plurals(cldr: Cldr) -> Record:
    """Return cardinal and ordinal rules by language, without their samples; and of ranges."""
    found: Record = {}
    for kind, file in (("cardinal", "plurals"), ("ordinal", "ordinals")):
        rules = cldr.supplemental(file)[f"plurals-type-{kind}"]
        found[kind] = {
            language: {
                key.removeprefix("pluralRule-count-"): condition
                for key, rule in forms.items()
                if (condition := rule.partition("@")[0].strip())
            }
            for language, forms in rules.items()
        }
    return found


def digits(cldr: Cldr) -> Record:
    """Return numbering system to its ten digits."""
    table = cldr.supplemental("numberingSystems")["numberingSystems"]
    found = {name: entry["_digits"] for name, entry in table.items() if "_digits" in entry}
    for name, row in found.items():
        if name != "hanidec" and [unicodedata.decimal(c, -1) for c in row] != list(range(10)):
            print(f"{name}: digits that Python's Unicode {unicodedata.unidata_version} has not")
    return found


def fractions(cldr: Cldr) -> Record:
    """Return currency to [digits, rounding step, cash digits, cash step]; "" is the default."""
    table = cldr.supplemental("currencyData")["currencyData"]["fractions"]
    found = {}
    for code, entry in table.items():
        own = [int(entry[f"_{key}"]) for key in ("digits", "rounding")]
        cash = [
            int(entry.get(f"_{key}", fallback))
            for key, fallback in zip(("cashDigits", "cashRounding"), own, strict=True)
        ]
        found["" if code == "DEFAULT" else code] = [*own, *cash]
    return found


def territories(cldr: Cldr) -> Record:
    """Return currencies of each territory with their dates, week data, and measurement."""
    regions = cldr.supplemental("currencyData")["currencyData"]["region"]
    week = cldr.supplemental("weekData")["weekData"]
    measurement = cldr.supplemental("measurementData")["measurementData"]
    return {
        "currencies": {
            region: [
                [code, facts.get("_from", ""), facts.get("_to", "")]
                for use in uses
                for code, facts in use.items()
                if facts.get("_tender") != "false"
            ]
            for region, uses in regions.items()
        },
        "week": {key: week[key] for key in ("firstDay", "minDays", "weekendStart", "weekendEnd")},
        "measurement": {
            "system": measurement["measurementSystem"],
            "temperature": measurement["measurementSystem-category-temperature"],
            "paper": measurement["paperSize"],
        },
    }


if __name__ == "__main__":
    main()
