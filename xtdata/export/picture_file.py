"""The chart of an extract as a picture with its title, its sources and its date: SVG, and PNG through resvg. No browser is needed."""

from __future__ import annotations

from xtdata.export.extract import Extract, NoChart
from xtdata.export.fonts import chinese_font
from xtdata.export.formats import CannotExport, register
from xtdata.facts import wording

WIDTH = 960
_SOURCES = 5
# What a picture may hold, in px: 4 bytes each in memory.
_MOST_PIXELS = 24_000_000
_SHARP, _LEAST = 2.0, 0.7
NO_FONT = "这台机器没有中文字体，画不出 PNG；请安装一种（如 Debian 的 fonts-noto-cjk），或改用 SVG。"


@register("svg", label="SVG", media_type="image/svg+xml", group="picture")
def write_svg(extract: Extract) -> bytes:
    """The chart as SVG, on a light ground. Raises ``NoChart`` where it is a table or a list."""
    return _drawn(extract).encode()


@register("png", label="PNG", media_type="image/png", group="picture")
def write_png(extract: Extract) -> bytes:
    """The chart as PNG, two px for one of the SVG. Raises ``NoChart``, and ``CannotExport`` where the machine has no Chinese font."""
    from resvg_py import svg_to_bytes

    font = chinese_font()
    if font is None:
        raise CannotExport(NO_FONT)
    drawn = _drawn(extract)
    zoom = min(_SHARP, (_MOST_PIXELS / (WIDTH * _height(drawn))) ** 0.5)
    if zoom < _LEAST:
        raise CannotExport("这张图太长，画不成 PNG；请用筛选缩小范围，或改用 SVG。")
    return bytes(
        svg_to_bytes(
            svg_string=drawn,
            zoom=zoom,
            skip_system_fonts=bool(font.files),
            font_files=list(font.files),
            font_family=font.family,
            sans_serif_family=font.family,
            languages=["zh-Hans"],
        )
    )


def _drawn(extract: Extract) -> str:
    chart = extract.shown_chart
    if chart.drawing is None:
        raise NoChart(f"“{chart.title}”是一张表，没有图片可下载；可以下载 Excel 或 CSV。")
    return chart.svg(_notes(extract), WIDTH)


def _height(drawn: str) -> float:
    """The height in px that the SVG *drawn* says of itself."""
    return float(drawn.partition(' height="')[2].partition('"')[0])


def _notes(extract: Extract) -> list[str]:
    """The lines below the drawing: its glyphs, what it leaves out, its sources, and when it was made of which data."""
    chart = extract.shown_chart
    known = wording.printers(extract.dataset.facts[key] for key in chart.ids)
    more = f"；等 {len(known)} 份" if len(known) > _SOURCES else ""
    day, site = extract.day, extract.site.rstrip("/")
    made = f"{extract.dataset.catalogue.title} · {day.year}年{day.month}月{day.day}日制图 · 数据版本 {extract.version}"
    lines = [
        "　".join(f"{glyph} {meaning}" for glyph, meaning in chart.legend),
        chart.left_out,
        f"来源：{'；'.join(known[:_SOURCES])}{more}",
        f"{made} · {site}" if site else made,
    ]
    return [line for line in lines if line]
