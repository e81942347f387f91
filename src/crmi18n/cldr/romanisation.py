"""Latin forms of Cyrillic, Greek, Georgian, Armenian, Hangul and kana, language by language.

A Latin form made by rule helps to find a record, and may be shown as provisional; how a person
or a company writes itself is theirs to say. What rules cannot know is refused: kanji, Chinese
characters, and scripts that leave the vowels out.

Sources: Ukraine's table of 2010 (resolution 55), Bulgaria's Transliteration Act of 2009, BGN/PCGN
for Russian, Serbian Latin, Macedonian passport rules, ELOT 743 for Greek, Georgia's national
system of 2002, BGN/PCGN for Armenian, the Revised Romanization of Korean, Hepburn for kana.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from crmi18n.cldr.subtags import canonicalize
from crmi18n.cldr.tag import LocaleLike
from crmi18n.errors import ParseError

__all__ = ["latin_consonants", "romanise"]


def _words(text: str) -> list[str]:
    """Read words; ``-`` stands for nothing."""
    return ["" if word == "-" else word for word in text.split()]


def _table(pairs: str) -> dict[str, str]:
    """Read ``а a б b``; ``-`` stands for nothing."""
    words = _words(pairs)
    return dict(zip(words[::2], words[1::2], strict=True))


_CYRILLIC: Final = _table(
    "а a б b в v г g д d е e з z и i к k л l м m н n о o п p р r с s т t у u ф f"
    " ж zh й y х kh ц ts ч ch ш sh щ shch ъ - ь - ы y э e ю yu я ya ё yo"
    " і i ї i є ie ґ g ў w ј j љ lj њ nj ћ c ђ dj џ dz ѓ gj ќ kj ѕ dz"
    " ә a ғ gh қ q ң ng ө o ұ u ү u һ h"
)
_BY_LANGUAGE: Final = {
    "uk": _CYRILLIC | _table("г h ґ g и y й i х kh щ shch є ie ї i ю iu я ia ь - зг zgh"),
    "bg": _CYRILLIC | _table("х h щ sht ъ a ь y"),
    "be": _CYRILLIC | _table("г h ы y і i"),
    "sr": _CYRILLIC | _table("ђ đ ж ž ј j љ lj њ nj ћ ć х h ц c ч č џ dž ш š"),
    "mk": _CYRILLIC | _table("ѓ gj ж zh ѕ dz ј j љ lj њ nj ќ kj х h ц c ч ch џ dj ш sh"),
    "kk": _CYRILLIC | _table("х kh и i й i у u щ shch ы y і i ю yu я ya"),
}
_WORD_START: Final = {
    "uk": _table("є ye ї yi й y ю yu я ya"),
    "ru": _table("е ye"),
    "be": _table("е ye"),
}
_GREEK: Final = _table(
    "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f"
    " χ ch ψ ps ω o ου ou γγ ng γξ nx γχ nch"
)
_GREEK_VOICED: Final = frozenset("αβγδεζηιλμνορυω")
_GEORGIAN: Final = dict(
    zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        _words("a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h"),
        strict=True,
    )
)
_ARMENIAN: Final = {
    **dict(
        zip(
            "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
            _words(
                "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k"
                " o f"
            ),
            strict=True,
        )
    ),
    "ու": "u",
    "ով": "ov",  # also where a word begins with it
    "և": "ev",
}
_ARMENIAN_START: Final = _table("ե ye ո vo և yev")
_KANA: Final = _table(
    "あ a い i う u え e お o か ka き ki く ku け ke こ ko が ga ぎ gi ぐ gu げ ge ご go"
    " さ sa し shi す su せ se そ so ざ za じ ji ず zu ぜ ze ぞ zo た ta ち chi つ tsu て te と to"
    " だ da ぢ ji づ zu で de ど do な na に ni ぬ nu ね ne の no は ha ひ hi ふ fu へ he ほ ho"
    " ば ba び bi ぶ bu べ be ぼ bo ぱ pa ぴ pi ぷ pu ぺ pe ぽ po ま ma み mi む mu め me も mo"
    " や ya ゆ yu よ yo ら ra り ri る ru れ re ろ ro わ wa ゐ i ゑ e を o ん n ゔ vu"
    " ぁ a ぃ i ぅ u ぇ e ぉ o ゃ ya ゅ yu ょ yo ゎ wa ゕ ka ゖ ke"
    " しゃ sha しゅ shu しょ sho しぇ she じゃ ja じゅ ju じょ jo じぇ je"
    " ちゃ cha ちゅ chu ちょ cho ちぇ che てぃ ti でぃ di とぅ tu どぅ du"
    " ふぁ fa ふぃ fi ふぇ fe ふぉ fo うぃ wi うぇ we うぉ wo ゔぁ va ゔぃ vi ゔぇ ve ゔぉ vo"
    " つぁ tsa つぃ tsi つぇ tse つぉ tso ふゅ fyu てゅ tyu でゅ dyu"
)
_INITIALS: Final = "g kk n d tt r m b pp s ss - j jj ch k t p h".replace("-", "").split(" ")
_VOWELS: Final = _words("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i")
# What a final consonant is before a consonant or a pause, and before a vowel.
_FINALS: Final = [
    tuple(pair.split("/")) if "/" in pair else (pair, pair)
    for pair in _words(
        "- k/g k/kk k/ks n n/nj n/n t/d l/r k/lg m/lm l/lb l/ls l/lt p/lp l/r m p/b"
        " p/ps t/s t/ss ng t/j t/ch k/k t/t p/p t/"
    )
]
_WITH_H: Final = {6: "n", 15: "l", 27: ""}  # finals in h, which joins the consonant behind it
_ASPIRATED: Final = {"g": "k", "d": "t", "j": "ch", "s": "s"}
_PALATAL: Final = {"d": "j", "t": "ch", "lt": "lch"}  # before i
_ASSIMILATED: Final = {
    **{f"{stop} {nasal}": f"{nose}{nasal}" for stop, nose in (("k", "ng"), ("t", "n"), ("p", "m"))
       for nasal in ("n", "m")},
    "k r": "ngn", "t r": "nn", "p r": "mn", "n r": "ll", "l n": "ll", "l r": "ll",
    "m r": "mn", "ng r": "ngn",
}  # fmt: skip

_ARABIC: Final = _table(
    "ا - أ - إ - آ - ٱ - ء - ئ - ؤ - ى - ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s"
    " ض d ط t ظ z ع - غ gh ف f ق q ك k ک k ل l م m ن n ه h ة h و w ي y ی y پ p چ ch ژ zh گ g ڤ v"
)
_HEBREW: Final = _table(
    "א - ב b ג g ד d ה h ו v ז z ח h ט t י y כ k ך k ל l מ m ם m נ n ן n ס s ע - פ p ף p צ ts ץ ts"
    " ק k ר r ש sh ת t"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:[^\W\d_]|[\u0300-\u036f'’ʼ])*")
_APOSTROPHES: Final = re.compile("['’ʼ]")


def romanise(text: str, *, lang: LocaleLike) -> str:
    """Return the Latin form of a text; Latin letters stay as they are.

    Args:
        text: the text.
        lang: its language: г is ``g`` in Russian and ``h`` in Ukrainian. Japanese has to be in
            kana.

    Raises:
        ParseError: the text has letters that no rule gives a Latin form.
        UnknownLocaleError: ``lang`` is not well formed.

    >>> romanise("Володимир Зеленський", lang="uk"), romanise("김철수", lang="ko")
    ('Volodymyr Zelenskyi', 'gimcheolsu')
    >>> romanise("山田太郎", lang="ja")
    Traceback (most recent call last):
    ...
    crmi18n.errors.ParseError: '山田太郎' is no text with Latin forms by rule (unknown)
    """
    latin = written(text, canonicalize(lang).language)
    if any(char.isalpha() and not _is_latin(char) for char in latin):
        raise ParseError(text, "text with Latin forms by rule", "unknown")
    return latin


def written(text: str, language: str) -> str:
    """Return a text with every word in Latin letters that rules have letters for."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii():
        return composed
    return _WORD.sub(lambda match: _word(match[0], language), composed)


