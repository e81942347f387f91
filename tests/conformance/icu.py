"""ICU as the oracle of formats: what is compared, and how each side is asked.

ICU answers through the package icu4py (ICU 78.3) and through Node's Intl (ICU 78.2). Both are
asked in all locales that ICU itself has.
"""

from __future__ import annotations

import functools
import gzip
import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from crmi18n.cldr import (
    compact_formatter,
    currency_formatter,
    list_formatter,
    number_formatter,
    percent_formatter,
    plural_category,
)

SAMPLE = Path(__file__).parent / "data/icu.json.gz"

CURRENCIES = (  # noqa: SIM905
    "EUR USD GBP JPY CHF CNY INR AED SAR EGP KWD IQD HUF PLN CZK RSD TRY BRL CVE KRW CLF IDR XAF"
    " BGN TWD MXN"
).split()
AMOUNTS = (  # noqa: SIM905
    "0 1 2 3 5 -1 11 12 21 100 999 999.995 1000 -1000 1234.5 -1234.5 9999.99 10000 12345.67"
    " 123456.78 -123456.785 1234567.89 12345678.9 1234567890.12 12345678901234567890123.45"
    " 0.005 0.015 0.025 -0.001 0.5 1.5 1000000 999999.5 0.0123"
).split()
COUNTS = (*range(32), 99, *range(100, 123), 200, 1000, 2000, 10_000, 1_000_000, 2_000_000)
FRACTIONS = (
    "0.1",
    "0.5",
    "1.1",
    "1.5",
    "1.31",
    "2.1",
    "2.25",
    "5.2",
    "10.1",
    "100.11",
    "1000000.5",
)
ITEMS = (
    ["Ana"],
    ["Ana", "Iván"],
    ["Ana", "hielo"],
    ["siete", "ocho"],
    ["10", "11"],
    ["אבא", "אמא"],
    ["a", "b", "c"],
    ["אבא", "b", "אמא"],
    ["a", "b", "c", "d", "e"],
    ["3 ft", "7 in"],
)


class Suite(NamedTuple):
    """One thing that is compared: a skeleton of ICU beside a formatter of ours."""

    skeleton: str
    ours: Callable[..., Callable[[Decimal], str]]


NUMBERS = {
    "numbers, 2 decimals": Suite(".00", lambda tag: number_formatter(locale=tag, digits=2)),
    "numbers, all digits": Suite(".##########", lambda tag: number_formatter(locale=tag)),
    "percentages": Suite(
        "percent scale/100 .0", lambda tag: percent_formatter(locale=tag, digits=1)
    ),
    "per mille": Suite(
        "permille scale/1000 .0",
        lambda tag: percent_formatter(locale=tag, digits=1, per_mille=True),
    ),
    "signs, always": Suite(
        "sign-always .00", lambda tag: number_formatter(locale=tag, digits=2, sign="always")
    ),
    "signs, negative": Suite(
        "sign-negative .00", lambda tag: number_formatter(locale=tag, digits=2, sign="negative")
    ),
    "compact numbers, short": Suite(
        "compact-short", lambda tag: compact_formatter(locale=tag, width="short")
    ),
    "compact numbers, long": Suite(
        "compact-long", lambda tag: compact_formatter(locale=tag, width="long")
    ),
}
AMOUNT_STYLES = {
    "standard": "",
    "accounting": "sign-accounting",
    "code": "unit-width-iso-code",
    "narrow": "unit-width-narrow",
    "name": "unit-width-full-name",
    "compact": "compact-short",
}


def _styled(style: str) -> Callable[..., Callable[[Decimal], str]]:
    return lambda tag, code: currency_formatter(code, locale=tag, style=style)  # type: ignore[arg-type]


CURRENCY = {
    f"amounts, {style}": Suite(skeleton, _styled(style))
    for style, skeleton in AMOUNT_STYLES.items()
} | {
    "amounts, cash": Suite(
        "precision-currency-cash",
        lambda tag, code: currency_formatter(code, locale=tag, digits="cash"),
    )
}
DIGITS = ("arab", "arabext", "beng", "deva", "fullwide", "latn", "mymr", "thai")
LISTS = {"and": "conjunction", "or": "disjunction", "unit": "unit"}
WIDTHS = ("long", "short", "narrow")
PLURALS = {"cardinal": "plural", "ordinal": "selectordinal"}


class Case(NamedTuple):
    """One comparison, in plain JSON types."""

    suite: str
    locale: str
    option: str
    value: Any


def ours(case: Case) -> str:
    """Return what the library writes."""
    suite, tag, option, value = case
    if suite in NUMBERS:
        return _numbers(suite, tag)(Decimal(value))
    if suite in CURRENCY:
        return _amounts(suite, tag, option)(Decimal(value))
    if suite == "lists":
        kind, width = option.split()
        return list_formatter(locale=tag, kind=kind, width=width)(value)  # type: ignore[arg-type]
    if suite == "digits":
        return number_formatter(locale=f"{tag}-u-nu-{option}", digits=2)(Decimal(value))
    return plural_category(Decimal(value), locale=tag, ordinal=option == "ordinal")


