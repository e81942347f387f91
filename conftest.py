"""The README's and the documentation's examples are tests."""

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

from crmi18n import __version__

assert __version__, "the library has to be importable before its examples run"  # noqa: S101

pytest_collect_file = Sybil(parsers=[PythonCodeBlockParser()], patterns=["*.md"]).pytest()