def latin_consonants(text: str) -> str:
    """Return Arabic and Hebrew letters as Latin ones, for search alone: vowels are not written.

    >>> latin_consonants("محمد"), latin_consonants("כהן")
    ('mhmd', 'khn')
    """
    return text.translate(_CONSONANTS)


_CONSONANTS: Final = {ord(char): latin for char, latin in (_ARABIC | _HEBREW).items()}


def _word(word: str, language: str) -> str:
    for first, last, write in _SCRIPTS:
        if any(first <= char <= last for char in word):
            return write(word, language)
    return word


def _by_table(
    word: str, table: dict[str, str], start: dict[str, str], before_vowel: str = ""
) -> str:
    """Replace the longest known piece at each place, and keep capitals."""
    lower, found, position = word.lower(), [], 0
    if len(lower) != len(word):  # a letter whose lower case is longer
        word = lower
    while position < len(word):
        size = 2 if lower[position : position + 2] in table else 1
        piece = lower[position : position + size]
        after_vowel = position > 0 and lower[position - 1] in before_vowel
        latin = start.get(piece) if position == 0 or after_vowel else None
        latin = table.get(piece, word[position : position + size]) if latin is None else latin
        if word[position].isupper():
            whole = word.isupper() and len(word) > 1
            latin = latin.upper() if whole else latin[:1].upper() + latin[1:]
        found.append(latin)
        position += size
    return "".join(found)


