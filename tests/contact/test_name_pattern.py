"""What stands between the parts of a name goes with them when they are missing."""

import pytest

from crmi18n.contact import PersonName
from crmi18n.contact.name_pattern import Speech, compiled

SPEECH = Speech("en", "{0}.", "{0} {1}")
ADA = PersonName("Ada", "Lovelace")
FULL = PersonName(
    "Mary Jane",
    "Gogh",
    given_informal="Mia",
    given2="Anne-Marie",
    given_vocative="O Mary",
    surname_prefix="van",
    surname_vocative="Goghu",
    title="Dr.",
    generation="Jr.",
    credentials="PhD",
)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        pytest.param("{title} {given}", "Ada", id="before the first"),
        pytest.param("« {title} {given} »", "Ada »", id="a sign before the first"),
        pytest.param("{given} ({given2}) {surname}", "Ada Lovelace", id="parentheses"),
        pytest.param("{given}, {given2} {surname}", "Ada, Lovelace", id="a comma stays"),
        pytest.param("{given} {generation}, {surname}", "Ada Lovelace", id="a comma goes"),
        pytest.param("{given}.{given2} {surname}", "Ada. Lovelace", id="a sign at the one before"),
        pytest.param(
            "{given} {given2} .{surname}", "Ada .Lovelace", id="a sign at the one behind"
        ),
        pytest.param("{given}{given2}{surname}", "AdaLovelace", id="no texts"),
        pytest.param("{given} {given2}{surname}", "Ada Lovelace", id="a text on one side"),
        pytest.param("{given}{given2} {surname}", "Ada Lovelace", id="a text on the other side"),
        pytest.param("{given}{given2}, {surname}", "Ada, Lovelace", id="all of the other side"),
        pytest.param("{given}; {title} + {given2}, {surname}", "Ada; Lovelace", id="two missing"),
        pytest.param("{surname}, {given}, {credentials}", "Lovelace, Ada", id="after the last"),
        pytest.param("({given})", "(Ada)", id="around the only one"),
        pytest.param("{given} 100% {surname}", "Ada 100% Lovelace", id="a percent sign"),
        pytest.param("{title}", "", id="nothing"),
    ],
)
def test_texts_between_parts(pattern: str, text: str) -> None:
    found = compiled(pattern, SPEECH)

    assert found.write(found.values(ADA)) == text


@pytest.mark.parametrize(
    ("field", "language", "text"),
    [
        ("given-informal", "en", "Mia"),
        ("given-vocative", "gd", "O Mary"),
        ("given2-vocative", "gd", "Anne-Marie"),
        ("given-informal-vocative", "gd", "Mia"),
        ("surname", "nl", "van Gogh"),
        ("surname-core", "nl", "Gogh"),
        ("surname-prefix", "nl", "van"),
        ("surname-vocative", "cs", "Goghu"),
        ("surname-genitive", "lv", "van Gogh"),
        ("surname-initialCap", "nl", "Van Gogh"),
        ("surname-allCaps", "en", "VAN GOGH"),
        ("given-initial", "en", "M. J."),
        ("given2-initial", "en", "A. M."),
        ("given2-initial-retain", "fr", "A.-M."),
        ("given-initial-retain", "fr", "M. J."),
        ("given-monogram", "en", "M"),
        ("surname-monogram", "en", "v"),
        ("surname-core-monogram-allCaps", "en", "G"),
        ("surname-prefix-allCaps", "tr", "VAN"),
    ],
)
def test_modifiers(field: str, language: str, text: str) -> None:
    found = compiled(f"{{{field}}}", Speech(language, "{0}.", "{0} {1}"))

    assert found.write(found.values(FULL)) == text


@pytest.mark.parametrize(
    ("given", "text", "retained"),
    [
        ("J.R.R.", "J. R. R.", "J. R. R."),
        ("J. R. R.", "J. R. R.", "J. R. R."),
        ("J.-P.", "J. P.", "J.-P."),
        ("Mary J.", "M. J.", "M. J."),
        ("(Bob)", "B.", "(B.)"),
    ],
)
def test_initials_stay_initials(given: str, text: str, retained: str) -> None:
    name = PersonName(given)
    plain, retain = (compiled(f"{{given-{m}}}", SPEECH) for m in ("initial", "initial-retain"))

    assert plain.write(plain.values(name)) == text
    assert retain.write(retain.values(name)) == retained


@pytest.mark.parametrize(
    ("given", "language", "text"),
    [
        ("diyarbakır", "tr", "DİYARBAKIR"),
        ("diyarbakır", "en", "DIYARBAKIR"),
        ("straße", "de", "STRASSE"),
        ("άννα ϊω", "el", "ΑΝΝΑ ΪΩ"),
        ("ῥόδος", "el", "ΡΟΔΟΣ"),
    ],
)
def test_capitals(given: str, language: str, text: str) -> None:
    found = compiled("{given-allCaps}", Speech(language, "{0}.", "{0} {1}"))

    assert found.write(found.values(PersonName(given))) == text
