"""Where the labels of a chart go, so that none hides another at any width.

Places are computed at the narrowest width. On a wider page x-distances only grow while texts and heights keep their size,
so what is apart there stays apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import hypot


@dataclass(frozen=True)
class Box:
    """A rectangle in px, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @staticmethod
    def around(x: float, y: float, width: float, height: float) -> Box:
        return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def meets(self, other: Box) -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def inside(self, other: Box) -> bool:
        return other.left <= self.left and self.right <= other.right and other.top <= self.top and self.bottom <= other.bottom


@dataclass
class Layout:
    """Boxes that are taken on a page of a given size."""

    page: Box
    taken: list[Box] = field(default_factory=list)

    def free(self, box: Box) -> bool:
        return box.inside(self.page) and not any(box.meets(other) for other in self.taken)

    def place(self, candidates: Iterable[tuple[float, float]], width: float, height: float) -> tuple[float, float] | None:
        """The first centre where a box of that size is free, which is then taken; ``None`` where there is none."""
        for x, y in candidates:
            box = Box.around(x, y, width, height)
            if self.free(box):
                self.taken.append(box)
                return x, y
        return None


def marker_places(spans: Sequence[tuple[float, float]], ys: Sequence[float], size: float) -> list[float]:
    """For spans (x0, x1) at heights *ys* (px): the x of each one's marker, in its middle where that is free.

    Where no place is free, the marker lies as far from the others as its span allows.

    >>> marker_places([(0, 100), (0, 100)], [10, 12], 12)
    [50.0, 25.0]
    >>> marker_places([(0, 20), (0, 20)], [10, 10], 12)
    [10.0, 17.6]
    """
    taken: list[Box] = []
    places = []
    for (start, end), y in zip(spans, ys, strict=True):
        tries = [start + share * (end - start) for share in (0.5, 0.25, 0.75, 0.12, 0.88)]
        free = [x for x in tries if not any(Box.around(x, y, size, size).meets(other) for other in taken)]
        places.append(free[0] if free else max(tries, key=lambda x: min(hypot(box.middle[0] - x, box.middle[1] - y) for box in taken)))
        taken.append(Box.around(places[-1], y, size, size))
    return places