def _cyrillic(word: str, language: str) -> str:
    word = _APOSTROPHES.sub("", word)
    if language not in _BY_LANGUAGE and language != "ru":
        language = _likely_cyrillic(word)
    table = _BY_LANGUAGE.get(language, _CYRILLIC)
    if language == "bg" and word.lower().endswith("ия"):
        return _by_table(word[:-2], table, {}) + ("IA" if word.isupper() else "ia")
    vowels = "аеёиоуыэюяъь" if language == "ru" else ""
    return _by_table(word, table, _WORD_START.get(language, {}), vowels)


def _likely_cyrillic(word: str) -> str:
    letters = set(word.lower())
    for language, telling in (("uk", "їєґі"), ("sr", "ђћџљњј"), ("mk", "ѓќѕ")):
        if letters & set(telling):
            return language
    return "ru"


def _greek(word: str, _language: str) -> str:
    lower = unicodedata.normalize("NFD", word.lower())
    accents = {"\u0301", "\u0308"}
    # An accent on its first vowel, or dots on its second, make two vowels of a pair.
    parts = re.findall(r"[^\u0300-\u036f][\u0300-\u036f]*", lower)
    letters = [part[0] for part in parts]
    marked = [set(part[1:]) & accents for part in parts]
    found: list[str] = []
    for i, letter in enumerate(letters):
        before = letters[i - 1] if i else ""
        pair = before + letter
        apart = bool(i and marked[i - 1]) or "\u0308" in marked[i]
        if letter == "υ" and before and before in "αεη" and not apart:
            following = letters[i + 1] if i + 1 < len(letters) else ""
            latin = "v" if following in _GREEK_VOICED and following else "f"
        elif pair == "ου" and not apart:
            latin = "u"
        elif pair in ("γγ", "γξ", "γχ"):
            found[-1] = "n"
            latin = _GREEK[letter]
        elif pair == "μπ" and i == 1:
            found[-1] = ""
            latin = "b"
        else:
            latin = _GREEK.get(letter, letter)
        found.append(latin)
    text = "".join(found)
    if word.isupper() and len(word) > 1:
        return text.upper()
    return text[:1].upper() + text[1:] if word[0].isupper() else text


def _hangul(word: str, _language: str) -> str:
    found: list[str] = []
    syllables = [divmod(ord(char) - 0xAC00, 28) if "가" <= char <= "힣" else char for char in word]
    last = 0
    for syllable in syllables:
        if isinstance(syllable, str):
            found += [_FINALS[last][0], syllable]
            last = 0
            continue
        initial, vowel = divmod(syllable[0], 21)
        found += [_joint(last, _INITIALS[initial], _VOWELS[vowel]), _VOWELS[vowel]]
        last = syllable[1]
    return "".join([*found, _FINALS[last][0]])


def _joint(final: int, begins: str, vowel: str) -> str:
    """Return what the end of a syllable and the beginning of the next are together."""
    closed, linked = _FINALS[final]
    if not begins:
        return _PALATAL.get(linked, linked) if vowel == "i" else linked
    if final in _WITH_H and begins in _ASPIRATED:
        return _WITH_H[final] + _ASPIRATED[begins]
    return _ASSIMILATED.get(f"{closed} {begins}", closed + begins)


def _kana(word: str, _language: str) -> str:
    hiragana = word.translate(_TO_HIRAGANA)
    found, position, doubled = [], 0, False
    while position < len(hiragana):
        char = hiragana[position]
        if char == "っ":
            doubled = True
            position += 1
            continue
        pair = hiragana[position : position + 2]
        latin = _KANA.get(pair) or _small(pair)
        position += 2 if latin else 1
        latin = latin or _KANA.get(char, "" if char == "ー" else char)
        if doubled:
            latin = ("t" if latin.startswith("ch") else latin[:1]) + latin
            doubled = False
        found.append(latin)
    return "".join(found)


def _small(pair: str) -> str:
    """Return きゃ as kya: a syllable in i before a small ya, yu, yo."""
    latin = _KANA.get(pair[:1], "")
    if len(pair) == 2 and pair[1] in "ゃゅょ" and latin.endswith("i"):
        return latin[:-1] + _KANA[pair[1]]
    return ""


_TO_HIRAGANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_SCRIPTS: Final[tuple[tuple[str, str, Callable[[str, str], str]], ...]] = (
    ("\u0400", "\u052f", _cyrillic),
    ("\u0370", "\u03ff", _greek),
    ("ა", "ჰ", lambda word, _: _by_table(word, _GEORGIAN, {})),
    ("\u0531", "\u0587", lambda word, _: _by_table(word, _ARMENIAN, _ARMENIAN_START)),
    ("가", "힣", _hangul),
    ("\u3041", "\u30ff", _kana),
)


@lru_cache(maxsize=4096)
def _is_latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith("LATIN") or char in "ªº"
