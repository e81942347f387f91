"""The README's and the documentation's examples are tests; those of laws are drawn repeatably."""

from hypothesis import settings
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

from crmi18n import __version__

assert __version__, "the library has to be importable before its examples run"  # noqa: S101

pytest_collect_file = Sybil(parsers=[PythonCodeBlockParser()], patterns=["*.md"]).pytest()

# Whoever sees a run fail has to see it again. ``--hypothesis-profile explore`` draws new examples.
settings.register_profile("repeatable", derandomize=True)
settings.register_profile("explore")
settings.load_profile("repeatable")
