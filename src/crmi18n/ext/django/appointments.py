"""Appointments: a local time, its zone, and the instant as it was resolved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import FieldError
from django.db import models
from django.db.models import lookups

from crmi18n.ext.django.columns import ColumnsField, joined
from crmi18n.ext.django.forms import ValueFormField
from crmi18n.time import Appointment
from crmi18n.time.instant import require_instant

__all__ = ["AppointmentField"]


class AppointmentField(ColumnsField):
    """An appointment: its local time, its zone, and the instant as it was resolved.

    The columns are ``<name>_instant``, ``_start`` (ISO 8601, local), ``_zone``, ``_duration``,
    ``_policy`` and ``_tz_release``. ``lt`` and its like take an appointment or an aware datetime
    and compare instants, by which rows sort as well. Needs ``USE_TZ = True``.
    """

    __module__ = "crmi18n.ext.django"  # the path that migrations write down
    description = "An appointment in a time zone"
    kind = Appointment
    telling: ClassVar[int] = 0

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.has_default() and self.default is not None:
            raise TypeError("an AppointmentField has no default: set it where a row is made")

    def columns(self) -> Mapping[str, models.Field[Any, Any]]:
        """Return the fields of the columns."""
        options = self._options()
        return {
            "instant": models.DateTimeField(**options),
            "start": models.CharField(max_length=26, **options),
            "zone": models.CharField(max_length=64, **options),
            "duration": models.DurationField(**options),
            "policy": models.CharField(max_length=16, **options),
            "tz_release": models.CharField(max_length=16, **options),
        }

    def value_of(self, parts: list[Any]) -> Any:
        """Return the appointment, or None."""
        instant, start, zone, duration, policy, release = parts
        if instant is None:
            return None
        wall = datetime.fromisoformat(start)
        utc = require_instant(instant, "an appointment")
        return Appointment.restored(wall, zone, duration, policy, utc, release)

    def parts_of(self, value: Any) -> Iterable[Any]:
        """Return what is in the columns."""
        if value is None:
            return (None,) * 6
        if not isinstance(value, Appointment):
            raise TypeError(f"an Appointment is expected, not {type(value).__name__}")
        instant, start, *rest = value.__composite_values__()
        return instant, start.isoformat(), *rest

    def prepared(self, value: Any) -> Any:
        """Return what rows are compared with: an appointment, or an instant.

        Raises:
            FieldError: it is neither.
        """
        if isinstance(value, Appointment):
            return value
        try:
            return require_instant(value, "a filter")
        except TypeError as error:
            raise FieldError(f"{self.name}: {error}") from None

    def condition(self, lookup: str, columns: Any, value: Any) -> Any:
        """Return the condition: on the instant, or for ``exact`` on what an appointment says."""
        whole = isinstance(value, Appointment)
        if lookup != "exact" or not whole:
            instant = value.instant if whole else value
            return columns[0].target.get_lookup(lookup)(columns[0], instant)
        parts = zip(columns[:-1], self.parts_of(value), strict=False)
        return joined("AND", [lookups.Exact(column, part) for column, part in parts])

    def formfield(self, **options: Any) -> Any:
        """Return the field of a form, which takes the JSON form."""
        given = {"form_class": ValueFormField, "kind": Appointment, **options}
        return super().formfield(**given)
