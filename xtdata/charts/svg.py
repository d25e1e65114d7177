"""A drawing as a stand-alone SVG picture, with the chart's title above and its sources below; no browser is needed to make it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup, escape

from xtdata.charts.drawing import Drawing
from xtdata.charts.marks import Band, Bar, Label, Line, Mark, Run, Symbol
from xtdata.charts.style import FONTS, text_width, wrapped

WIDTH = 960
_HATCH = "hatch"
_LEADING = 1.32
_PAD = 16


def svg(drawing: Drawing, title: str, subtitle: str, notes: Sequence[str], alt: str, width: float = WIDTH) -> str:
    """The SVG of *drawing* at *width* px: *title* and *subtitle* above, *notes* (sources, date) below, *alt* for who cannot see it."""
    style, inner = drawing.style, width - 2 * _PAD
    head, head_height = _paragraphs([(title, style.size * 1.5, True, style.ink), (subtitle, style.size, False, style.muted)], inner, _PAD)
    foot_top = head_height + drawing.height
    foot, height = _paragraphs([(note, style.size * 0.9, False, style.muted) for note in notes], inner, foot_top + style.size)
    marks = drawing.laid_out(inner)
    body = Markup("").join(_draw(mark) for mark in sorted(marks, key=_depth))
    return str(
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{w}" height="{h}" viewBox="0 0 {w} {h}" font-family="{fonts}">'
            "<title>{title}</title><desc>{alt}</desc><defs>{hatches}</defs>"
            '<rect width="{w}" height="{h}" fill="{paper}"/>{head}<g transform="translate({pad} {top})">{body}</g>{foot}</svg>'
        ).format(
            w=_n(width), h=_n(height + _PAD), fonts=FONTS, title=title, alt=alt, hatches=_hatches(marks), paper=style.background, head=head,
            pad=_PAD, top=_n(head_height), body=body, foot=foot,
        )
    )  # fmt: skip


def picture(
    drawing: Drawing, alt: str, width: float, address: Callable[[str], str] | None = None, piece: tuple[float, float] | None = None
) -> Markup:
    """The drawing alone, laid out for *width* px and scaled to the place where it stands: for a page that has its own words around it.

    With *address*, each bar and each symbol is a link to the address of its observation. With *piece*, only what lies between these two
    heights in px is drawn.
    """

    def linked(mark: Mark) -> Markup:
        drawn = _draw(mark)
        if address is None or not isinstance(mark, Bar | Symbol):
            return drawn
        return Markup('<a href="{}" aria-label="{}">{}{}</a>').format(
            address(mark.touch.id), "，".join(mark.touch.says), _finger(mark) if isinstance(mark, Symbol) else "", drawn
        )

    top, bottom = piece or (0, drawing.height)
    marks = sorted((mark for mark in drawing.laid_out(width) if piece is None or lies_within(mark, top, bottom)), key=_depth)
    return Markup(
        '<svg role="{}" viewBox="0 {} {} {}" {}aria-label="{}" font-family="{}"><defs>{}</defs>{}</svg>'
    ).format(
        "group" if address else "img", _n(top), _n(width), _n(bottom - top),
        Markup('preserveAspectRatio="xMinYMin" ') if piece else "", alt, FONTS, _hatches(marks), Markup("").join(map(linked, marks))
    )  # fmt: skip


def lies_within(mark: Mark, top: float, bottom: float) -> bool:
    """Whether *mark* shows between two heights of its drawing; a label or a symbol counts where its middle lies."""
    if isinstance(mark, Label | Symbol):
        return top <= mark.y < bottom
    return max(mark.y0, mark.y1) >= top and min(mark.y0, mark.y1) < bottom


def _finger(mark: Symbol) -> Markup:
    """The room around a small mark in which a click is meant for it."""
    return Markup('<circle cx="{}" cy="{}" r="{}" fill="transparent"/>').format(_n(mark.x), _n(mark.y), _n(max(9, mark.size / 2)))


def _hatches(marks: Iterable[Mark]) -> Markup:
    """The patterns that the bars among *marks* are hatched with."""
    return Markup("").join(
        _pattern(color) for color in dict.fromkeys(mark.stroke for mark in marks if isinstance(mark, Bar) and mark.hatch)
    )


def _depth(mark: Mark) -> int:
    """What lies below is drawn first."""
    if isinstance(mark, Line):
        return 1 if mark.below else 3
    return {Band: 0, Bar: 2, Symbol: 4, Label: 5}[type(mark)]


def _draw(mark: Mark) -> Markup:
    if isinstance(mark, Line):
        dash = Markup(' stroke-dasharray="{0} {0}"').format(_n(max(1.5, mark.width))) if mark.dotted else Markup("")
        return Markup('<line x1="{}" x2="{}" y1="{}" y2="{}" stroke="{}" stroke-width="{}"{}/>').format(
            _n(mark.x0), _n(mark.x1), _n(mark.y0), _n(mark.y1), mark.color, _n(mark.width), dash
        )
    if isinstance(mark, Band):
        return _rect(mark, mark.color, Markup(' opacity="0.6"'))
    if isinstance(mark, Bar):
        outline = Markup(' stroke="{}" stroke-width="{}" data-fact="{}"').format(mark.stroke, _n(mark.stroke_width), mark.touch.id)
        fill = _rect(mark, mark.fill, outline, _title(mark))
        return fill + (
            _rect(mark, f"url(#{_hatch_id(mark.stroke)})", Markup(' opacity="{}"').format(_n(min(1, 2 * mark.hatch)))) if mark.hatch else ""
        )
    return _symbol(mark) if isinstance(mark, Symbol) else _label(mark)


def _rect(mark: Bar | Band, fill: str, more: Markup, inside: Markup | str = "") -> Markup:
    left, width = min(mark.x0, mark.x1), abs(mark.x1 - mark.x0)
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"{}>{}</rect>').format(
        _n(left), _n(mark.y0), _n(width), _n(mark.y1 - mark.y0), fill, more, inside
    )


def _title(mark: Bar | Symbol) -> Markup:
    return Markup("<title>{}</title>").format("\n".join(mark.touch.says))


def _symbol(mark: Symbol) -> Markup:
    style = Markup('fill="{}" stroke="{}" stroke-width="{}" data-fact="{}"').format(
        mark.fill, mark.stroke, _n(mark.stroke_width), mark.touch.id
    )
    x, y, r = mark.x, mark.y, mark.size / 2
    if mark.shape == "circle":
        return Markup('<circle cx="{}" cy="{}" r="{}" {}>{}</circle>').format(_n(x), _n(y), _n(r), style, _title(mark))
    if mark.shape == "tick":
        tick = Markup('stroke="{}" stroke-width="{}" data-fact="{}"').format(mark.stroke, _n(max(1, mark.stroke_width)), mark.touch.id)
        return Markup('<line x1="{0}" x2="{1}" y1="{2}" y2="{2}" {3}>{4}</line>').format(_n(x - r), _n(x + r), _n(y), tick, _title(mark))
    if mark.shape == "bar-end":
        end = Markup('stroke="{}" stroke-width="{}" data-fact="{}"').format(mark.stroke, _n(max(1, mark.stroke_width)), mark.touch.id)
        return Markup('<line x1="{0}" x2="{0}" y1="{1}" y2="{2}" {3}>{4}</line>').format(_n(x), _n(y - r), _n(y + r), end, _title(mark))
    corners = " ".join(f"{_n(x + r * a)},{_n(y + r * b)}" for a, b in _CORNERS[mark.shape])
    return Markup('<polygon points="{}" {}>{}</polygon>').format(corners, style, _title(mark))


_CORNERS: dict[str, tuple[tuple[float, float], ...]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "up": ((0, -1.1), (1.2, 1), (-1.2, 1)),
    "down": ((0, 1.1), (1.2, -1), (-1.2, -1)),
    "left": ((-1.1, 0), (1, -1.2), (1, 1.2)),
    "right": ((1.1, 0), (-1, -1.2), (-1, 1.2)),
}


def _label(mark: Label) -> Markup:
    """Lines of text whose block is centred on the label's place, or ends there."""
    step = mark.size * _LEADING
    block = step * (len(mark.lines) - 1)
    x, last = mark.x + mark.dx, mark.y + mark.dy + (-mark.size * 0.3 if mark.bottom else block / 2 + mark.size * 0.36)
    anchor = {"left": "start", "center": "middle", "right": "end"}[mark.anchor]
    out = _behind(mark, x, last - block) if mark.background else Markup("")
    for number, line in enumerate(mark.lines):
        runs = Markup("").join(map(_run, line))
        out += Markup('<text x="{}" y="{}" font-size="{}" fill="{}" text-anchor="{}">{}</text>').format(
            _n(x), _n(last - block + number * step), _n(mark.size), mark.color, anchor, runs
        )
    return out


