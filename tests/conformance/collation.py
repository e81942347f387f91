"""ICU as the oracle of orders: strings that exercise a tailoring, and what ICU makes of them.

ICU answers through Node's Intl.Collator. Strings are handed over in canonical decomposition:
there ICU's closure over composed letters, which is not complete, plays no part.
``tools/collation_sample.py`` records the sample that the ordinary tests read.
"""

from __future__ import annotations

import gzip
import json
import random
import shutil
import subprocess
import unicodedata
import zipfile
from pathlib import Path
from typing import Any, Final

from crmi18n.cldr.collation.order import _steps
from crmi18n.cldr.collation.rules import Relation, Reset
from crmi18n.cldr.normal import PACK

SAMPLE: Final = Path(__file__).parent / "data/collation.json.gz"
SUITE: Final = "3rdparty/cldr/common/uca/CollationTest_CLDR_NON_IGNORABLE_SHORT.txt"

# Node has these orders as its root order, or not at all.
NOT_IN_NODE: Final = frozenset({"aa", "bal", "bal-Latn", "sgs", "ssy", "vo"})
# docs/conformance/collation.md says why.
DIFFERENT: Final = frozenset({"ja", "th", "zh-u-co-stroke", "zh-u-co-zhuyin"})

_TYPES: Final = {"phonebook": "phonebk", "traditional": "trad", "dictionary": "dict"}
_ASKED: Final = """
const {locale, strings} = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const collator = new Intl.Collator(locale);
const order = strings.map((_, i) => i);
order.sort((a, b) => collator.compare(strings[a], strings[b]) || a - b);
const compared = (a, b) => Math.sign(collator.compare(strings[a], strings[b]));
const steps = order.slice(1).map((b, i) => compared(order[i], b));
console.log(JSON.stringify({order, steps, icu: process.versions.icu}));
"""


def tags() -> dict[str, str]:
    """Return every tailoring of the pack that Node has: tag to the name in the pack."""
    found = {"und": ""}
    with zipfile.ZipFile(PACK) as archive:
        for name in archive.namelist():
            locale, _, kind = name.partition("/")
            if kind and kind != "default" and "private" not in kind:
                suffix = "" if kind == "standard" else f"-u-co-{_TYPES.get(kind, kind)}"
                found[locale + suffix] = name
    return {tag: name for tag, name in found.items() if tag not in NOT_IN_NODE}


def strings(name: str, count: int) -> list[str]:
    """Return strings made of what a tailoring names, of its script, and of Latin letters."""
    chance = random.Random(name)  # noqa: S311
    words = _words(name)
    letters = sorted({char for word in words for char in word})
    neighbours = sorted({n for char in letters for n in _neighbours(char)}) or letters
    latin = [char for char in map(chr, range(0x20, 0x250)) if char.isprintable()]

    def piece() -> str:
        draw = chance.random()
        if draw < 0.4:
            return chance.choice(words)
        if draw < 0.6:
            word = chance.choice(words)
            return chance.choice([word.upper(), word.title(), word + chance.choice(letters)])
        if draw < 0.75:
            return chance.choice(neighbours)
        if draw < 0.95:
            return chance.choice(latin if chance.random() < 0.5 else "abcdefghijklmnopqrstuvwxyz")
        if draw < 0.97:
            return chr(chance.randrange(0x300, 0x340))
        return chance.choice(" -'.1/ВдαΩあア가")

    found = (
        "".join(piece() for _ in range(chance.choice([1, 1, 2, 2, 3, 4]))) for _ in range(count)
    )
    return [unicodedata.normalize("NFD", text) for text in found if "\ufdd0" not in text]


def icu(tag: str, texts: list[str]) -> tuple[list[int], list[int], str]:
    """Return the order of ICU as indexes, the steps in it (-1 or 0), and ICU's version."""
    node = shutil.which("node")
    assert node is not None, "Node is the oracle"
    asked = json.dumps({"locale": "en" if tag == "und" else tag, "strings": texts})
    answer = subprocess.run(
        [node, "-e", _ASKED], input=asked, capture_output=True, text=True, check=True
    )
    found = json.loads(answer.stdout)
    return found["order"], found["steps"], found["icu"]


def sample() -> dict[str, Any]:
    """Return what was recorded."""
    with gzip.open(SAMPLE, "rt", encoding="utf-8") as file:
        recorded: dict[str, Any] = json.load(file)
    return recorded


def _words(name: str) -> list[str]:
    if not name:
        return list("abc")
    with zipfile.ZipFile(PACK) as archive:
        rules = archive.read(name).decode()
    words: list[str] = []
    for step in _steps(rules):
        if isinstance(step, Relation):
            words += [step.prefix + step.text, step.text, step.extension]
        elif isinstance(step, Reset):
            words.append(step.text)
    return [word for word in words[:9000] if word] or list("abc")


def _neighbours(char: str) -> list[str]:
    start = ord(char) & ~0x7F
    if not 0x250 <= start < 0x3000:
        return []
    return [c for c in map(chr, range(start, start + 128)) if c.isprintable()]