@functools.lru_cache(maxsize=1)
def _numbers(suite: str, tag: str) -> Callable[[Decimal], str]:
    return NUMBERS[suite].ours(tag)


@functools.lru_cache(maxsize=1)
def _amounts(suite: str, tag: str, code: str) -> Callable[[Decimal], str]:
    return CURRENCY[suite].ours(tag, code)


def icu(case: Case) -> str:
    """Return what ICU writes; lists are Node's to say (:func:`node_lists`)."""
    suite, tag, option, value = case
    if suite in NUMBERS:
        pattern = f"{{0, number, ::{NUMBERS[suite].skeleton}}}"
    elif suite in CURRENCY:
        pattern = f"{{0, number, ::currency/{option} {CURRENCY[suite].skeleton}}}"
    elif suite == "digits":
        tag, pattern = f"{tag}-u-nu-{option}", "{0, number, ::.00}"
    else:
        forms = "".join(f"{c}{{{c}}}" for c in ("zero", "one", "two", "few", "many", "other"))
        pattern = f"{{0, {PLURALS[option]}, {forms}}}"
    return str(_message(pattern, tag).format({"0": Decimal(value)}))


@functools.lru_cache(maxsize=1)
def _message(pattern: str, tag: str) -> Any:
    return import_module("icu4py.messageformat").MessageFormat(pattern, tag)


def cases(suite: str, locales: Iterable[str]) -> Iterator[Case]:
    """Return all cases of a suite."""
    for tag in locales:
        if suite in NUMBERS:
            yield from (Case(suite, tag, "", amount) for amount in AMOUNTS)
        elif suite in CURRENCY:
            yield from (Case(suite, tag, c, amount) for c in CURRENCIES for amount in AMOUNTS)
        elif suite == "digits":
            yield from (Case(suite, tag, d, amount) for d in DIGITS for amount in AMOUNTS)
        elif suite == "lists":
            options = (f"{kind} {width}" for kind in LISTS for width in WIDTHS)
            yield from (Case(suite, tag, option, items) for option in options for items in ITEMS)
        else:
            yield from (Case(suite, tag, kind, str(n)) for kind in PLURALS for n in COUNTS)
            yield from (Case(suite, tag, "cardinal", n) for n in FRACTIONS)


# Where ICU differs, and why: see docs/conformance/numbers.md.
_DIFFER = {
    "amounts, name": "my sr-Cyrl-ME",
    "amounts, compact": "vec",
    "compact numbers, short": "vec",
    "compact numbers, long": "ast ps ps-PK wo",
}
_MOST_OF_INT64 = 18


def differs(case: Case) -> bool:
    """Tell where ICU is known to write something else."""
    if case.locale in _DIFFER.get(case.suite, "").split():
        return True
    named = case.suite == "amounts, name"
    return named and (doubles_the_name(case) or len(case.value) > _MOST_OF_INT64)


SUITES = (*NUMBERS, *CURRENCY, "digits", "plurals", "lists")

_NODE = """
const input = JSON.parse(require("fs").readFileSync(0));
const answer = ({locale, type, style, items}) =>
  new Intl.ListFormat(locale, {type, style}).format(items);
const own = locale => {
  try { return new Intl.NumberFormat(locale).resolvedOptions().locale === locale }
  catch { return false }
};
console.log(JSON.stringify(input.locales ? input.locales.filter(own) : input.cases.map(answer)));
"""


def node(request: dict[str, Any]) -> Any:
    """Ask Node: which of these locales ICU has, or what it makes of these lists."""
    command = shutil.which("node") or "node"
    answer = subprocess.run(
        [command, "-e", _NODE],
        input=json.dumps(request),
        capture_output=True,
        check=True,
        text=True,
    )
    return json.loads(answer.stdout)


def node_lists(found: list[Case]) -> list[str]:
    """Return what ICU makes of lists."""
    request = [
        {
            "locale": case.locale,
            "type": LISTS[case.option.split()[0]],
            "style": case.option.split()[1],
            "items": case.value,
        }
        for case in found
    ]
    return list(node({"cases": request}))


@functools.lru_cache(maxsize=1)
def sample() -> dict[str, Any]:
    """Return the recorded answers of ICU, and the locales."""
    return dict(json.loads(gzip.decompress(SAMPLE.read_bytes())))


def doubles_the_name(case: Case) -> bool:
    """Tell where ICU writes symbol *and* name, "€1.00 euros", which is no use to a reader.

    It does so where a currency has its own pattern in the locale; ours writes the name.
    """
    from crmi18n.cldr._currency import amount_form
    from crmi18n.cldr.tag import LocaleTag

    form = amount_form(LocaleTag.parse(case.locale), case.option)
    return case.suite == "amounts, name" and form is not None and "¤" in form.pattern
