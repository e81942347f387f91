"""Values as JSON, and texts in two languages among them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.models import lookups
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast

from crmi18n.cldr import LocaleLike
from crmi18n.ext._columns import class_name, value_class
from crmi18n.ext.django.forms import DualTextFormField, ValueFormField, read_value
from crmi18n.text import DualText
from crmi18n.text.value import canonical_language

__all__ = ["DualTextField", "ValueField", "text_in"]


class ValueField(models.JSONField):
    """A value of the library in one JSON column.

    Values are immutable: a changed one is assigned. Rows are filtered by parts of the JSON, or
    by ``isnull``; the whole is not compared, for other programs may write it in another order.
    :func:`text_in` looks at a text.

    Args:
        kind: a class with ``to_dict`` and ``from_dict``, its name in :mod:`crmi18n`, or its
            dotted path.

    Raises:
        TypeError: ``kind`` is no such class; or, on saving, a value is none of it.
    """

    __module__ = "crmi18n.ext.django"  # the path that migrations write down
    description = "A value as JSON"

    def __init__(self, kind: type | str, **options: Any) -> None:
        self.kind = value_class(kind)
        super().__init__(**options)

    def deconstruct(self) -> Any:
        """Return how a migration writes it down: by name."""
        name, path, _, options = super().deconstruct()
        return name, path, [class_name(self.kind)], options

    def get_lookup(self, lookup_name: str) -> Any:
        """Return whether there is a value; parts have lookups of their own.

        Raises:
            FieldError: it would look at the JSON as a text.
        """
        found = super().get_lookup(lookup_name)
        if found is None or lookup_name == "isnull":
            return found
        if lookup_name == "exact":
            return _NoValue
        raise FieldError(
            f"{lookup_name} of a value in JSON: compare it in Python, or text_in(...)"
        )

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Return the value; a part of the JSON stays one."""
        data = super().from_db_value(value, expression, connection)
        whole = data is not None and not isinstance(expression, KeyTransform)
        return self.kind.from_dict(data) if whole else data

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Return the JSON form."""
        if isinstance(value, self.kind):
            value = value.to_dict()
        elif value is not None and not hasattr(value, "as_sql"):
            raise TypeError(f"a {self.kind.__name__} is expected, not {type(value).__name__}")
        return super().get_db_prep_save(value, connection)

    def to_python(self, value: Any) -> Any:
        """Return the value of the JSON form.

        Raises:
            ValidationError: it is none.
        """
        return read_value(self.kind, value)

    def validate(self, value: Any, model_instance: Any) -> None:
        """Raise ValidationError for none where there has to be one."""
        models.Field.validate(self, value, model_instance)

    def value_to_string(self, obj: Any) -> Any:
        """Return the JSON form for a dump."""
        value = self.value_from_object(obj)
        return None if value is None else value.to_dict()

    def formfield(self, **options: Any) -> Any:
        """Return the field of a form, which takes the JSON form."""
        return super().formfield(**{"form_class": ValueFormField, "kind": self.kind, **options})


class DualTextField(ValueField):
    """A text in a local and the corporate language, in one JSON column; two texts in forms.

    A form changes what was edited, and keeps the rest: who confirmed what, and that the other
    text is outdated now. A text that is cleared is empty on purpose.

    Args:
        local_lang: the local language of new texts (BCP 47); None: the form asks for it. Texts
            that are there keep theirs.
        corporate_lang: the corporate language of new texts.
    """

    __module__ = "crmi18n.ext.django"  # the path that migrations write down
    description = "A text in two languages"

    def __init__(
        self, *, local_lang: str | None = None, corporate_lang: str = "en", **options: Any
    ) -> None:
        self.local_lang = None if local_lang is None else canonical_language(local_lang)
        self.corporate_lang = canonical_language(corporate_lang)
        super().__init__(DualText, **options)

    def deconstruct(self) -> Any:
        """Return how a migration writes it down."""
        name, path, _, options = super().deconstruct()
        langs = {"local_lang": self.local_lang, "corporate_lang": self.corporate_lang}
        return name, path, [], {**options, **langs}

    def save_form_data(self, instance: Any, data: Any) -> None:
        """Set what a form has read, on top of what is there."""
        before: DualText | None = getattr(instance, self.name)
        setattr(instance, self.name, data if before is None else _edited(before, data))

    def formfield(self, **options: Any) -> Any:
        """Return the field of a form."""
        langs = {"local_lang": self.local_lang, "corporate_lang": self.corporate_lang}
        given = {"form_class": DualTextFormField, **langs, **options}
        return models.Field.formfield(self, **given)


def _edited(before: DualText, after: DualText | None) -> DualText | None:
    if after is None:
        return None
    value = before
    for lang in (after.local_lang, after.corporate_lang):
        old, new = before.get(lang), after.get(lang)
        text = "" if new is None else new.value
        if text != ("" if old is None else old.value):
            value = value.with_text(lang, text)
    return value


class _NoValue(lookups.Exact):
    def get_prep_lookup(self) -> Any:
        if self.rhs is not None:
            raise FieldError("a value in JSON is compared in Python, or by text_in(...)")
        return None


def text_in(name: str, lang: LocaleLike) -> Any:
    """Return the expression of a text in exactly one language, to filter and sort by.

    It is NULL where there is none. ``Deal.objects.alias(de=text_in("title", "de"))``.

    Raises:
        UnknownLocaleError: the language is not well formed.
    """
    version = KeyTransform(canonical_language(lang), KeyTransform("v", name))
    return Cast(KeyTextTransform("t", version), models.TextField())
