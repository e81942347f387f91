"""Bar charts as inline SVG: matplotlib draws the bars, the browser the words.

A chart's words are of any script, and matplotlib neither shapes Arabic nor joins Devanagari. So
the labels are SVG texts at places that matplotlib computes, and the reader's own fonts draw them.
No style of a chart comes from process-wide settings, and the same chart is the same text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING, Final, final
from xml.etree import ElementTree as ET

from crmi18n.errors import MissingExtraError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["TONES", "Bar", "Part", "draw"]

# One hue from light to dark: the order of the stages shows in grey and to the colour-blind too.
TONES: Final = ("#d3e3f1", "#8db9dc", "#2f79b0", "#123a5e")
_INK: Final = "#1d2733"
_INK_ON: Final = (_INK, _INK, "#ffffff", "#ffffff")
_EDGE: Final = "#123a5e"

_NAME_SIZE: Final = 14.0
_VALUE_SIZE: Final = 13.0
_GAP: Final = 8.0
_BESIDE_FROM: Final = 400  # narrower, names stand above their bars


@final
@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar.

    Attributes:
        value: its length.
        tone: its place in ``TONES``.
        text: what is written on it where there is room.
    """

    value: Decimal
    tone: int
    text: str = ""


@final
@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its name before it and its value behind it."""

    name: str
    value: str
    parts: tuple[Part, ...]


@final
@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things are, in pixels from the top and the side on which a reader starts."""

    width: int
    rtl: bool
    beside: bool
    before: float
    after: float = 1.0

    @property
    def row(self) -> float:
        return 36.0 if self.beside else 54.0

    @property
    def thickness(self) -> float:
        return 24.0 if self.beside else 22.0

    def middle(self, index: int) -> float:
        """Return the middle of a bar."""
        head = 0.0 if self.beside else 24.0
        return index * self.row + head + (self.row - head) / 2

    @classmethod
    def of(cls, bars: Sequence[Bar], width: int, *, rtl: bool) -> _Frame:
        if width < _BESIDE_FROM:
            return cls(width, rtl, beside=False, before=1)
        before = max(_width(bar.name, _NAME_SIZE) for bar in bars) + _GAP
        return cls(width, rtl, beside=True, before=before)


