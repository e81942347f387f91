"""A reader gets the best text there is, and is told which one it is and why."""

from __future__ import annotations

import copy
import json
import pickle

import pytest
from hypothesis import given, strategies as st

from crmi18n.errors import MissingTextError, ParseError, UnknownLocaleError
from crmi18n.text import DualText, LocalizedText, Policy, Resolved, Text, Version

TERMS = DualText("納期は9月末とする。", local_lang="ja").with_corporate(
    "Delivery is due at the end of September."
)
REVIEWED = TERMS.confirm(by="u17")
OUTDATED = REVIEWED.with_local("納期は10月末とする。")


def facts(found: Resolved) -> tuple[str | None, str, str]:
    return found.served, found.reason, found.status


@pytest.mark.parametrize(
    ("pair", "wanted", "expected"),
    [
        pytest.param(REVIEWED, "en", ("en", "exact", "reviewed"), id="as asked"),
        pytest.param(REVIEWED, "en-GB", ("en", "parent", "reviewed"), id="a wider region"),
        pytest.param(REVIEWED, "fr", ("en", "corporate", "reviewed"), id="corporate"),
        pytest.param(OUTDATED, "fr", ("en", "corporate", "outdated"), id="outdated, and says so"),
        pytest.param(
            DualText("契約", local_lang="ja"), "fr", ("ja", "original", "original"), id="original"
        ),
        pytest.param(REVIEWED, ["fr", "ja-JP"], ("ja", "parent", "original"), id="second wish"),
        pytest.param(
            REVIEWED.with_text("de", "Lieferung bis Ende September."),
            "de-AT",
            ("de", "parent", "draft"),
            id="de-AT finds de",
        ),
        pytest.param(
            REVIEWED.with_text("fr", "Delivery is due at the end of September."),
            "fr",
            ("fr", "exact", "draft"),
            id="a text equal to the fallback is a text of its own",
        ),
        pytest.param(REVIEWED, "ja-Latn", ("en", "corporate", "reviewed"), id="another script"),
    ],
)
def test_default_policy(
    pair: DualText, wanted: str | list[str], expected: tuple[str, str, str]
) -> None:
    assert facts(pair.resolve(wanted)) == expected


@pytest.mark.parametrize(
    ("pair", "wanted", "expected"),
    [
        pytest.param(REVIEWED, "en", ("en", "exact", "reviewed"), id="reviewed is served"),
        pytest.param(OUTDATED, "en", ("ja", "original", "original"), id="outdated is not"),
        pytest.param(TERMS, "en", ("ja", "original", "original"), id="a draft is not"),
        pytest.param(
            REVIEWED.with_corporate("Due in September."),
            "en",
            ("ja", "original", "original"),
            id="an edited text is not",
        ),
    ],
)
def test_contract_policy(pair: DualText, wanted: str, expected: tuple[str, str, str]) -> None:
    assert facts(pair.resolve(wanted, policy=Policy.contract)) == expected


def test_chinese_of_taiwan_is_not_served_in_mainland_script() -> None:
    pair = DualText("合同", local_lang="zh", corporate="Contract")

    assert pair.resolve("zh-TW").served == "en"
    assert pair.resolve("zh-SG").served == "zh"


def test_what_was_passed_over_is_named() -> None:
    found = OUTDATED.resolve("en", policy=Policy.contract)

    assert found.skipped == (("en", "outdated"),)
    assert found.is_fallback
    assert found.marked == "納期は10月末とする。 [ja]"
    assert found.to_html() == (
        '<span lang="ja" dir="ltr" data-i18n="fallback:outdated en">納期は10月末とする。</span>'
    )


def test_an_outdated_text_is_marked_although_it_is_in_the_language_asked_for() -> None:
    found = OUTDATED.resolve("en")

    assert not found.is_fallback
    assert found.is_outdated
    assert found.marked == "Delivery is due at the end of September. [outdated]"
    assert ' data-status="outdated"' in found.to_html()


def test_arabic_html_has_its_direction_and_is_escaped() -> None:
    pair = DualText("عقد <صيانة> & قطع", local_lang="ar", corporate="Contract")

    assert pair.resolve("ar-AE").to_html() == (
        '<span lang="ar" dir="rtl">عقد &lt;صيانة&gt; &amp; قطع</span>'
    )


def test_empty_on_purpose_is_served_and_missing_is_not() -> None:
    emptied = REVIEWED.with_corporate("")

    assert str(emptied.resolve("en")) == ""
    assert facts(emptied.resolve("en")) == ("en", "exact", "edited")


def test_nothing_acceptable_is_no_text_at_all() -> None:
    found = REVIEWED.resolve("en", policy=Policy(["rejected"]))

    assert (found.text, found.served, found.reason, str(found)) == (None, None, "none", "")
    assert found.to_html() == '<span data-i18n="none:reviewed en"></span>'


def test_a_rejected_text_is_not_served_by_default() -> None:
    text = LocalizedText.of("Vertrag", lang="de")
    rejected = Version(LocalizedText.of("Treaty", lang="en").require("en"), state="rejected")
    document = LocalizedText((*text.versions, rejected), "de")

    assert facts(document.resolve("en")) == ("de", "original", "original")


def test_no_language_asked_for_is_refused() -> None:
    with pytest.raises(UnknownLocaleError):
        REVIEWED.resolve([])


def test_an_unknown_state_is_no_policy() -> None:
    with pytest.raises(ValueError, match="final"):
        Policy(["final"])  # type: ignore[list-item]


