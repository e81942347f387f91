"""Claim: formats are exact at every size, depend on nothing ambient, and refuse no-numbers.

That they are ICU's is shown in ``tests/conformance``; the texts here are ICU 78.3's as well.
"""

import decimal
import threading
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from crmi18n.cldr import (
    CurrencyStyle,
    compact_formatter,
    currency_formatter,
    format_compact,
    format_currency,
    format_list,
    format_number,
    format_percent,
    list_formatter,
    number_formatter,
    percent_formatter,
    plural_category,
)
from crmi18n.cldr._packs import table
from crmi18n.errors import AmountError, UnknownCurrencyError, UnknownLocaleError

LOCALES: list[str] = table("locales")["names"]
HOSTILE = decimal.Context(
    prec=3,
    rounding=decimal.ROUND_UP,
    Emax=5,
    Emin=-5,
    capitals=0,
    clamp=1,
    traps=list(decimal.Context().flags),
)


@pytest.mark.parametrize(
    ("locale", "currency", "amount", "expected"),
    [
        pytest.param("de-AT", "EUR", "-1234.5", "-€\u00a01.234,50", id="separators of amounts"),
        pytest.param("de-CH", "CHF", "-1234.5", "CHF-1'234.50", id="negative pattern"),
        pytest.param("en", "CHF", "100", "CHF\u00a0100.00", id="space beside letters"),
        pytest.param("en-DE", "USD", "1234.5", "US$1,234.50", id="form of the own currency"),
        pytest.param("pt-CV", "EUR", "1234.5", "1234$50\u00a0€", id="separator of one currency"),
        pytest.param("es", "EUR", "1234.5", "1234,50\u00a0€", id="four digits do not group"),
        pytest.param("es", "EUR", "12345.5", "12.345,50\u00a0€", id="five digits do"),
        pytest.param("en-IN", "INR", "1234567.89", "₹12,34,567.89", id="Indian grouping"),
        pytest.param("ne", "NPR", "1234567.89", "नेरू\u00a0१२,३४,५६७.८९", id="native digits"),
        pytest.param("ja", "JPY", "1234567.89", "￥1,234,568", id="no decimals"),
        pytest.param("fi", "EUR", "-1234.5", "\u22121\u00a0234,50\u00a0€", id="true minus"),
        pytest.param("en", "EUR", "0.005", "€0.00", id="half to even, down"),
        pytest.param("en", "EUR", "0.015", "€0.02", id="half to even, up"),
        pytest.param("zh-TW", "USD", "5", "US$5.00", id="script by region"),
        pytest.param("de-JP", "EUR", "5", "5,00\u00a0€", id="region without data"),
    ],
)
def test_an_amount_has_the_form_of_the_locale(
    locale: str, currency: str, amount: str, expected: str
) -> None:
    assert format_currency(Decimal(amount), currency, locale=locale) == expected


@pytest.mark.parametrize(
    ("style", "amount", "expected"),
    [
        ("standard", "-5", "-€5.00"),
        ("accounting", "-5", "(€5.00)"),
        ("code", "-5", "-EUR\u00a05.00"),
        ("name", "1", "1.00 euros"),
        ("name", "-5", "-5.00 euros"),
        ("narrow", "5", "€5.00"),
        ("compact", "1234567", "€1.2M"),
    ],
)
def test_styles_of_amounts(style: str, amount: str, expected: str) -> None:
    assert format_currency(Decimal(amount), "EUR", locale="en", style=style) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("currency", "digits", "amount", "expected"),
    [
        pytest.param("CHF", "cash", "5.03", "CHF\u00a05.05", id="five centimes"),
        pytest.param("CHF", "standard", "5.03", "CHF\u00a05.03", id="on account"),
        pytest.param("SEK", "cash", "5.50", "SEK\u00a06", id="no coins below one"),
        pytest.param("DKK", "cash", "5.30", "DKK\u00a05.50", id="half a krone"),
        pytest.param("IQD", 3, "5.1234", "IQD\u00a05.123", id="as many as asked for"),
        pytest.param("EUR", 0, "2.5", "€2", id="none"),
    ],
)
def test_digits_of_amounts(currency: str, digits: object, amount: str, expected: str) -> None:
    found = format_currency(Decimal(amount), currency, locale="en", digits=digits)  # type: ignore[arg-type]

    assert found == expected


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("ar-EG", "١٬٢٣٤٫٥٠"),
        ("ar-EG-u-nu-latn", "1,234.50"),
        ("de-u-nu-thai", "๑.๒๓๔,๕๐"),
        ("hi-u-nu-native", "१,२३४.५०"),
        ("de-u-co-phonebk-nu-deva", "१.२३४,५०"),
        ("de-u-nu-roman", "1.234,50"),
        ("de-u-nu-nothing", "1.234,50"),
    ],
)
def test_a_tag_chooses_the_digits(locale: str, expected: str) -> None:
    assert format_number(Decimal("1234.50"), locale=locale) == expected


