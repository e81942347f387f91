"""Django, set up once in this process, for tests and documentation: an app without a folder."""

from __future__ import annotations

import sys
from types import ModuleType

import django
from django.apps import AppConfig

APP = "crm"


class CrmConfig(AppConfig):
    name = APP
    path = "."


def set_up() -> None:
    """Have settings, a database in memory, and an app that models can say they are of."""
    from django.conf import settings  # lazy: doctest would look into it, and find no settings

    if settings.configured:
        return
    database = {"ENGINE": "django.db.backends.postgresql", "NAME": "postgres", "USER": "postgres"}
    module = sys.modules.setdefault(APP, ModuleType(APP))
    settings.configure(
        DATABASES={
            "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"},
            "postgresql": database,
        },
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.messages",
            "django.contrib.sessions",
            "django.contrib.admin",
            CrmConfig(APP, module),
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                        "django.template.context_processors.request",
                    ]
                },
            }
        ],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        SECRET_KEY="for tests",  # noqa: S106
        USE_TZ=True,
    )
    django.setup()
