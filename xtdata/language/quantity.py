"""Printed numbers in Chinese text: value, unit and qualifier, and whether a number is a claim at all.

``scan`` reads *folded* text (see ``xtdata.language.text.fold``) and returns every printed number, in order. How a figure is
read follows the conventions in the editors' manual: the printed magnitude at its printed scale (``1.2万亿元`` is
1.2, unit 万亿元), a fall negative, elided units restored, a from–to and a range each one quantity.
"""

from __future__ import annotations

from xtdata.language.grouping import as_name, carry_qualifiers, carry_signs, govern_counts, join, restore_units
from xtdata.language.interval import last_place
from xtdata.language.reading import CLAIM, Quantity, read_numbers
from xtdata.language.units import same_unit, split_unit
from xtdata.language.variants import simplified

__all__ = ["CLAIM", "Quantity", "claims", "last_place", "same_unit", "scan", "split_unit"]


def scan(text: str) -> list[Quantity]:
    """Every printed number of folded *text*, in order, claims and others.

    >>> [(str(q.value), q.unit, q.qualifier) for q in scan("完成投资255亿元,超1.4万家,解决问题100多个") if q.is_claim]
    [('255', '亿元', 'exact'), ('1.4', '万家', 'over'), ('100', '个', 'approx_over')]
    >>> [q.kind for q in scan("第3批,8000t/d,“五个100”")]
    ['ordinal', 'name', 'slogan']
    """
    text = simplified(text)
    found = list(read_numbers(text))
    found = carry_qualifiers(text, carry_signs(text, restore_units(text, found)))
    found = join(text, found)
    found = [as_name(text, quantity, following) for quantity, following in zip(found, [*found, None][1:], strict=True)]
    return govern_counts(text, found)


def claims(text: str) -> list[Quantity]:
    """The numbers of folded *text* that could be an indicator's value."""
    return [quantity for quantity in scan(text) if quantity.is_claim]
