"""Values in templates: by the view that is in scope, escaped once, and never by a default."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined

from crmi18n import Address, DualText, Money, View
from crmi18n.ext.jinja2 import Crmi18nExtension

TOTAL = Money("1234.5", "EUR")
GERMAN, JAPANESE = View(locale="de"), View(locale="ja")
DE, JA = "1.234,50\xa0€", "€1,234.50"
HOSTILE = "<script>alert(1)</script>"
PAGES = {
    "row": "{{ total|show }}",
    "macros": "{% macro row(total) %}{{ total|show }}{% endmacro %}",
    "base": "{% block body %}{% endblock %}",
}


def rendered(template: str, *, escape: bool = False, **values: Any) -> str:
    env = Environment(
        extensions=[Crmi18nExtension],
        autoescape=escape,  # noqa: S701 - both are tested
        loader=DictLoader(PAGES),
        undefined=StrictUndefined,
    )
    return env.from_string(template).render(**{"total": TOTAL, "ja": JAPANESE, **values})


@pytest.mark.parametrize(
    ("template", "text"),
    [
        pytest.param("{{ total|show }}", DE, id="the context's view"),
        pytest.param("{{ total | show | upper }}", DE, id="further filters"),
        pytest.param("{{ [total, total]|map('show', view)|join(' ') }}", f"{DE} {DE}", id="map"),
        pytest.param("{{ total|show(ja) }}", JA, id="another view"),
        pytest.param("{{ total|show() }}", DE, id="no other view"),
        pytest.param("{{ total|show(view=ja) }}", JA, id="another view, by name"),
        pytest.param("{% with view = ja %}{{ total|show }}{% endwith %}", JA, id="with"),
        pytest.param("{% set view = ja %}{{ total|show }}", JA, id="set"),
        pytest.param("{% for view in [ja] %}{{ total|show }}{% endfor %}", JA, id="loop"),
        pytest.param(
            "{% macro m(view) %}{{ total|show }}{% endmacro %}{{ m(ja) }}", JA, id="argument"
        ),
        pytest.param("{% include 'row' %}", DE, id="include"),
        pytest.param(
            "{% import 'macros' as m with context %}{{ m.row(total) }}",
            DE,
            id="import with context",
        ),
        pytest.param(
            "{% extends 'base' %}{% block body %}{{ total|show }}{% endblock %}", DE, id="block"
        ),
        pytest.param("{{ total|show_text }}", DE, id="text"),
        pytest.param("{{ none|show }}", "", id="nothing"),
        pytest.param("{% if total|show %}x{% endif %}", "x", id="in a statement"),
    ],
)
def test_a_value_is_shown_by_the_view_in_scope(template: str, text: str) -> None:
    assert rendered(template, view=GERMAN) == text


def test_it_is_so_in_async_templates() -> None:
    env = Environment(extensions=[Crmi18nExtension], enable_async=True, autoescape=True)
    template = env.from_string("{% with view = ja %}{{ total|show }}{% endwith %}")

    shown = asyncio.run(template.render_async(view=GERMAN, ja=JAPANESE, total=TOTAL))

    assert shown == f'<bdi lang="ja" dir="ltr">{JA}</bdi>'


@pytest.mark.parametrize(
    ("template", "values"),
    [
        pytest.param("{{ total|show }}", {}, id="no view"),
        pytest.param("{{ total|show }}", {"view": "de"}, id="a locale is no view"),
        pytest.param(
            "{% import 'macros' as m %}{{ m.row(total) }}", {"view": GERMAN}, id="no context"
        ),
        pytest.param("{% filter show %}x{% endfilter %}", {"view": GERMAN}, id="as a block"),
        pytest.param("{{ 1.5|show }}", {"view": GERMAN}, id="float"),
    ],
)
def test_without_a_view_nothing_is_guessed(template: str, values: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        rendered(template, **values)


def test_markup_is_escaped_once() -> None:
    title = DualText(HOSTILE, local_lang="de")
    place = Address.of("DE", lang="de", lines=[HOSTILE], postal_code="50667", locality="Köln")

    page = rendered("{{ t|show }}{{ p|show }}", escape=True, t=title, p=place, view=GERMAN)
    mark = rendered('<p title="{{ t|show_text }}">', escape=True, t=title, view=GERMAN)
    mail = rendered("{{ t|show }}", t=title, view=GERMAN)

    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 2
    assert "&amp;lt;" not in page
    assert '<bdi lang="de"' in page
    assert mark == '<p title="&lt;script&gt;alert(1)&lt;/script&gt;">'
    assert mail == HOSTILE
