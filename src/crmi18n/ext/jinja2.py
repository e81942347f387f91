"""Values in templates of Jinja2, as the reader of the page sees them.

The reader is a :class:`~crmi18n.View` in the template's context, under the name ``view``; there
is no other place that a locale could come from. ``{{ deal.total | show }}`` is written out as
``show(view)`` before the template is compiled, so that ``{% with view = ... %}``, loops and the
arguments of macros count: a filter that asked the context would silently miss them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from crmi18n.errors import MissingExtraError
from crmi18n.record import Shown, View

try:
    from jinja2 import Environment, pass_eval_context
    from jinja2.ext import Extension
    from jinja2.lexer import Token, TokenStream
    from jinja2.nodes import EvalContext
    from markupsafe import Markup
except ModuleNotFoundError as error:
    if error.name not in {"jinja2", "markupsafe"}:
        raise
    raise MissingExtraError("jinja2", "crmi18n.ext.jinja2") from None

__all__ = ["Crmi18nExtension"]


@pass_eval_context
def _show(context: EvalContext, value: Any, view: Any = None) -> str:
    """Return a value as HTML where the template escapes, and as text where it does not."""
    shown = _shown(value, view)
    return Markup(shown.html) if context.autoescape else shown.text  # noqa: S704


def _show_text(value: Any, view: Any = None) -> str:
    """Return a value as text, which the template escapes: for attributes and plain mails."""
    return _shown(value, view).text


def _shown(value: Any, view: Any) -> Shown:
    if not isinstance(view, View):
        raise TypeError(
            "no View: render(view=View(locale=...)), and {% import ... with context %} for macros"
        )
    return view.show(value)


_FILTERS: Final = {"show": _show, "show_text": _show_text}


class Crmi18nExtension(Extension):
    r"""The filters ``show`` and ``show_text``.

    ``show`` gives HTML, escaped, with language and direction marked, or in a template that does
    not escape the plain text; ``show_text`` always gives text. Both take another view than the
    context's: ``{{ title | show(head_office) }}``.

    Raises:
        TypeError: on rendering: there is no view, or a value is of no kind that it shows.

    >>> from crmi18n import Money
    >>> env = Environment(extensions=[Crmi18nExtension], autoescape=False)
    >>> env.from_string("{{ total | show }}").render(
    ...     view=View(locale="de"), total=Money("1234.5", "EUR")
    ... )
    '1.234,50\xa0€'
    """

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.filters.update(_FILTERS)

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Write the context's view as the argument of a filter that names none."""
        return _with_view(stream)


def _with_view(tokens: Iterable[Token]) -> Iterator[Token]:
    before, last = "", ""  # the type of the token before the last, the filter that may be open
    opened = False
    for token in tokens:
        if last and token.type != "lparen":
            yield from (
                Token(token.lineno, kind, text)
                for kind, text in (("lparen", "("), ("name", "view"), ("rparen", ")"))
            )
        if opened and token.type == "rparen":
            yield Token(token.lineno, "name", "view")
        yield token
        opened = bool(last) and token.type == "lparen"
        is_filter = before == "pipe" and token.type == "name" and token.value in _FILTERS
        last = token.value if is_filter else ""
        before = token.type
