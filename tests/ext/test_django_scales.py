"""A migration never makes other amounts of the integers that SQLite keeps."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

MODELS = """
from django.db import models
from crmi18n.ext.django import ExactDecimalField
class Deal(models.Model):
    rate = {field}
"""
SETTINGS = """
INSTALLED_APPS = ["shop"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "shop.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
"""
RUN = """
import sys, django
from django.core.management import CommandError, call_command
django.setup()
call_command("makemigrations", "shop", verbosity=0)
try:
    call_command("migrate", *sys.argv[1:], verbosity=0)
except CommandError as error:
    print(error)
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "__init__.py").touch()
    (tmp_path / "settings.py").write_text(SETTINGS)
    return tmp_path


def migrate(site: Path, field: str, *to: str) -> str:
    """Return what is said of migrating to a field, or back."""
    (site / "shop" / "models.py").write_text(MODELS.format(field=field))
    command = [sys.executable, "-B", "-c", RUN, *to]
    env = {
        "PYTHONPATH": os.pathsep.join([str(site), *filter(None, sys.path)]),
        "DJANGO_SETTINGS_MODULE": "settings",
    }
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=site, env=env)
    return done.stdout


def insert(site: Path) -> None:
    with closing(sqlite3.connect(site / "shop.sqlite3")) as database, database:
        database.execute("INSERT INTO shop_deal (rate) VALUES (125000)")


@pytest.mark.parametrize(
    ("field", "refused"),
    [
        ("ExactDecimalField(scale=4, blank=True)", False),
        ("ExactDecimalField(scale=6)", True),
        ("models.DecimalField(max_digits=9, decimal_places=4)", True),
    ],
)
def test_numbers_get_no_other_scale(site: Path, field: str, refused: bool) -> None:
    assert migrate(site, "ExactDecimalField(scale=4)") == ""
    insert(site)

    assert ("another scale" in migrate(site, field)) is refused


def test_a_table_without_numbers_may_and_does_not_go_back_with_some(site: Path) -> None:
    assert migrate(site, "ExactDecimalField(scale=4)") == ""
    assert migrate(site, "ExactDecimalField(scale=6)") == ""
    insert(site)

    assert "another scale" in migrate(site, "ExactDecimalField(scale=6)", "shop", "0001")
