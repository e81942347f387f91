"""Write the tables of ``cldr/data`` on tags and territories.

``likely``: {"Script-REGION": the tags that mean them}; ``aliases``: codes and keyword values
out of use, to what is written now; ``parents``: tags that inherit from another than themselves
cut at the end; ``scripts``: those written from right to left; ``languages``: the official ones
of each territory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from packs import head, write_table
from sources import Source, from_npm

VERSION = "48.2.0"
OFFICIAL = ("official", "de_facto_official")
KEYWORD_VALUE = re.compile(r"[a-z0-9]{3,8}(-[a-z0-9]{3,8})*")


def main() -> None:
    """Fetch CLDR and write the tables."""
    core, bcp47 = from_npm("cldr-core", VERSION), from_npm("cldr-bcp47", VERSION)
    top = head("tags.py", VERSION, [core])
    write_table("likely", likely(core), top)
    write_table("aliases", aliases(core, bcp47), head("tags.py", VERSION, [core, bcp47]))
    write_table("parents", supplemental(core, "parentLocales")["parentLocale"], top)
    write_table("scripts", scripts(core), top)
    write_table("languages", languages(core), top)


def supplemental(core: Source, name: str) -> Any:
    """Return one subject of the supplemental data."""
    return json.loads(core.files[f"supplemental/{name}.json"])["supplemental"][name]


def likely(core: Source) -> dict[str, str]:
    """Return script and region to tags, each with ``=`` and a language where it has none."""
    found: dict[str, list[str]] = {}
    for tag, full in supplemental(core, "likelySubtags").items():
        language, _, rest = full.partition("-")
        own = tag.partition("-")[0] == language
        found.setdefault(rest, []).append(tag if own else f"{tag}={language}")
    return {rest: " ".join(tags) for rest, tags in found.items()}


def aliases(core: Source, bcp47: Source) -> dict[str, dict[str, str]]:
    """Return kind of code to {code: what it is now}; values of keywords as ``ca-islamicc``."""
    data = json.loads(core.files["supplemental/aliases.json"])["supplemental"]["metadata"]["alias"]
    found = {
        kind: {code: entry["_replacement"] for code, entry in data[f"{kind}Alias"].items()}
        for kind in ("language", "script", "territory", "variant", "subdivision")
    }
    return {**found, "u": dict(values(bcp47, "u")), "t": dict(values(bcp47, "t"))}


def values(bcp47: Source, extension: str) -> Iterator[tuple[str, str]]:
    """Pair each other name of a keyword's value, if a tag can hold it, with the value."""
    for path, content in sorted(bcp47.files.items()):
        if not path.startswith("bcp47/"):
            continue
        for key, entries in json.loads(content)["keyword"].get(extension, {}).items():
            for value, facts in entries.items():
                if not isinstance(facts, dict):
                    continue
                now = facts.get("_preferred", value)
                for name in (value, *facts.get("_alias", "").lower().split()):
                    if name != now and KEYWORD_VALUE.fullmatch(name):
                        yield f"{key}-{name}", now


def scripts(core: Source) -> dict[str, list[str]]:
    """Return the scripts written from right to left, and their visual variants."""
    metadata = json.loads(core.files["scriptMetadata.json"])["scriptMetadata"]
    rtl = {script for script, facts in metadata.items() if facts["rtl"] == "YES"}
    variants = supplemental(core, "scriptData")["scriptVariants"]["visual"]
    styles = {script for script, facts in variants.items() if rtl.issuperset(facts["_base"])}
    return {"rtl": sorted(rtl | styles)}


def languages(core: Source) -> dict[str, str]:
    """Return territory to its official languages, the most spoken first."""
    found = {}
    for territory, facts in supplemental(core, "territoryInfo").items():
        people = facts.get("languagePopulation", {})
        official = [tag for tag, row in people.items() if row.get("_officialStatus") in OFFICIAL]
        official.sort(key=lambda tag: (-float(people[tag]["_populationPercent"]), tag))
        if official:
            found[territory] = " ".join(official).replace("_", "-")
    return found


if __name__ == "__main__":
    main()
