"""Without its framework a module says which extra brings it, and is an ImportError."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROBE = """
import sys


class Missing:
    def find_spec(self, name, path=None, target=None):
        if name in {packages}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)


sys.meta_path.insert(0, Missing())
try:
    import crmi18n.ext.{module}
except ImportError as error:
    print(type(error).__name__, error.extra)
"""


@pytest.mark.parametrize(
    ("module", "packages"),
    [
        ("django", ["django"]),
        ("hypothesis", ["hypothesis"]),
        ("jinja2", ["jinja2"]),
        ("pydantic", ["pydantic"]),
        ("rest_framework", ["rest_framework"]),
        ("rest_framework", ["django"]),
        ("rest_framework", ["django", "rest_framework"]),
        ("sqlalchemy", ["sqlalchemy"]),
    ],
)
def test_names_the_extra(module: str, packages: list[str]) -> None:
    command = [sys.executable, "-c", PROBE.format(module=module, packages=packages)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)

    assert done.stdout.split() == ["MissingExtraError", module]