@pytest.mark.parametrize(
    ("value", "sign", "expected"),
    [
        ("-0.001", "auto", "-0.00"),
        ("-0.001", "negative", "0.00"),
        ("-0.006", "negative", "-0.01"),
        ("5", "always", "+5.00"),
        ("-5", "always", "-5.00"),
    ],
)
def test_signs(value: str, sign: str, expected: str) -> None:
    assert format_number(Decimal(value), locale="en", digits=2, sign=sign) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("locale", "value", "width", "expected"),
    [
        ("de", "1234567", "long", "1,2 Millionen"),
        ("de", "1000000", "long", "1 Million"),
        ("de", "1234", "short", "1234"),
        ("de", "12345", "short", "12.345"),
        ("it", "1000", "long", "mille"),
        ("it", "-1000", "long", "-mille"),
        ("ja", "12345678", "short", "1235万"),
        ("hi", "1234567", "short", "12\u00a0लाख"),
        ("en", "999999", "short", "1M"),
        ("en", "0.0123", "short", "0.012"),
        ("en", "0", "short", "0"),
    ],
)
def test_short_forms(locale: str, value: str, width: str, expected: str) -> None:
    assert format_compact(Decimal(value), locale=locale, width=width) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("locale", "kind", "width", "expected"),
    [
        ("en", "and", "long", "a, b, and c"),
        ("en-GB", "and", "long", "a, b and c"),
        ("en", "and", "narrow", "a, b, c"),
        ("de", "or", "long", "a, b oder c"),
        ("en", "unit", "narrow", "a b c"),
        ("ja", "and", "long", "a、b、c"),
        ("he", "and", "long", "a, b ו-c"),
        ("mi", "or", "long", "a, b, c rānei"),
    ],
)
def test_lists(locale: str, kind: str, width: str, expected: str) -> None:
    assert format_list(["a", "b", "c"], locale=locale, kind=kind, width=width) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("locale", "items", "expected"),
    [
        ("es", ["Ana", "Iván"], "Ana e Iván"),
        ("spa-MX", ["Ana", "Iván"], "Ana e Iván"),
        ("it", ["Anna", "Elena"], "Anna e Elena"),
        ("he", ["a", "8"], "a ו-8"),
        ("iw", ["a", "8"], "a ו-8"),
    ],
)
def test_the_word_between_two_texts(locale: str, items: list[str], expected: str) -> None:
    assert format_list(items, locale=locale) == expected


def test_lists_of_no_and_of_one_text() -> None:
    assert format_list([], locale="en") == ""
    assert format_list(["a"], locale="en") == "a"


@pytest.mark.parametrize(
    "items", ["abc", ["a", 1], [1], ["a", "b", 3], ["a", 2, "c", "d"]], ids=str
)
def test_a_list_holds_texts(items: object) -> None:
    with pytest.raises(TypeError):
        format_list(items, locale="en")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("tag", "as_for"),
    [
        ("de-Latn-AT", "de-AT"), ("ar-Arab-EG", "ar-EG"), ("en-Latn-GB", "en-GB"),
        ("zh-Hant-TW", "zh-TW"), ("sr-Cyrl-BA", "sr-BA"), ("es-Latn-MX", "es-MX"),
        ("fra-CA", "fr-CA"), ("ger-u-nu-deva", "de-u-nu-deva"), ("pt-Latn-CV", "pt-CV"),
    ],
)  # fmt: skip
def test_what_a_tag_says_besides_changes_nothing(tag: str, as_for: str) -> None:
    for currency in ("EUR", "CVE", "MXN"):
        text = format_currency(-1234567, currency, locale=tag)

        assert text == format_currency(-1234567, currency, locale=as_for)


