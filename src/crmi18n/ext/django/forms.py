"""Fields of forms: what is wrong is said at the field."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.fields import InvalidJSONInput

from crmi18n.cldr import LocaleLike, format_number, parse_number
from crmi18n.errors import CrmI18nError
from crmi18n.money import Money
from crmi18n.text import DualText

__all__ = ["DualTextFormField", "MoneyFormField", "ValueFormField", "read_value"]


def read_value(kind: Any, value: Any) -> Any:
    """Return a value, of its JSON form too.

    Raises:
        ValidationError: it is none.
    """
    if value is None or isinstance(value, kind):
        return value
    try:
        return kind.from_dict(value)
    except (CrmI18nError, TypeError) as error:
        raise ValidationError(str(error), code="value") from None


class ValueFormField(forms.JSONField):
    """The field of a form for a value, written in its JSON form; what is wrong is said."""

    def __init__(self, kind: Any, **options: Any) -> None:
        self.kind = kind
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        """Return the value."""
        if isinstance(value, self.kind):
            return value
        try:
            data = super().to_python(value)
        except (RecursionError, ValueError):  # too deep, or a number too long
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        return read_value(self.kind, data)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return what was posted, as it is edited again."""
        try:
            return super().bound_data(data, initial)
        except (RecursionError, ValueError):
            return InvalidJSONInput(data)

    def prepare_value(self, value: Any) -> Any:
        """Return the text that is edited."""
        if value is None:
            return ""
        if not isinstance(value, self.kind):
            return super().prepare_value(value)
        return json.dumps(value.to_dict(), ensure_ascii=False, indent=1)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether another value was entered."""
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


class _DualTextWidget(forms.MultiWidget):
    def __init__(self, langs: tuple[str | None, str]) -> None:
        self.langs = langs
        lang = forms.TextInput() if langs[0] is None else forms.HiddenInput()
        areas = [forms.Textarea({"rows": 4, "dir": "auto"}) for _ in range(2)]
        super().__init__([*areas, lang, forms.HiddenInput()])

    def decompress(self, value: Any) -> list[Any]:
        if value is None:
            return [None, None, *self.langs]
        texts = [None if text is None else text.value for text in (value.local, value.corporate)]
        return [*texts, value.local_lang, value.corporate_lang]


class DualTextFormField(forms.MultiValueField):
    """The field of a form for a local and a corporate text; it gives a DualText, or None.

    Args:
        local_lang: the local language of a new text; None: the form asks for it.
        corporate_lang: the corporate language of a new text.
    """

    def __init__(
        self, *, local_lang: str | None = None, corporate_lang: str = "en", **options: Any
    ) -> None:
        parts = [forms.CharField(required=False) for _ in range(4)]
        widget = _DualTextWidget((local_lang, corporate_lang))
        super().__init__(parts, **{"widget": widget, "require_all_fields": False, **options})

    def compress(self, data_list: Any) -> Any:
        """Return the text, or None.

        Raises:
            ValidationError: it is required, a language is missing or is none.
        """
        local, corporate, lang, corporate_lang = data_list or [""] * 4
        # Browsers end lines as mail does; that is no edit.
        texts = [text.replace("\r\n", "\n") or None for text in (local, corporate)]
        if not any(texts):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if not (lang and corporate_lang):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        try:
            return DualText(
                texts[0], local_lang=lang, corporate=texts[1], corporate_lang=corporate_lang
            )
        except CrmI18nError as error:
            raise ValidationError(str(error), code="value") from None


class _MoneyWidget(forms.MultiWidget):
    def __init__(self, number: forms.Widget, code: forms.Widget) -> None:
        super().__init__([number, code])
        self.write: Callable[[Decimal], str] = "{:f}".format

    def decompress(self, value: Any) -> list[Any]:
        return [None, None] if value is None else [self.write(value.amount), value.currency]


class MoneyFormField(forms.MultiValueField):
    """The field of a form for an amount: a number, and a currency.

    Args:
        locale: the form of numbers that users write, strictly; None: that of machines.
        currencies: the codes to choose from; None: any of ISO 4217.
    """

    def __init__(
        self,
        *,
        locale: LocaleLike | None = None,
        currencies: Iterable[str] | None = None,
        **options: Any,
    ) -> None:
        self.locale = locale
        code: forms.Field = forms.CharField(max_length=3)
        if currencies:
            code = forms.ChoiceField(choices=[("", ""), *((one, one) for one in currencies)])
        number = forms.CharField(widget=forms.TextInput({"inputmode": "decimal"}))
        widget = _MoneyWidget(number.widget, code.widget)
        if locale is not None:
            widget.write = lambda amount: format_number(amount, locale=locale)
        super().__init__([number, code], **{"widget": widget, **options})

    def compress(self, data_list: Any) -> Any:
        """Return the amount, or None.

        Raises:
            ValidationError: it is half given, or no amount.
        """
        number, code = data_list or ("", "")
        if not number and not code:
            return None
        if not number or not code:
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        try:
            if self.locale is not None:
                return Money(parse_number(number, locale=self.locale), code)
            return Money(number, code)
        except CrmI18nError as error:
            raise ValidationError(str(error), code="value") from None