def draw(bars: Sequence[Bar], *, width: int, rtl: bool, label: str) -> str:
    """Return horizontal bars as an SVG element; ``rtl``: they grow from right to left.

    Args:
        bars: from top to bottom; at least one.
        width: in pixels; the texts are readable where it is shown in this width.
        rtl: the direction of the page that it stands in.
        label: what a screen reader says of it.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    frame = _Frame.of(bars, width, rtl=rtl)
    height = frame.row * len(bars)
    axes = _axes(frame, height)
    _scale(axes, bars, frame)
    texts: list[ET.Element] = []
    for index, bar in enumerate(bars):
        middle = frame.middle(index)
        axes_y = 1 - middle / height
        texts += _names(bar, frame, middle)
        end = 0.0
        for part, start in _stacked(bar):
            axes.barh(
                axes_y,
                float(part.value),
                frame.thickness / height,
                left=float(start),
                color=TONES[part.tone],
                edgecolor=_EDGE,
                linewidth=0.8,
                clip_on=False,
            )
            sides = [_x(axes, value) for value in (start, start + part.value)]
            end = max(end, *(width - side if rtl else side for side in sides))
            if _width(part.text, _VALUE_SIZE) + _GAP < abs(sides[1] - sides[0]):
                texts.append(_text(part.text, sum(sides) / 2, middle, "middle", part.tone))
        if frame.beside:
            at = max(end, frame.before) + _GAP
            texts.append(_text(bar.value, _side(frame, at), middle, "start"))
    return _svg(axes.get_figure(root=True), texts, label)


def _stacked(bar: Bar) -> Iterator[tuple[Part, Decimal]]:
    """Yield each part with its start; negative ones go the other way from zero."""
    for sign in (1, -1):
        parts = [part for part in bar.parts if part.value * sign > 0]
        starts = [Decimal(0)]
        for part in parts:
            starts.append(starts[-1] + part.value)
        yield from zip(parts, starts, strict=False)


def _axes(frame: _Frame, height: float) -> Axes:
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise MissingExtraError("report", "a chart") from None
    figure = Figure(figsize=(frame.width / 72, height / 72), dpi=72)
    figure.patch.set_visible(False)
    left, right = frame.before / frame.width, frame.after / frame.width
    if frame.rtl:
        left, right = right, left
    axes = figure.add_axes((left, 0, 1 - left - right, 1))
    axes.set_axis_off()
    axes.set_ylim(0, 1)
    axes.set_autoscale_on(False)
    return axes


def _scale(axes: Axes, bars: Sequence[Bar], frame: _Frame) -> None:
    """Let every bar, with its value behind it, just have room."""
    spans = [_span(bar) for bar in bars]
    least = min(start for start, _ in spans)
    room = frame.width - frame.before - frame.after
    per_pixel = [
        float(end - least) / (room - (_width(bar.value, _VALUE_SIZE) + _GAP) * frame.beside)
        for bar, (_, end) in zip(bars, spans, strict=True)
    ]
    start, end = float(least), float(least) + (max(per_pixel) * room or 1.0)
    axes.set_xlim((end, start) if frame.rtl else (start, end))
    if frame.beside:  # else it would run through the names
        axes.axvline(0, color=_EDGE, linewidth=1, clip_on=False)


def _span(bar: Bar) -> tuple[Decimal, Decimal]:
    ends = [Decimal(0), *(start + part.value for part, start in _stacked(bar))]
    return min(ends), max(ends)


def _x(axes: Axes, value: Decimal) -> float:
    return float(axes.transData.transform((float(value), 0))[0])


def _side(frame: _Frame, distance: float) -> float:
    return frame.width - distance if frame.rtl else distance


def _names(bar: Bar, frame: _Frame, middle: float) -> Iterator[ET.Element]:
    if frame.beside:
        yield _text(bar.name, _side(frame, frame.before - _GAP), middle, "end", size=_NAME_SIZE)
        return
    above = middle - frame.thickness / 2 - 12
    yield _text(bar.name, _side(frame, 0), above, "start", size=_NAME_SIZE)
    yield _text(bar.value, _side(frame, frame.width), above, "end")


def _text(
    text: str,
    x: float,
    middle: float,
    anchor: str,
    tone: int | None = None,
    *,
    size: float = _VALUE_SIZE,
) -> ET.Element:
    """Return a text; its anchor follows the direction of the page, as ``text-anchor`` does."""
    element = ET.Element(
        "text",
        {
            "x": f"{x:.1f}",
            "y": f"{middle + size * 0.35:.1f}",
            "text-anchor": anchor,
            "font-size": f"{size:g}",
            "fill": _INK if tone is None else _INK_ON[tone],
        },
    )
    element.text = text
    return element


def _width(text: str, size: float) -> float:
    """Return about how wide a text is; wide characters of East Asia are as wide as high."""
    return (
        sum(
            0
            if unicodedata.combining(c)
            else 1
            if unicodedata.east_asian_width(c) in "WF"
            else 0.58
            for c in text
        )
        * size
    )


def _svg(figure: Figure | None, texts: Sequence[ET.Element], label: str) -> str:
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    file = StringIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    FigureCanvasSVG(figure).print_svg(file, metadata=nothing)  # type: ignore[no-untyped-call]
    drawn = ET.fromstring(file.getvalue())  # noqa: S314 - it is our own drawing
    for element in drawn.iter():
        element.tag = element.tag.rpartition("}")[2]
        element.attrib.pop("id", None)  # a page holds several charts; nothing refers to an id
    svg = ET.Element(
        "svg",
        {"viewBox": drawn.attrib["viewBox"], "role": "img", "aria-label": label},
    )
    svg.extend(element for element in drawn if element.tag == "g")
    svg.extend(texts)
    return ET.tostring(svg, encoding="unicode")