def test_in_an_f_string() -> None:
    pair = DualText("Rahmenvertrag", local_lang="de-AT")

    assert f"{pair}" == str(pair) == "Rahmenvertrag"
    assert f"{pair:de-AT}" == "Rahmenvertrag"
    assert f"{pair:en?}" == "Rahmenvertrag [de-AT]"
    with pytest.raises(MissingTextError, match="de-AT"):
        f"{pair:en}"


TAGS = st.sampled_from(["de", "de-AT", "en", "en-GB", "fr", "ja", "zh-Hant", "zh", "sr-Latn"])


@given(TAGS, TAGS, TAGS, st.lists(TAGS, min_size=1, max_size=3))
def test_another_language_is_never_served_unmarked(
    local: str, corporate: str, third: str, wanted: list[str]
) -> None:
    pair = DualText("a", local_lang=local, corporate="a", corporate_lang=corporate)
    found = pair.with_text(third, "a").resolve(wanted)

    assert found.served is not None
    languages = {tag.partition("-")[0] for tag in wanted}
    assert found.is_fallback or found.served.partition("-")[0] in languages


def test_survives_pickle_and_copy() -> None:
    found = OUTDATED.resolve("fr", policy=Policy.contract)

    assert pickle.loads(pickle.dumps(found)) == found == copy.deepcopy(found)  # noqa: S301
    assert pickle.loads(pickle.dumps(Policy.contract)) == Policy.contract  # noqa: S301


@pytest.mark.parametrize("policy", [Policy.default, Policy.contract, Policy(["rejected"])])
def test_json_round_trip(policy: Policy) -> None:
    found = OUTDATED.resolve(["fr", "en"], policy=policy)

    assert Resolved.from_dict(json.loads(json.dumps(found.to_dict()))) == found
    with pytest.raises(ParseError):
        Resolved.from_dict({"text": "x"})


def test_a_chain_of_the_policy_comes_before_the_corporate_language() -> None:
    ladin = Policy(Policy.default.accept, {"lld": ["de", "it"]})
    pair = REVIEWED.with_text("de", "Lieferung im Herbst.")

    assert facts(pair.resolve("lld-IT", policy=ladin)) == ("de", "chain", "draft")
    assert pair.resolve("lld-IT", policy=ladin).is_fallback
    assert facts(pair.resolve("lld-IT")) == ("en", "corporate", "reviewed")
    assert hash(ladin) == hash(Policy(Policy.default.accept, {"lld": ["de", "it"]}))


@pytest.mark.parametrize(
    ("there", "wanted", "served", "reason"),
    [
        pytest.param("en-US", "en-GB", "en-US", "region", id="another region"),
        pytest.param("da", "nb", "da", "near", id="a neighbour that Norwegians read"),
        pytest.param("de", "gsw-CH", "de", "near", id="the written language of a dialect"),
        pytest.param("zh-Hant", "zh-TW", "zh-Hant", "region", id="the script of the region"),
        pytest.param("sr", "sr-Latn", "ja", "original", id="never another script"),
        pytest.param("zh", "zh-TW", "ja", "original", id="nor a simplified text in Taiwan"),
        pytest.param("fr", "de", "ja", "original", id="nothing is near"),
    ],
)
def test_a_near_language_comes_before_the_original_and_says_so(
    there: str, wanted: str, served: str, reason: str
) -> None:
    document = LocalizedText((Version(Text("納期", "ja")), Version(Text("Termin", there))), "ja")

    found = document.resolve(wanted)

    assert (found.served, found.reason) == (served, reason)
    assert found.is_fallback is (reason != "region")
    assert (f"[{served}]" in found.marked) is found.is_fallback


def test_a_near_text_that_the_policy_refuses_is_not_served() -> None:
    document = LocalizedText((Version(Text("納期", "ja")), Version(Text("Frist", "da"))), "ja")

    assert document.resolve("nb", policy=Policy.contract).served == "ja"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"requested": '"><script>'}, id="a language"),
        pytest.param({"status": '"><script>'}, id="a state"),
        pytest.param({"reason": "because"}, id="a reason"),
        pytest.param({"skipped": [["en", "gone"]]}, id="a state that was passed over"),
        pytest.param({"skipped": 5}, id="no list"),
    ],
)
def test_what_no_resolving_wrote_is_not_read(change: dict[str, object]) -> None:
    data = LocalizedText.of("Vertrag", lang="de").resolve("en").to_dict() | change

    with pytest.raises((ParseError, UnknownLocaleError)):
        Resolved.from_dict(data)


def test_nothing_gets_out_of_an_attribute() -> None:
    made = Resolved(Text("x", "de"), '"><b>', "de", "original", '"><i>')  # type: ignore[arg-type]

    assert "<b>" not in made.to_html()
    assert "<i>" not in made.to_html()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param("abc", TypeError, id="a string"),
        pytest.param({"prevails": 5}, ParseError, id="what prevails"),
        pytest.param({"local": 5}, ParseError, id="a role"),
        pytest.param({"corporate": []}, ParseError, id="another role"),
    ],
)
def test_a_pair_in_another_form_is_refused(data: object, error: type[Exception]) -> None:
    whole = DualText("x", local_lang="de").to_dict() | data if isinstance(data, dict) else data

    with pytest.raises(error):
        DualText.from_dict(whole)  # type: ignore[arg-type]


def test_a_plain_map_may_have_the_corporate_text_alone() -> None:
    pair = DualText.from_dict({"en": "Contract"}, local_lang="de", corporate_lang="en")

    assert pair.pair_status == "corporate_only"
