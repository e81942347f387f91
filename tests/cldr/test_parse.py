"""A text that fits its declared locale is read; any other is refused, with what others read.

Expected values are what a native reader of the locale means; ``tests/cldr/test_parse_laws.py``
has the law that reading undoes formatting.
"""

import pickle
from collections.abc import Callable
from decimal import ROUND_UP, Context, Decimal, localcontext

import pytest

from crmi18n import parse_currency, parse_number
from crmi18n.cldr import (
    TIME_FORMS,
    CurrencyForm,
    Form,
    currency_form,
    date_form,
    number_form,
    number_forms,
    parse_percent,
    percent_form,
)
from crmi18n.cldr._tables import table
from crmi18n.errors import CrmI18nError, ParseError, UnknownLocaleError

NBSP, NARROW, THIN = "\u00a0\u202f\u2009"


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        pytest.param("1.234,56", "de", "1234.56", id="German"),
        pytest.param("1234,56", "de", "1234.56", id="no grouping"),
        pytest.param("1.234", "de", "1234", id="grouping alone"),
        pytest.param("1.234", "en", "1.234", id="decimals alone"),
        pytest.param("007", "en", "7", id="zeros in front"),
        pytest.param(".5", "en", "0.5", id="nothing before the point"),
        pytest.param("-.5", "en", "-0.5", id="nothing but a sign before the point"),
        pytest.param("1 234,56", "fr", "1234.56", id="a plain space"),
        pytest.param(f"1{NBSP}234,56", "fr", "1234.56", id="a no-break space"),
        pytest.param(f"1{NARROW}234,56", "fr", "1234.56", id="a narrow no-break space"),
        pytest.param(f"1{THIN}234,56", "fr", "1234.56", id="a thin space"),
        pytest.param(f"1{NBSP}234{NARROW}567", "fr", "1234567", id="two widths of one sign"),
        pytest.param("1'234.50", "de-CH", "1234.50", id="an apostrophe"),
        pytest.param("1’234.50", "de-CH", "1234.50", id="a typographic apostrophe"),
        pytest.param("1＇234．50", "de-CH", "1234.50", id="full-width signs"),
        pytest.param("1.234,50", "de-AT", "1234.50", id="Austria's full stop"),
        pytest.param(f"1{NBSP}234,50", "de-AT", "1234.50", id="Austria's space"),
        pytest.param("1234,5", "es", "1234.5", id="four digits without a group"),
        pytest.param("1.234,5", "es", "1234.5", id="four digits with a group all the same"),
        pytest.param("12,34,567.89", "en-IN", "1234567.89", id="lakh"),
        pytest.param("1,234,567.89", "en-IN", "1234567.89", id="thousands in India"),
        pytest.param("१२,३४,५६७", "hi", "1234567", id="the locale's other digits"),
        pytest.param("１２３", "ja", "123", id="full-width digits"),
        pytest.param("١٬٢٣٤٫٥", "ar-EG", "1234.5", id="Arabic digits and signs"),
        pytest.param("1,234.5", "ar-EG", "1234.5", id="Western digits bring theirs"),
        pytest.param("١٬٢٣٤٫٥", "ar", "1234.5", id="Arabic digits where Western are usual"),
        pytest.param("١٬٢٣٤٫٥", "ar-MA", "1234.5", id="whose Western signs are others"),
        pytest.param("1.234,5", "ar-MA", "1234.5", id="Western digits in Morocco"),
        pytest.param("一,二三四.五", "zh", "1234.5", id="Han digits"),
        pytest.param("\u061c-١٢", "ar-EG", "-12", id="a direction mark"),
        pytest.param("\u2066-5\u2069", "en", "-5", id="an isolate"),
        pytest.param("−5,5", "sv", "-5.5", id="the mathematical minus"),
        pytest.param("-5,5", "sv", "-5.5", id="the hyphen"),
        pytest.param("－5", "ja", "-5", id="a full-width minus"),
        pytest.param("5-", "de", "-5", id="a minus behind, as SAP writes it"),
        pytest.param("- 5", "en", "-5", id="a minus set apart"),
        pytest.param("+5", "en", "5", id="a plus"),
        pytest.param("(1,234.00)", "en", "-1234.00", id="accountants' parentheses"),
        pytest.param("( 5 )", "en", "-5", id="parentheses set apart"),
        pytest.param("  5\t", "en", "5", id="blanks around"),
        pytest.param(
            "១.២៣៤,៥", "km-u-nu-khmr", "1234.5", id="Khmer digits have signs of their own"
        ),
        pytest.param("9" * 400, "en", "9" * 400, id="as long as is read"),
    ],
)
def test_reads_numbers(text: str, locale: str, value: str) -> None:
    found = parse_number(text, locale=locale)

    assert found == Decimal(value)
    assert -found.as_tuple().exponent == len(value.partition(".")[2])  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "locale", "reason"),
    [
        pytest.param("13,75", "en", "grouping", id="decimals of others"),
        pytest.param("1,5", "en", "grouping", id="one decimal of others"),
        pytest.param("12.34", "de", "grouping", id="decimals of others in German"),
        pytest.param("1.234.56", "de", "grouping", id="mixed up"),
        pytest.param("1,234,5", "en", "grouping", id="a short group"),
        pytest.param("1,2345", "en", "grouping", id="a long group"),
        pytest.param("1234,567", "en", "grouping", id="a long first group"),
        pytest.param("0,123", "en", "grouping", id="a zero that leads groups"),
        pytest.param("1,234.567,8", "en", "grouping", id="a group behind the point"),
        pytest.param("1 234", "de", "grouping", id="spaces where full stops group"),
        pytest.param("1.234 567", "de-AT", "grouping", id="two signs in one number"),
        pytest.param("1 234.5", "pl", "grouping", id="a point where there is a comma"),
        pytest.param("5.", "en", "grouping", id="nothing behind the point"),
        pytest.param("1,,234", "en", "grouping", id="two signs together"),
        pytest.param("1،234", "en", "form", id="an Arabic comma in English"),
        pytest.param("1٫234", "en", "grouping", id="the Arabic decimal sign is no comma"),
        pytest.param("1、234", "ja", "form", id="a comma that lists"),
        pytest.param("", "en", "empty", id="nothing"),
        pytest.param(" \u200f ", "en", "empty", id="nothing that is seen"),
        pytest.param("NaN", "en", "form", id="not a number"),
        pytest.param("Infinity", "en", "form", id="infinity"),
        pytest.param("1e5", "en", "form", id="an exponent"),
        pytest.param("1_000", "en", "form", id="Python's underscore"),
        pytest.param("0x10", "en", "form", id="hexadecimal"),
        pytest.param("1½", "en", "form", id="a fraction"),
        pytest.param("5²", "en", "form", id="a superscript"),
        pytest.param("O5", "en", "form", id="a letter that looks like a digit"),
        pytest.param("l00", "en", "form", id="another"),
        pytest.param("1٢3", "en", "form", id="digits of two scripts"),
        pytest.param("1２", "ja", "form", id="digits of two widths"),
        pytest.param("--5", "en", "form", id="two signs"),
        pytest.param("-5-", "en", "form", id="a sign on either side"),
        pytest.param("-(5)", "en", "form", id="a sign and parentheses"),
        pytest.param("(5", "en", "form", id="half a parenthesis"),
        pytest.param("5)", "en", "form", id="the other half"),
        pytest.param("5 kg", "en", "form", id="a unit"),
        pytest.param("€5", "en", "form", id="a currency"),
        pytest.param("50%", "en", "form", id="a per cent sign"),
        pytest.param("5\x00", "en", "form", id="NUL"),
        pytest.param("\u202e5", "en", "form", id="an override of direction"),
        pytest.param("12\u200f34", "en", "grouping", id="a mark that shows 3412"),
        pytest.param("1\u200b234", "en", "form", id="a space of no width"),
        pytest.param("1\n234", "fr", "form", id="a line feed"),
        pytest.param("=1+1", "en", "form", id="a formula"),
        pytest.param("9" * 401, "en", "range", id="longer than is read"),
    ],
)
def test_refuses_numbers(text: str, locale: str, reason: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse_number(text, locale=locale)

    assert caught.value.reason == reason
    assert caught.value.text == text


def test_a_refusal_tells_what_others_would_read() -> None:
    with pytest.raises(ParseError) as caught:
        parse_number("12.34", locale="de")

    assert caught.value.readings["en"] == "12.34"
    assert "de" not in caught.value.readings


@pytest.mark.parametrize(
    ("text", "locale", "ratio"),
    [
        pytest.param("12,5 %", "de", "0.125", id="German"),
        pytest.param(f"12,5{NBSP}%", "de", "0.125", id="a no-break space"),
        pytest.param("%50", "tr", "0.50", id="the sign before"),
        pytest.param("-%50", "tr", "-0.50", id="minus before the sign"),
        pytest.param(f"%{NBSP}-50", "blo", "-0.50", id="minus behind the sign"),
        pytest.param("50", "en", "0.50", id="no sign"),
        pytest.param("٥٠٪\u061c", "ar-EG", "0.50", id="Arabic"),
        pytest.param("50％", "ja", "0.50", id="a full-width sign"),
        pytest.param("3‰", "en", "0.003", id="per mille"),
        pytest.param("(5%)", "en", "-0.05", id="parentheses"),
        pytest.param("12,34,567%", "en-IN", "12345.67", id="lakh"),
    ],
)
def test_reads_percentages(text: str, locale: str, ratio: str) -> None:
    assert str(parse_percent(text, locale=locale)) == ratio


@pytest.mark.parametrize("text", ["%5%", "5%%", "5 €", "12.5%x", "%", ""])
def test_refuses_percentages(text: str) -> None:
    with pytest.raises(ParseError, match="percentage of en"):
        parse_percent(text, locale="en")


@pytest.mark.parametrize(
    ("text", "locale", "amount", "code"),
    [
        pytest.param("1.234,50 €", "de", "1234.50", "EUR", id="the symbol behind"),
        pytest.param("€ 1.234,50", "de", "1234.50", "EUR", id="the symbol before"),
        pytest.param("EUR1,234.50", "en", "1234.50", "EUR", id="the code"),
        pytest.param("-$.50", "en", "-0.50", "USD", id="a point after the symbol"),
        pytest.param("USD .50", "en", "0.50", "USD", id="a point after the code"),
        pytest.param("US$5", "en", "5", "USD", id="what the symbol is in other languages"),
        pytest.param("CN¥5", "ja", "5", "CNY", id="of two that share a symbol"),
        pytest.param("5 Kc\u030c", "cs", "5", "CZK", id="an accent by itself"),
        pytest.param("R 5", "en-ZA", "5", "ZAR", id="a letter that is the locale's symbol"),
        pytest.param("$5", "en", "5", "USD", id="the dollar of the United States"),
        pytest.param("$5", "en-AU", "5", "AUD", id="the dollar of Australia"),
        pytest.param("＄5", "en-AU", "5", "AUD", id="a full-width dollar"),
        pytest.param("US$5.00", "en-CA", "5.00", "USD", id="another's dollar"),
        pytest.param("¥500", "ja", "500", "JPY", id="a yen of another width"),
        pytest.param("-$5", "en", "-5", "USD", id="minus before"),
        pytest.param("$-5", "en", "-5", "USD", id="minus between"),
        pytest.param("5-€", "de", "-5", "EUR", id="minus between, behind"),
        pytest.param("5 €-", "de", "-5", "EUR", id="minus at the end"),
        pytest.param("($5.00)", "en", "-5.00", "USD", id="accountants' parentheses"),
        pytest.param("(5,00) €", "de", "-5.00", "EUR", id="parentheses round the number"),
        pytest.param("CHF-1'234.50", "de-CH", "-1234.50", "CHF", id="Swiss"),
        pytest.param("1234$50 €", "pt-CV", "1234.50", "EUR", id="the Cape Verdean decimal"),
        pytest.param("€1,234.50", "en-DE", "1234.50", "EUR", id="amounts of the region's form"),
        pytest.param("1.234,50 €", "de-AT", "1234.50", "EUR", id="Austria's sign in amounts"),
        pytest.param("1.50 CHF", "fr-CH", "1.50", "CHF", id="a point in amounts only"),
        pytest.param("1,234.50 US dollars", "en", "1234.50", "USD", id="the name"),
        pytest.param("2 000 de lei românești", "ro", None, None, id="a space where points group"),
        pytest.param("2.000 de lei românești", "ro", "2000", "RON", id="a name with a joint"),
        pytest.param(
            "5 Mexican silver pesos (1861–1992)", "en", "5", "MXP", id="a name with years"
        ),
        pytest.param("١٬٢٣٤٫٥٠ ج.م.\u200f", "ar-EG", "1234.50", "EGP", id="Arabic"),
        pytest.param("₽5", "en", "5", "RUB", id="a short symbol of one currency"),
        pytest.param("5 zł", "pl", "5", "PLN", id="letters"),
    ],
)
def test_reads_amounts(text: str, locale: str, amount: str | None, code: str | None) -> None:
    if amount is None:
        with pytest.raises(ParseError):
            parse_currency(text, locale=locale)
        return

    found, currency = parse_currency(text, locale=locale)

    assert (str(found), currency) == (amount, code)


@pytest.mark.parametrize(
    ("text", "locale", "reason"),
    [
        pytest.param("5", "en", "form", id="no currency"),
        pytest.param("", "en", "empty", id="nothing"),
        pytest.param("€", "en", "form", id="no number"),
        pytest.param("€5€", "en", "form", id="a symbol on either side"),
        pytest.param("€5 EUR", "en", "form", id="a symbol and a code"),
        pytest.param("kr 5", "en", "ambiguous", id="crowns of several countries"),
        pytest.param("$5", "en-GB", "ambiguous", id="dollars of several countries"),
        pytest.param("₨5", "hi", "unknown", id="the rupees of others"),
        pytest.param("₤5", "en-GB", "unknown", id="a lira is no pound"),
        pytest.param("eur 5", "en", "unknown", id="a code in small letters"),
        pytest.param("5K", "en", "unknown", id="five thousand, or kyat"),
        pytest.param("S/.5", "es-PE", "unknown", id="a point that is the symbol's"),
        pytest.param("1.234,50 €", "en", "grouping", id="another's form"),
        pytest.param("€1.234,50", "en-DE", "grouping", id="amounts are not numbers in en-DE"),
        pytest.param("-($5)", "en", "form", id="minus and parentheses"),
        pytest.param("5 € x", "de", "unknown", id="more text"),
    ],
)
def test_refuses_amounts(text: str, locale: str, reason: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse_currency(text, locale=locale)

    assert caught.value.reason == reason


def test_a_refused_amount_tells_what_others_would_read() -> None:
    with pytest.raises(ParseError) as caught:
        parse_currency("€1.234,50", locale="en")

    assert caught.value.readings["de"] == "1234.50"


@pytest.mark.parametrize("parse", [parse_number, parse_percent, parse_currency])
@pytest.mark.parametrize("value", [5, None, b"5", Decimal(5)], ids=lambda v: type(v).__name__)
def test_a_wrong_type_is_a_type_error(parse: Callable[..., object], value: object) -> None:
    with pytest.raises(TypeError, match="a text is expected"):
        parse(value, locale="en")


@pytest.mark.parametrize(
    "form",
    [percent_form("en"), currency_form("en"), date_form("dmy"), *TIME_FORMS],
    ids=lambda form: form.name,
)
def test_a_form_reads_texts_alone(form: Form[object]) -> None:
    for value in (5, None, ["5"]):
        with pytest.raises(TypeError, match="a text is expected"):
            form.read(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("parse", [parse_number, parse_percent, parse_currency])
def test_an_unknown_locale_is_refused(parse: Callable[..., object]) -> None:
    with pytest.raises(UnknownLocaleError):
        parse("5", locale="qaa")


def test_the_callers_decimal_context_changes_nothing() -> None:
    with localcontext(Context(prec=2, rounding=ROUND_UP)):
        assert parse_number("1,234,567.89", locale="en") == Decimal("1234567.89")
        assert str(parse_percent("1234567.89%", locale="en")) == "12345.6789"


def test_forms_are_values() -> None:
    form = number_form("ar-EG")

    assert pickle.loads(pickle.dumps(form)) == form  # noqa: S301
    assert hash(form) == hash(number_form("ar-EG"))
    assert number_form("de") != number_form("en")


def test_no_sign_parts_both_decimals_and_groups() -> None:
    for locale in table("locales")["names"]:
        for form in (number_form(locale), *number_form(locale).kin, percent_form(locale).number):
            assert set(form.decimal).isdisjoint(form.group)


def test_named_forms_are_those_of_their_locales() -> None:
    for form in number_forms():
        own = number_form(form.name)
        digits = "".maketrans("0123456789", own.digits)
        sample = f"1{form.group}234{form.decimal}5".translate(digits)

        assert form.read(sample) == own.read(sample) == Decimal("1234.5")


@pytest.mark.parametrize(
    ("form", "text", "code"),
    [
        pytest.param(CurrencyForm("ISO 4217"), " EUR ", "EUR", id="a code"),
        pytest.param(currency_form("en-AU"), "$", "AUD", id="a symbol"),
        pytest.param(currency_form("de"), "Schweizer Franken", "CHF", id="a name"),
        pytest.param(currency_form("fr"), "F\u202fCFA", "XOF", id="a symbol with a space"),
        pytest.param(currency_form("yrl"), "CFP", "XPF", id="a symbol that looks like a code"),
        pytest.param(currency_form("zh"), "ILS", "ILS", id="a code that is an older one's symbol"),
    ],
)
def test_reads_currencies(form: CurrencyForm, text: str, code: str) -> None:
    assert form.read(text) == code


HOSTILE = [
    "9" * 1_000_000,
    "1," * 500_000,
    "1.1,1 1'" * 100_000,
    "(" * 400,
    "(" * 200 + "5" + ")" * 200,
    "(" * 1_000_000,
    "-" * 400,
    "\u200f" * 1_000_000,
    "\u200f5" * 200,
    "5" + " " * 398 + "5",
    "1 " * 199 + "x",
    "1'2 3.4,5" * 44,
    "𝟏𝟚３",
    "\x00",
    "5\x00",
    "\ud800",
    "\U0010ffff" * 400,
    "₹" * 400,
    "5" + "€" * 399,
    "é" * 199 + "5" + "é" * 199,
    "\u0301" * 400,
    "1\u0301",
    "Ⅻ",
    "①",
    "%" * 400,
]


@pytest.mark.parametrize("parse", [parse_number, parse_percent, parse_currency])
@pytest.mark.parametrize("locale", ["de", "en-IN", "fr", "ar-EG", "zh", "pt-CV"])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_are_refused(parse: Callable[..., object], locale: str, text: str) -> None:
    with pytest.raises(CrmI18nError) as caught:
        parse(text, locale=locale)

    assert len(str(caught.value)) < 1000
