"""Chinese numerals as numbers: 十一, 两千零五, 三点五, 一万二千."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
NUMERAL_CHARACTERS = "".join([*DIGITS, *PLACES])


def chinese_number(numeral: str) -> Decimal:
    """The value of a Chinese *numeral*.

    >>> [int(chinese_number(n)) for n in ("十一", "两千零五", "百", "一万二千", "二〇二四")]
    [11, 2005, 100, 12000, 2024]
    >>> chinese_number("三点五")
    Decimal('3.5')

    Raises ``ValueError`` where *numeral* holds any other character.
    """
    whole, point, fraction = numeral.partition("点")
    if unknown := set(whole + fraction) - {*DIGITS, *PLACES, *MYRIADS}:
        raise ValueError(f"not a Chinese numeral: {numeral!r} ({''.join(sorted(unknown))})")
    value = Decimal(_whole(whole))
    if point:
        value += Decimal("0." + "".join(str(DIGITS[c]) for c in fraction))
    return value


def _whole(numeral: str) -> int:
    if len(numeral) > 1 and all(c in DIGITS for c in numeral):
        return int("".join(str(DIGITS[c]) for c in numeral))
    total = section = digit = 0
    pending = False
    for character in numeral:
        if character in DIGITS:
            digit, pending = DIGITS[character], True
        elif character in PLACES:
            section += (digit if pending else 1) * PLACES[character]
            digit, pending = 0, False
        else:
            total = (total + (section + digit or 1)) * MYRIADS[character]
            section, digit, pending = 0, 0, False
    return total + section + digit
