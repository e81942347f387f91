"""Serializers of Django REST framework for models with the fields of :mod:`crmi18n.ext.django`."""

from __future__ import annotations

from typing import Any, ClassVar

from crmi18n.errors import MissingExtraError
from crmi18n.ext.django import AppointmentField, MoneyField, ValueField

try:
    from rest_framework.serializers import ModelField, ModelSerializer
except ModuleNotFoundError as error:
    if error.name != "rest_framework":
        raise
    raise MissingExtraError("rest_framework", "crmi18n.ext.rest_framework") from None

__all__ = ["PlainField", "PlainModelSerializer"]


class PlainField(ModelField):
    """The field of a serializer for a value: its plain JSON form, in and out.

    What does not read is an error of validation at the field.
    """

    def __init__(self, model_field: Any, **options: Any) -> None:
        # A column of JSON is also asked for its encoders; values need none.
        rest = {name: options[name] for name in options.keys() - {"encoder", "decoder"}}
        super().__init__(model_field, **rest)

    def to_representation(self, value: Any) -> Any:
        """Return the JSON form; ``value`` is the instance of the model."""
        return self.model_field.value_to_string(value)


class PlainModelSerializer(ModelSerializer):
    """A ModelSerializer that knows amounts, appointments and values."""

    serializer_field_mapping: ClassVar[dict[Any, Any]] = {
        **ModelSerializer.serializer_field_mapping,
        AppointmentField: PlainField,
        MoneyField: PlainField,
        ValueField: PlainField,
    }
