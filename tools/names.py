"""Write ``cldr/data/names.pack``: what CLDR says of names that Babel does not, or says otherwise.

A record has, for each kind of code, code to name, under ``short`` the short names, and under
``joins`` how a language's name and what a tag adds to it stand together, and several of the
latter. Babel's names are those of the release installed beside the library (2.18: CLDR 47); it
has no short ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from cldr_packs import VERSION, Cldr
from packs import Record, head, write_pack

from crmi18n.cldr import _babel
from crmi18n.cldr.tag import LocaleTag
from crmi18n.errors import UnknownLocaleError

PACKAGE = "cldr-localenames-full"
KINDS = {"territory": "territories", "language": "languages", "script": "scripts"}
SHORT = "-alt-short"
VARIANT = re.compile("-(alt|menu)-")


def main() -> None:
    """Fetch CLDR, compare it with Babel, and write the pack."""
    cldr = Cldr("cldr-numbers-full", "cldr-core", PACKAGE)
    records = {locale: names_record(cldr, locale) for locale in cldr.locales}
    write_pack("names", records, cldr.parent, head("names.py", VERSION, [cldr.sources[PACKAGE]]))


def names_record(cldr: Cldr, locale: str) -> Record:
    """Return kind to what Babel has not, and short names by kind."""
    joins = _names(cldr, locale, "localeDisplayNames", "localeDisplayPattern")
    record: Record = {
        "short": {},
        "joins": [joins["localePattern"], joins["localeSeparator"]],
    }
    for kind, file in KINDS.items():
        names = _names(cldr, locale, file)
        known = babel_names(locale, kind)
        record[kind] = {
            code: name
            for code, name in names.items()
            if not VARIANT.search(code) and name not in (code, known.get(code))
        }
        record["short"][kind] = {
            code.removesuffix(SHORT): name for code, name in names.items() if code.endswith(SHORT)
        }
    return record


def _names(cldr: Cldr, locale: str, file: str, kind: str = "") -> Mapping[str, str]:
    """Return the names of one kind; a locale without the file has its parent's."""
    if f"main/{locale}/{file}.json" not in cldr.sources[PACKAGE].files:
        above = cldr.parent(locale)
        return _names(cldr, above, file, kind) if above else {}
    found: Mapping[str, str] = cldr.main(PACKAGE, locale, file)["localeDisplayNames"][kind or file]
    return found


def babel_names(locale: str, kind: str) -> Mapping[str, str]:
    """Return code to name as Babel has them in a locale."""
    try:
        return _babel.display_names(LocaleTag.parse(locale), kind)
    except UnknownLocaleError:
        return {}


if __name__ == "__main__":
    main()