def _behind(mark: Label, x: float, first: float) -> Markup:
    """The background of a label."""
    width = max(text_width("".join(run.text for run in line), mark.size) for line in mark.lines)
    left = x - {"left": 0, "center": width / 2, "right": width}[mark.anchor]
    height = mark.size * _LEADING * len(mark.lines)
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>').format(
        _n(left), _n(first - mark.size), _n(width), _n(height), mark.background
    )


def _run(run: Run) -> Markup:
    bold = Markup(' font-weight="bold"') if run.bold else Markup("")
    color = Markup(' fill="{}"').format(run.color) if run.color else Markup("")
    return Markup("<tspan{}{}>{}</tspan>").format(bold, color, run.text) if bold or color else escape(run.text)


def _paragraphs(texts: Iterable[tuple[str, float, bool, str]], width: float, top: float) -> tuple[Markup, float]:
    """Paragraphs (words, size, bold, colour) below *top*, and where they end."""
    out = Markup("")
    for words, size, bold, color in texts:
        for line in wrapped(words, size, width):
            top += size * _LEADING
            weight = Markup(' font-weight="bold"') if bold else Markup("")
            out += Markup('<text x="{}" y="{}" font-size="{}" fill="{}"{}>{}</text>').format(
                _PAD, _n(top - size * 0.3), _n(size), color, weight, line
            )
    return out, top


def _hatch_id(color: str) -> str:
    return f"{_HATCH}-{color.removeprefix('#')}"


def _pattern(color: str) -> Markup:
    return Markup(
        '<pattern id="{}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<line x1="0" x2="0" y1="0" y2="7" stroke="{}" stroke-width="3"/></pattern>'
    ).format(_hatch_id(color), color)


def _n(number: float) -> str:
    """A number for an attribute: at most two places."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