@pytest.mark.parametrize(
    ("locale", "style", "expected"),
    [
        ("en-u-cf-account", "standard", "($5.00)"),
        ("en-u-cf-standard", "standard", "-$5.00"),
        ("en-u-cf-standard", "accounting", "($5.00)"),
        ("en-u-cf-account", "code", "-USD\u00a05.00"),
    ],
)
def test_the_tag_can_ask_for_the_form_of_accounts(
    locale: str, style: CurrencyStyle, expected: str
) -> None:
    assert format_currency(-5, "USD", locale=locale, style=style) == expected


FORMATTERS: dict[str, Callable[[str], Callable[[Decimal], str]]] = {
    "number": lambda tag: number_formatter(locale=tag),
    "number with digits": lambda tag: number_formatter(locale=tag, digits=2),
    "number with many digits": lambda tag: number_formatter(locale=tag, digits=12),
    "percent": lambda tag: percent_formatter(locale=tag, digits=1),
    "per mille": lambda tag: percent_formatter(locale=tag, per_mille=True, digits=None),
    "compact": lambda tag: compact_formatter(locale=tag),
    "currency": lambda tag: currency_formatter("CHF", locale=tag),
    "cash": lambda tag: currency_formatter("CHF", locale=tag, digits="cash"),
    "name": lambda tag: currency_formatter("CHF", locale=tag, style="name"),
    "compact currency": lambda tag: currency_formatter("CHF", locale=tag, style="compact"),
}
every_formatter = pytest.mark.parametrize("make", FORMATTERS.values(), ids=FORMATTERS)


@every_formatter
@pytest.mark.parametrize(
    "value", ["NaN", "-NaN", "NaN123456789012345", "sNaN", "Infinity", "-Infinity"]
)
def test_what_is_not_finite_is_refused(
    make: Callable[..., Callable[..., str]], value: str
) -> None:
    with pytest.raises(AmountError, match="cannot be shown"):
        make("de")(Decimal(value))


@every_formatter
@pytest.mark.parametrize("value", [1.5, True, "1", None], ids=str)
def test_what_is_no_exact_number_is_refused(
    make: Callable[..., Callable[..., str]], value: object
) -> None:
    with pytest.raises(TypeError, match="a Decimal or an int is expected"):
        make("de")(value)


@every_formatter
@pytest.mark.parametrize(
    "value", [Decimal("1E+99999999"), 1 << 40_000_000], ids=lambda value: type(value).__name__
)
def test_a_number_that_would_fill_the_memory_is_refused(
    make: Callable[..., Callable[..., str]], value: Decimal | int
) -> None:
    with pytest.raises(AmountError, match="1,000,000 digits"):
        make("de")(value)


@every_formatter
def test_what_lies_at_the_limit_is_written_or_refused(
    make: Callable[..., Callable[..., str]],
) -> None:
    with suppress(AmountError):
        assert len(make("de")(Decimal("1E+999999"))) > 1_000_000


