"""The one door to pydantic's core: the schema by which pydantic reads and writes a value.

It is imported when pydantic asks a class of ours for its schema, and by nobody else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pydantic_core import core_schema as cs

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

    from crmi18n.plain import Accept, Form

__all__ = ["value_schema"]


def value_schema(
    kind: Any, form: Form, handler: GetCoreSchemaHandler, accept: Accept | None
) -> cs.CoreSchema:
    """Return the schema of a class of values by its plain JSON form.

    A value stays the very object that it is; anything else is read as JSON, in Python too, so
    that a float is an amount nowhere. One that is written as a string is read by ``parse``.
    """
    is_text = isinstance(form, dict) and form.get("type") == "string"
    read: Callable[[Any], Any] = kind.parse if is_text else kind.from_dict

    def keep_value(value: Any, check: cs.ValidatorFunctionWrapHandler) -> Any:
        if type(value) is kind:
            return value
        taken = accept(value) if accept else None
        return check(value) if taken is None else taken

    return cs.no_info_wrap_validator_function(
        keep_value,
        cs.no_info_after_validator_function(read, _schema(form, handler)),
        serialization=cs.plain_serializer_function_ser_schema(str if is_text else kind.to_dict),
        ref=f"{kind.__module__}.{kind.__qualname__}:{id(kind)}",
    )


def _schema(form: Form, handler: GetCoreSchemaHandler) -> cs.CoreSchema:
    """Return the schema of a form: of the keywords of JSON Schema, those that we use."""
    if isinstance(form, type):
        return _part(form, handler)
    kind = form.get("type")
    if isinstance(kind, list):
        return cs.nullable_schema(_schema({**form, "type": kind[0]}, handler))
    if kind == "string":
        return cs.str_schema(strict=True, pattern=form.get("pattern"))
    if kind == "integer":
        return cs.int_schema(strict=True)
    if kind == "array":
        return cs.list_schema(_schema(form["items"], handler))
    if "properties" in form:
        fields = {
            name: cs.typed_dict_field(_schema(part, handler), required=name in form["required"])
            for name, part in form["properties"].items()
        }
        extra = form.get("additionalProperties", True)
        return cs.typed_dict_schema(fields, extra_behavior="allow" if extra else "forbid")
    values = form.get("additionalProperties")
    return cs.dict_schema(cs.str_schema(strict=True), values and _schema(values, handler))


def _part(kind: Any, handler: GetCoreSchemaHandler) -> cs.CoreSchema:
    """Return the schema of a value inside another one, which reads the whole as JSON."""
    return cs.no_info_after_validator_function(
        lambda value: value.to_dict(), handler.generate_schema(kind)
    )
