"""What people write differently has one search key; what differs, has not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, strategies as st

from crmi18n.cldr import fold, romanise, search_key
from crmi18n.errors import ParseError


@pytest.mark.parametrize(
    "spellings",
    [
        pytest.param(["São Paulo", "Sao Paulo", "SAO-PAULO", "Sa\u0303o Paulo"], id="accents"),
        pytest.param(["Müller", "Mueller", "Muller", "ＭÜＬＬＥＲ", "MUELLER"], id="umlaut"),
        pytest.param(["Straße", "STRASSE", "Strasse"], id="sharp s"),
        pytest.param(["Ålborg", "Aalborg", "Alborg"], id="Danish å"),
        pytest.param(["Ærø", "Aeroe", "Aro"], id="Danish æ and ø"),
        pytest.param(["İstanbul", "Istanbul", "istanbul", "ISTANBUL", "ıstanbul"], id="Turkish i"),
        pytest.param(["Łódź", "Lodz"], id="Polish"),
        pytest.param(["Đặng", "Dang"], id="Vietnamese"),
        pytest.param(["トヨタ", "とよた", "ﾄﾖﾀ", "Toyota"], id="kana of any width"),
        pytest.param(["ガス", "ｶﾞｽ", "gasu"], id="voiced kana of half width"),
        pytest.param(["Щербаков", "Shcherbakov", "ЩЕРБАКОВ"], id="Cyrillic"),
        pytest.param(["Παπανδρέου", "Papandreou", "ΠΑΠΑΝΔΡΕΟΥ"], id="Greek"),
        pytest.param(["김철수", "Gimcheolsu"], id="Hangul"),
        pytest.param(["محمد", "مُحَمَّد", "mhmd"], id="Arabic with and without vowels"),
        pytest.param(["כהן", "khn"], id="Hebrew consonants"),
        pytest.param(["O’Neill", "O'Neill", "o neill"], id="apostrophes"),
    ],
)
def test_one_key(spellings: list[str]) -> None:
    assert len({search_key(text) for text in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Müller", "Miller", id="another vowel"),
        pytest.param("ガス", "カス", id="voiced and voiceless"),
        pytest.param("王", "玉", id="two ideographs"),
        pytest.param("ที่", "ท", id="Thai vowels"),
    ],
)
def test_two_keys(one: str, other: str) -> None:
    assert search_key(one) != search_key(other)


@pytest.mark.parametrize(
    ("company", "key"),
    [
        pytest.param("Siemens AG", "siemens", id="AG"),
        pytest.param("Muster GmbH & Co. KG", "muster", id="several words"),
        pytest.param("Fiat S.p.A.", "fiat", id="with dots"),
        pytest.param("株式会社サンプル", "sanpuru", id="in front, Japanese"),
        pytest.param("トヨタ自動車(株)", "toyota自動車", id="behind, Japanese"),
        pytest.param("ООО Ромашка", "romashka", id="in front, Russian"),
        pytest.param("주식회사 삼성", "samseong", id="in front, Korean"),
        pytest.param("华为技术有限公司", "华为技术", id="Chinese"),
        pytest.param("Koç Holding A.Ş.", "koc holding", id="Turkish"),
        pytest.param("Cemex S.A.B. de C.V.", "cemex", id="Mexican"),
        pytest.param("AS Roma", "as roma", id="at a place where no company has it"),
        pytest.param("PT Astra International Tbk", "astra international", id="at both ends"),
        pytest.param("AG", "ag", id="nothing else is left"),
        pytest.param("Agentur Limes", "agentur limes", id="a word that begins like one"),
    ],
)
def test_a_company_is_found_without_its_legal_form(company: str, key: str) -> None:
    assert search_key(company, legal_forms=True) == key


def test_a_legal_form_stays_unless_it_is_asked_for() -> None:
    assert search_key("Siemens AG") == "siemens ag"


@given(st.text())
def test_a_key_is_its_own_key_and_does_not_depend_on_the_form(text: str) -> None:
    key = search_key(text)

    assert search_key(unicodedata.normalize("NFD", text)) == key
    assert key == " ".join(key.split())


@pytest.mark.parametrize(
    ("lang", "text", "latin"),
    [
        pytest.param("ru", "Юрий Щербаков", "Yuriy Shcherbakov", id="Russian"),
        pytest.param("ru", "Ельцин Объект", "Yeltsin Obyekt", id="Russian: е at the start"),
        pytest.param("uk", "Володимир Зеленський", "Volodymyr Zelenskyi", id="Ukrainian"),
        pytest.param(
            "uk", "Згорани Знам’янка Їжак", "Zghorany Znamianka Yizhak", id="Ukrainian 2010"
        ),
        pytest.param("bg", "Георги Щерев София", "Georgi Shterev Sofia", id="Bulgarian"),
        pytest.param("sr", "Ђорђе Његош", "Đorđe Njegoš", id="Serbian"),
        pytest.param("el", "Γιώργος Παπανδρέου", "Giorgos Papandreou", id="Greek"),
        pytest.param("el", "Ευάγγελος Μπακογιάννης", "Evangelos Bakogiannis", id="Greek pairs"),
        pytest.param("ko", "한국전력공사", "hangukjeollyeokgongsa", id="Korean: ㄴ before ㄹ"),
        pytest.param("ko", "독립 신라 종로 설악", "dongnip silla jongno seorak", id="Korean"),
        pytest.param("ko", "해돋이 같이 굳이", "haedoji gachi guji", id="Korean: before 이"),
        pytest.param(
            "ko", "좋고 놓다 낳지 많이 싫다", "joko nota nachi mani silta", id="Korean: ㅎ"
        ),
        pytest.param(
            "ko",
            "구미 영동 백암 옥천 합덕 호법 월곶 벚꽃 한밭 임실 울릉 대관령 백마 왕십리 별내 압구정"
            " 샛별 묵호 집현전 속리산 촉석루 극락전 독립문",
            "gumi yeongdong baegam okcheon hapdeok hobeop wolgot beotkkot hanbat imsil ulleung"
            " daegwallyeong baengma wangsimni byeollae apgujeong saetbyeol mukho jiphyeonjeon"
            " songnisan chokseongnu geungnakjeon dongnimmun",
            id="Korean: examples of the rules",
        ),
        pytest.param("hy", "Սերժ Սարգսյան", "Serzh Sargsyan", id="Armenian"),
        pytest.param("hy", "Երևան Ոսկան Ուրարտու", "Yerevan Voskan Urartu", id="its beginnings"),
        pytest.param("ka", "მიხეილ სააკაშვილი", "mikheil saakashvili", id="Georgian"),
        pytest.param("ja", "マッチ とうきょう", "matchi toukyou", id="kana"),
        pytest.param("de", "Łódź 3", "Łódź 3", id="Latin stays"),
    ],
)
def test_romanise(lang: str, text: str, latin: str) -> None:
    assert romanise(text, lang=lang) == latin


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        pytest.param("ja", "山田太郎", id="kanji"),
        pytest.param("zh", "王小明", id="Chinese"),
        pytest.param("ar", "محمد", id="Arabic"),
        pytest.param("he", "כהן", id="Hebrew"),
        pytest.param("th", "สมชาย", id="Thai"),
    ],
)
def test_what_rules_cannot_know_is_refused(lang: str, text: str) -> None:
    with pytest.raises(ParseError):
        romanise(text, lang=lang)


def test_folding_keeps_vowel_signs_and_drops_accents() -> None:
    assert fold("Ÿvé") == "yve"
    assert fold("ที่") == "ที"
    assert fold("नमस्ते") == "नमस्ते"
    assert fold("a\ufe0f") == "a"


@pytest.mark.parametrize("name", ["株式会社", "(株)", "GmbH"])
def test_a_legal_form_alone_is_a_name(name: str) -> None:
    assert search_key(name, legal_forms=True) == search_key(name)


def test_a_language_by_its_old_or_long_code_is_the_same() -> None:
    assert romanise("Γεια", lang="ell") == romanise("Γεια", lang="el")
    assert search_key("Київ", lang="ukr") == search_key("Київ", lang="uk") == "kyiv"