@pytest.mark.parametrize("digits", [1, 40, 999, 9999])
def test_any_size_is_exact(digits: int) -> None:
    number = Decimal("9" * digits + ".25")

    text = format_number(number, locale="en")

    assert Decimal(text.replace(",", "")) == number
    assert [len(group) for group in text[:-3].split(",")][1:] == [3] * ((digits - 1) // 3)


@every_formatter
@pytest.mark.parametrize("locale", ["de", "en-IN", "ar-EG", "pl", "ja"])
@pytest.mark.parametrize("value", ["1234567.894", "-0.0051", "12345678901234567890.5", "1E+20"])
def test_a_hostile_context_changes_nothing(
    make: Callable[..., Callable[..., str]], locale: str, value: str
) -> None:
    number = Decimal(value)
    expected = make(locale)(number)

    with decimal.localcontext(HOSTILE) as context:
        found = make(locale)(number)

        assert not any(context.flags.values())
    assert found == expected


def test_a_hostile_context_does_not_reach_what_is_compiled_in_it() -> None:
    with decimal.localcontext(HOSTILE):
        found = format_currency(Decimal("1234567.895"), "DKK", locale="is", digits="cash")
        named = format_currency(Decimal("1234567.895"), "DKK", locale="fo", style="name")

    assert found == "1.234.568,00\u00a0DKK"
    assert named == "1.234.567,90 danskar krónur"


def test_threads_agree() -> None:
    tags = LOCALES[::15]
    values = [Decimal(n * 7919).scaleb(-2) for n in range(1, 40)]
    assert len(tags) >= 50

    def work() -> list[str]:
        return [
            make(tag)(value) for make in FORMATTERS.values() for tag in tags for value in values
        ] + [format_list(["a", "b", "c"], locale=tag) for tag in tags]

    results: list[list[str]] = []
    threads = [threading.Thread(target=lambda: results.append(work())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(results) == 8
    assert all(result == results[0] for result in results)
    assert work() == results[0]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_formats_everything(locale: str) -> None:
    for make in FORMATTERS.values():
        for value in (Decimal("-1234567.5"), Decimal(0)):
            assert make(locale)(value)
    for kind in ("and", "or", "unit"):
        for width in ("long", "short", "narrow"):
            text = list_formatter(locale=locale, kind=kind, width=width)(["q", "w", "z"])
            assert next(c for c in text if c in "qwz") == "q"
    assert plural_category(Decimal("1.5"), locale=locale)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3), st.sampled_from(LOCALES))
def test_the_digits_are_those_of_the_number(number: Decimal, locale: str) -> None:
    text = format_number(number, locale=locale)

    digits = "".join(str(int(c)) for c in text if c.isdecimal())
    assert digits == f"{number:f}".replace(".", "").lstrip("-")


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        pytest.param(
            lambda: format_number(1, locale="xq"), UnknownLocaleError, "BCP 47", id="language"
        ),
        pytest.param(
            lambda: format_number(1, locale="gem-DE"),
            UnknownLocaleError,
            "did you mean",
            id="near",
        ),
        pytest.param(
            lambda: format_currency(1, "eur", locale="de"),
            UnknownCurrencyError,
            "ISO 4217",
            id="currency",
        ),
        pytest.param(
            lambda: format_currency(1, "E€R", locale="de"),
            UnknownCurrencyError,
            "ISO 4217",
            id="currency with a sign",
        ),
        pytest.param(
            lambda: format_currency(1, "EUR", locale="de", style="fancy"),  # type: ignore[arg-type]
            ValueError,
            "standard, accounting, code, name, narrow, compact",
            id="style",
        ),
        pytest.param(
            lambda: format_currency(1, "EUR", locale="de", digits="iso"),  # type: ignore[arg-type]
            ValueError,
            "cash",
            id="word for digits",
        ),
        pytest.param(
            lambda: format_number(1, locale="de", digits=-1), ValueError, "0 to", id="digits"
        ),
        pytest.param(
            lambda: format_number(1, locale="de", sign="never"),  # type: ignore[arg-type]
            ValueError,
            "auto, negative, always",
            id="sign",
        ),
        pytest.param(
            lambda: format_list(["a"], locale="de", kind="nor"),  # type: ignore[arg-type]
            ValueError,
            "and, or, unit",
            id="list",
        ),
        pytest.param(
            lambda: format_compact(1, locale="de", width="tiny"),  # type: ignore[arg-type]
            ValueError,
            "short, long",
            id="width",
        ),
        pytest.param(
            lambda: format_currency(1, 978, locale="de"),  # type: ignore[arg-type]
            TypeError,
            "string",
            id="currency's type",
        ),
        pytest.param(
            lambda: format_number(1, locale="de", digits=2.5),  # type: ignore[arg-type]
            TypeError,
            "int",
            id="digits' type",
        ),
    ],
)
def test_what_is_wrong_is_named(
    call: Callable[[], str], error: type[Exception], text: str
) -> None:
    with pytest.raises(error, match=text):
        call()


def test_ratios() -> None:
    assert format_percent(Decimal("0.5"), locale="tr") == "%50"
    assert format_percent(Decimal("-0.5"), locale="sv") == "\u221250\u00a0%"
    assert format_percent(Decimal("0.5"), locale="ar-EG") == "٥٠٪\u061c"
    assert (
        format_percent(Decimal("0.0125"), locale="de", per_mille=True, digits=1) == "12,5\u00a0‰"
    )
    assert format_percent(Decimal("0.12345"), locale="en", digits=None) == "12.345%"
