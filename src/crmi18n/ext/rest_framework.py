"""Serializers of Django REST framework for models with the fields of :mod:`crmi18n.ext.django`."""

from __future__ import annotations

from typing import Any, ClassVar

from crmi18n.errors import MissingExtraError

try:  # first: where Django is missing as well, this is the extra that brings both
    from rest_framework.serializers import ModelField, ModelSerializer

    from crmi18n.ext.django import AppointmentField, ExactDecimalField, MoneyField, ValueField
except ModuleNotFoundError as error:
    if error.name not in {"rest_framework", "django"}:
        raise
    raise MissingExtraError("rest_framework", "crmi18n.ext.rest_framework") from None

__all__ = ["PlainField", "PlainModelSerializer"]


class _CleanField(ModelField):
    """The field of a serializer that takes what the model's field takes, and no more."""

    def to_internal_value(self, data: Any) -> Any:
        """Return the value; raises ValidationError, too, for what its column does not keep."""
        return self.model_field.clean(data, None)


class PlainField(_CleanField):
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
        ExactDecimalField: _CleanField,
        MoneyField: PlainField,
        ValueField: PlainField,
    }
