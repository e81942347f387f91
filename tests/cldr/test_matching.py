"""Language matching beyond ICU's own cases (tests/conformance): traps, laws, and what is refused.

The distances are those of CLDR 48.2's languageMatching, added up by hand.
"""

import pickle
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given, strategies as st

from crmi18n.cldr import LocaleTag, Match, canonicalize, match_locale, maximize
from crmi18n.cldr._tables import table
from crmi18n.errors import UnknownLocaleError


@pytest.mark.parametrize(
    ("wanted", "available", "tag", "distance", "reason"),
    [
        pytest.param("de", "en de", "de", 0, "exact", id="the same"),
        pytest.param("de-u-nu-latn", "en de", "de", 0, "exact", id="extensions aside"),
        pytest.param("de-u-nu-latn", "de de-u-nu-latn", "de-u-nu-latn", 0, "exact", id="or not"),
        pytest.param("de", "de-u-nu-latn de", "de", 0, "exact", id="none that are unasked"),
        pytest.param("he", "en iw", "iw", 0, "exact", id="an old name"),
        pytest.param("he", "en iw he", "iw", 0, "exact", id="the first of equals"),
        pytest.param("sh", "sr sr-Latn", "sr-Latn", 0, "exact", id="an old name with a script"),
        pytest.param("de-DE", "en de", "de", 0, "same", id="the likely region"),
        pytest.param("zh-TW", "zh zh-Hant", "zh-Hant", 0, "same", id="the likely script"),
        pytest.param("zh-TW", "zh en", "zh", None, "default", id="not across Han scripts"),
        pytest.param("zh-HK", "zh zh-TW", "zh-TW", 5, "region", id="Hong Kong by Taiwan"),
        pytest.param("zh-HK", "zh-TW zh-MO", "zh-MO", 4, "region", id="Hong Kong by Macao"),
        pytest.param("zh-SG", "zh-TW zh", "zh", 4, "region", id="Singapore by China"),
        pytest.param("yue", "zh zh-TW", "zh-TW", 14, "near", id="Cantonese by its script"),
        pytest.param("sr-Latn", "en sr", "sr", 5, "script", id="Serbian across scripts says so"),
        pytest.param(
            "sr-Latn", "sr hr sr-Latn", "sr-Latn", 0, "exact", id="Serbian in its script"
        ),
        pytest.param("sr-ME", "sr sr-Latn", "sr-Latn", 4, "region", id="Montenegro writes Latin"),
        pytest.param("az-Arab", "az en", "az", None, "default", id="no other script unsaid"),
        pytest.param("am", "fr en", "en", 44, "script", id="a second language, in another script"),
        pytest.param("no", "en nb", "nb", 1, "near", id="Norwegian by Bokmål"),
        pytest.param("nb", "nn no", "no", 1, "near", id="Bokmål by Norwegian"),
        pytest.param("nn", "en nb", "nb", 20, "near", id="Nynorsk by Bokmål"),
        pytest.param("nb", "sv da", "da", 12, "near", id="Bokmål by Danish"),
        pytest.param("da", "sv nn", "sv", None, "default", id="Danish is not near Nynorsk"),
        pytest.param("en-GB", "de en-US", "en-US", 5, "region", id="British by American"),
        pytest.param("en-AU", "en en-GB", "en-GB", 3, "region", id="Australia by Britain"),
        pytest.param("en-CA", "en-GB en", "en", 4, "region", id="Canada by the United States"),
        pytest.param("en-AT", "en-GB en", "en-GB", 3, "region", id="Europe by Britain"),
        pytest.param("es-MX", "es es-419", "es-419", 4, "region", id="Mexico by Latin America"),
        pytest.param("es-AR", "es es-MX", "es-MX", 4, "region", id="Argentina by Mexico"),
        pytest.param("es-MX", "en es", "es", 5, "region", id="Mexico by Spain, if need be"),
        pytest.param("es-PH", "es-419 es", "es", 4, "region", id="the Philippines by Spain"),
        pytest.param("pt-PT", "es pt", "pt", 5, "region", id="Portugal by Brazil"),
        pytest.param("pt-AO", "pt pt-PT", "pt-PT", 4, "region", id="Angola by Portugal"),
        pytest.param("ar-TN", "ar ar-DZ", "ar-DZ", 4, "region", id="the Maghreb"),
        pytest.param("hr", "sr bs", "bs", 8, "near", id="Croatian by Bosnian"),
        pytest.param("hr", "en sr", "en", None, "default", id="Croatian is not near Serbian"),
        pytest.param("hr-BA", "bs hr", "hr", 4, "region", id="the language asked for wins a tie"),
        pytest.param("gsw", "en de", "de", 8, "near", id="Swiss German by German"),
        pytest.param("de", "en gsw", "en", None, "default", id="German not by Swiss German"),
        pytest.param("de-AT", "de-CH de", "de", 4, "region", id="the likelier region wins a tie"),
        pytest.param("ca", "ca-ES-valencia ca-ES", "ca-ES", 0, "same", id="no variant unasked"),
        pytest.param("und", "de en", "de", None, "default", id="nothing said is not English"),
        pytest.param("und-FR", "de fr", "fr", 0, "same", id="a region alone"),
        pytest.param("qaa", "en qaa-Latn", "qaa-Latn", 0, "same", id="unknown to CLDR"),
        pytest.param("x-acme", "en x-other", "en", None, "default", id="private use"),
        pytest.param("en", "fr en-XA", "fr", None, "default", id="made to test programs"),
    ],
)
def test_serves(wanted: str, available: str, tag: str, distance: int | None, reason: str) -> None:
    match = match_locale(wanted, available.split())

    assert (match.tag, match.distance, match.reason) == (tag, distance, reason)


