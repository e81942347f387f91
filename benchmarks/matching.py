"""Language matching beside langcodes: the same few wishes again and again, and ever new ones.

Both keep what they found out: wishes that come again are cheap for both, 2,000 different ones
are more than either keeps.
"""

from __future__ import annotations

from itertools import product

from benchmarks.measure import Figure, compare
from benchmarks.parsing import each
from crmi18n.cldr import match_locale, parse_accept_language

AVAILABLE = """
af am ar az bg bn bs ca cs da de el en en-GB es es-419 et eu fa fi fil fr gl gu he hi hr hu hy id
is it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms my ne nl no pa pl pt pt-PT ro ru si sk sl sq sr
sr-Latn sv sw ta te th tr uk ur uz vi zh-CN zh-TW zu
""".split()  # noqa: SIM905 - a list of 76 would be a page
WISHES = "de-AT en-AU es-MX nn zh-HK pt-AO fr-CH gsw sr-ME hr-BA da-DK ja-JP".split()  # noqa: SIM905
REGIONS = """
AT AU BE BR CA CH CN DE DK ES FR GB HK IN IT JP KR MX NL NO NZ PL PT RU SE TW US
""".split()  # noqa: SIM905
HEADER = "de-AT,de;q=0.9,en-GB;q=0.8,en;q=0.7,fr;q=0.6,*;q=0.5"


def figures() -> list[Figure]:
    """Time both kinds of wishes, and a browser's header."""
    import langcodes

    new = [f"{tag.partition('-')[0]}-{region}" for tag, region in product(AVAILABLE, REGIONS)]
    others = list(dict.fromkeys(new))[:2000]

    def ours(wish: str) -> object:
        return match_locale(wish, AVAILABLE)

    def theirs(wish: str) -> tuple[str, int]:
        found: tuple[str, int] = langcodes.closest_match(wish, AVAILABLE)
        return found

    def header(text: str) -> object:
        return match_locale(parse_accept_language(text), AVAILABLE)

    def header_of_peer(text: str) -> object:
        wishes = [part.partition(";")[0] for part in text.split(",")]
        return next(found for wish in wishes if (found := theirs(wish))[0] != "und")

    cases = (
        ("", WISHES * 25, ours, theirs),
        (", 2,000 different wishes", others, ours, theirs),
        (", a browser's header", [HEADER] * 300, header, header_of_peer),
    )
    return [
        compare(
            f"match_locale among {len(AVAILABLE)} languages{kind}",
            each(own, texts),
            each(peer, texts),
            "langcodes",
            unit="us",
            n=7,
        )
        for kind, texts, own, peer in cases
    ]
