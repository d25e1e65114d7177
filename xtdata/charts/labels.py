"""Where the labels of a chart go, so that none hides another at any width.

Places are computed at the narrowest width. On a wider page x-distances only grow while texts and heights keep their size,
so what is apart there stays apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


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

    def meets(self, other: Box) -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def inside(self, other: Box) -> bool:
        return other.left <= self.left and self.right <= other.right and other.top <= self.top and self.bottom <= other.bottom


@dataclass
class Labels:
    """Boxes that are taken on a page of a given size."""

    page: Box
    taken: list[Box] = field(default_factory=list)

    def take(self, box: Box) -> None:
        """Keep *box* free of labels."""
        self.taken.append(box)

    def is_free(self, box: Box) -> bool:
        return box.inside(self.page) and not any(box.meets(other) for other in self.taken)

    def place(self, candidates: Iterable[tuple[float, float]], width: float, height: float) -> tuple[float, float] | None:
        """The first centre where a box of that size is free, which is then taken; ``None`` where there is none."""
        for x, y in candidates:
            box = Box.around(x, y, width, height)
            if self.is_free(box):
                self.take(box)
                return x, y
        return None