@pytest.mark.parametrize(
    ("wanted", "available", "options", "tag", "met"),
    [
        pytest.param("ja en", "de en", {}, "en", "en", id="the second wish"),
        pytest.param("de-CH fr", "en fr de", {}, "de", "de-CH", id="a region costs less than it"),
        pytest.param("nn en", "nb en", {}, "en", "en", id="another language costs more"),
        pytest.param("nn en", "nb en", {"demotion": 25}, "nb", "nn", id="demoted more"),
        pytest.param("de-CH fr", "fr de", {"demotion": 0}, "fr", "fr", id="not demoted at all"),
        pytest.param("ja", "de en", {"default": "en"}, "en", None, id="a default of the list"),
        pytest.param("ja", "de", {"default": "en"}, "en", None, id="a default besides the list"),
        pytest.param("", "de en", {}, "de", None, id="no wish"),
        pytest.param("nn", "de nb", {"threshold": 20}, "de", None, id="a threshold is not near"),
        pytest.param("nn", "de nb", {"threshold": 21}, "nb", "nn", id="below it is"),
        pytest.param("uk", "en ru", {}, "en", None, id="unrelated by language"),
        pytest.param("uk", "en ru", {"favor": "script"}, "ru", "uk", id="near by script"),
    ],
)
def test_weighs(
    wanted: str, available: str, options: dict[str, Any], tag: str, met: str | None
) -> None:
    match = match_locale(wanted.split(), available.split(), **options)

    assert (match.tag, match.wanted) == (tag, met)


def test_regions_of_a_script_count_in_that_script_alone() -> None:
    match = match_locale("zh-TW", ["zh-Hans-HK"], threshold=60)

    assert (match.distance, match.reason) == (54, "script")


