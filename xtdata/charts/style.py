"""How charts are styled: colours, sizes, and how wide a text is."""

from __future__ import annotations

from dataclasses import dataclass

from xtdata.facts.fact import Fact
from xtdata.model.catalogue import Catalogue

FONTS = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"
TEXT_SIZES = (14, 17, 20)
"""Chart text in px: on a phone or a laptop, on a large screen, on one of 1920 px and more."""
_OPENING = "（“《「"


@dataclass(frozen=True)
class Style:
    """Light or dark, for a page or for a meeting room.

    ``small`` is for a picture beside others, which is scaled to its place. ``derived`` draws figures that are computed, not printed;
    ``recent`` draws of a long series only the latest years that hold together. ``text`` is the size of chart text in px on the reader's
    screen, ``meeting`` that in a meeting room, 0 elsewhere. ``plot`` is the height of a plot over the years, in px at 14 px text.
    """

    dark: bool = False
    meeting: int = 0
    small: bool = False
    derived: bool = True
    recent: bool = True
    text: int = TEXT_SIZES[0]
    plot: float = 250

    @property
    def size(self) -> int:
        """Chart text in px."""
        return self.meeting or self.text

    @property
    def narrow(self) -> int:
        """The width in px at which every label still has to fit: a phone, or a projector."""
        return 1680 if self.meeting else 270 if self.small else 25 * self.text

    def px(self, length: float) -> float:
        """A length that is meant for 14 px text, at this style's size."""
        return round(length * self.size / 14, 1)

    @property
    def background(self) -> str:
        return "#16181C" if self.dark else "#FBFAF7"

    @property
    def ink(self) -> str:
        return "#E8E6E1" if self.dark else "#1F2328"

    @property
    def muted(self) -> str:
        """Second-rank text: 4.5:1 on the background."""
        return "#A3A7AE" if self.dark else "#666A70"

    @property
    def faint(self) -> str:
        """Grid lines and tracks."""
        return "#363A42" if self.dark else "#DDD8CD"

    @property
    def context(self) -> str:
        """Grey marks behind the ones that matter."""
        return "#6B7078" if self.dark else "#A9A69E"

    @property
    def alarm(self) -> str:
        """What is missing to a target: 4.5:1 on the background."""
        return "#F08A7E" if self.dark else "#B3261E"

    def region(self, catalogue: Catalogue, region: str) -> str:
        """The colour of *region*, lightened on a dark background until it stands out."""
        color = catalogue.regions[region].color or self.muted
        return lightened(color, 0.28) if self.dark else color

    def fact(self, fact: Fact) -> str:
        """The colour of the fact's region; half way to the background where the fact is only cited."""
        color = self.region(fact.catalogue, fact.region)
        return mixed(color, self.background, 0.5) if fact.is_cited_only else color

    @property
    def pale_alarm(self) -> str:
        """The alarm where a figure is only cited, half way to the background."""
        return mixed(self.alarm, self.background, 0.5)

    def words(self, fact: Fact) -> str:
        """The colour of words about the fact: that of its region; grey, and still readable, where the fact is only cited."""
        return self.muted if fact.is_cited_only else self.region(fact.catalogue, fact.region)


def lightened(color: str, share: float) -> str:
    """*color* mixed with white.

    >>> lightened("#000000", 0.5)
    '#808080'
    """
    return mixed(color, "#FFFFFF", share)


def mixed(color: str, other: str, share: float) -> str:
    """*color* with *share* of *other* in it.

    >>> mixed("#000000", "#FF0000", 0.5)
    '#800000'
    """
    parts = [(int(color[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(one + (two - one) * share):02X}" for one, two in parts)


def text_width(text: str, size: float) -> float:
    """About how many px *text* takes, on the generous side.

    >>> text_width("8.1%", 14) < text_width("预计8.1%", 14)
    True
    """
    return sum(size * (1.02 if ord(c) > 0x2E7F or c in "“”" else 0.92 if c == "%" else 0.6) for c in text)


def wrapped(text: str, size: float, width: float) -> list[str]:
    """*text* in lines of at most *width* px; a line never ends with an opening bracket.

    >>> wrapped("一二三四五", 10, 31)
    ['一二三', '四五']
    """
    lines = [""]
    for char in text:
        if lines[-1] and text_width(lines[-1] + char, size) > width:
            carried = lines[-1][-1] if lines[-1][-1] in _OPENING else ""
            lines[-1] = lines[-1].removesuffix(carried) if carried else lines[-1]
            lines.append(carried)
        lines[-1] += char
    return lines