@pytest.mark.parametrize(
    ("wanted", "available", "options", "error", "message"),
    [
        pytest.param("no tag", ["de"], {}, UnknownLocaleError, "'no tag'", id="a wish"),
        pytest.param("de", ["no tag"], {}, UnknownLocaleError, "'no tag'", id="a language"),
        pytest.param("de", ["de"], {"default": "?"}, UnknownLocaleError, "'\\?'", id="a default"),
        pytest.param(5, ["de"], {}, TypeError, "int", id="a number"),
        pytest.param([None], ["de"], {}, TypeError, "NoneType", id="none"),
        pytest.param("de", "de", {}, TypeError, "list of tags", id="one language, not a list"),
        pytest.param("de", LocaleTag("de"), {}, TypeError, "list of tags", id="one tag"),
        pytest.param("de", [], {}, ValueError, "no language", id="nothing to choose from"),
        pytest.param("de", ["de"], {"favor": "region"}, ValueError, "script", id="favor"),
        pytest.param("de", ["de"], {"threshold": 0}, ValueError, "1 to 100", id="threshold"),
        pytest.param("de", ["de"], {"threshold": 101}, ValueError, "1 to 100", id="too far"),
        pytest.param("de", ["de"], {"demotion": -1}, ValueError, "0 or more", id="demotion"),
    ],
)
def test_refuses(
    wanted: Any, available: Any, options: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        match_locale(wanted, available, **options)


@pytest.mark.parametrize(
    ("match", "locale"),
    [
        pytest.param(Match("en", 5, "region", "en-AU"), "en-AU", id="the reader's region"),
        pytest.param(Match("de-AT", 4, "region", "de"), "de-AT", id="none of his own"),
        pytest.param(
            Match("zh_Hant", 0, "same", "zh-TW-u-ca-roc"), "zh-Hant-TW-u-ca-roc", id="his calendar"
        ),
        pytest.param(
            Match("en-x-a-u-b", 4, "region", "en-GB-t-ja-u-hc-h23"),
            "en-GB-t-ja-u-hc-h23-x-a-u-b",
            id="private use comes last",
        ),
        pytest.param(Match("sr", None, "default", None), "sr", id="a default as it is"),
    ],
)
def test_formats_by_the_reader(match: Match, locale: str) -> None:
    assert str(match.locale) == locale


def test_a_tag_comes_back_as_it_was_given() -> None:
    catalogs = {"zh_TW": "...", "pt_br": "..."}

    assert match_locale("zh-Hant", catalogs).tag in catalogs
    assert match_locale("pt", [LocaleTag("pt", region="BR")]).tag == "pt-BR"


def test_goes_through_json_and_pickle() -> None:
    match = match_locale("nn-NO", ["de", "nb"])

    assert Match.from_dict(match.to_dict()) == match == pickle.loads(pickle.dumps(match))  # noqa: S301
    assert match.to_dict() == {"tag": "nb", "distance": 20, "reason": "near", "wanted": "nn-NO"}


def test_threads_agree() -> None:
    wishes = [f"{language}-{region}" for language in LANGUAGES[:40] for region in ("US", "DE")]
    available = LANGUAGES[::7]
    alone = [match_locale(wish, available) for wish in wishes]
    switching = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            together = list(threads.map(lambda wish: match_locale(wish, available), wishes * 4))
    finally:
        sys.setswitchinterval(switching)

    assert together == alone * 4


LOCALES = sorted(table("locales")["names"])
LANGUAGES = sorted({name.partition("-")[0] for name in LOCALES} - {"und"})
NEAR = ("en", "es", "pt", "zh", "ar", "sr", "bs", "hr", "no", "nb", "nn", "da", "de", "gsw")
TAGS = st.sampled_from(LOCALES) | st.builds(
    "{}{}{}".format,
    st.sampled_from(NEAR),
    st.sampled_from(["", "", "-Latn", "-Cyrl", "-Hans", "-Hant"]),
    st.sampled_from(["", "-US", "-GB", "-DE", "-MX", "-419", "-TW", "-HK", "-BA", "-DZ"]),
)
LISTS = st.lists(TAGS, min_size=1, max_size=8)
FAVORS = st.sampled_from(["language", "script"])


@given(st.lists(TAGS, max_size=4), LISTS, FAVORS)
def test_what_serves_is_there(wanted: list[str], available: list[str], favor: Any) -> None:
    match = match_locale(wanted, available, favor=favor)

    assert match.tag in available
    assert (match.wanted is None) == (match.distance is None) == (match.reason == "default")
    assert match.wanted is None or match.wanted in wanted
    assert match.distance is None or match.distance < 50


@given(TAGS, LISTS)
def test_the_distance_is_0_if_and_only_if_the_same_is_meant(
    wanted: str, available: list[str]
) -> None:
    meant = maximize(canonicalize(wanted))
    match = match_locale(wanted, available)

    assert (match.distance == 0) == any(maximize(canonicalize(a)) == meant for a in available)
    if match.distance == 0:
        assert maximize(canonicalize(match.tag)) == meant


@given(TAGS, LISTS)
def test_another_script_is_never_served_unsaid(wanted: str, available: list[str]) -> None:
    wish, match = maximize(canonicalize(wanted)), match_locale(wanted, available)
    served = maximize(canonicalize(match.tag))

    assert wish is not None
    assert served is not None
    assert wish.script == served.script or match.reason in ("script", "default")


@given(TAGS, LISTS, st.randoms(use_true_random=False))
def test_how_near_it_is_does_not_depend_on_the_order(
    wanted: str, available: list[str], random: Any
) -> None:
    shuffled = random.sample(available, len(available))
    one, other = (match_locale(wanted, tags, default="und") for tags in (available, shuffled))

    assert one.distance == other.distance
    if one.reason == "exact":
        assert canonicalize(one.tag) == canonicalize(other.tag)


@given(LISTS, LISTS)
def test_more_languages_never_serve_worse(available: list[str], more: list[str]) -> None:
    wanted = more[0]
    fewer, all_of_them = (match_locale(wanted, tags) for tags in (available, available + more))

    assert all_of_them.distance == 0
    assert fewer.distance is None or fewer.distance >= all_of_them.distance
