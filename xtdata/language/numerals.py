"""Chinese numerals as numbers: 十一, 两千零五, 三点五, 一万二千."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}


def chinese_number(numeral: str) -> Decimal:
    """The value of a Chinese *numeral*.

    >>> [int(chinese_number(n)) for n in ("十一", "两千零五", "百", "一万二千", "二〇二四")]
    [11, 2005, 100, 12000, 2024]
    >>> chinese_number("三点五")
    Decimal('3.5')

    Raises ``ValueError`` where *numeral* holds any other character.
    """
    whole, point, fraction = numeral.partition("点")
    if unknown := (set(whole) - {*DIGITS, *PLACES, *MYRIADS}) | (set(fraction) - {*DIGITS}):
        raise ValueError(f"not a Chinese numeral: {numeral!r} ({''.join(sorted(unknown))})")
    return Decimal(f"{_whole(whole)}.{_digits(fraction)}") if point else _whole(whole)


def _digits(numeral: str) -> str:
    return "".join(str(DIGITS[c]) for c in numeral)


def _whole(numeral: str) -> Decimal:
    if len(numeral) > 1 and all(c in DIGITS for c in numeral):
        return Decimal(_digits(numeral))
    return Decimal(_counted(numeral, "亿万"))


def _counted(numeral: str, dividers: str) -> int:
    """What stands before 亿 is counted in it (两万亿, 一亿二千万); a lone digit behind counts the next place down (一万二)."""
    if not dividers:
        return _section(numeral)
    *heads, tail = numeral.split(dividers[0])
    size, value = MYRIADS[dividers[0]], 0
    for head in heads:
        value = (value + _counted(head, dividers[1:]) or 1) * size
    if heads and len(tail) == 1 and tail in DIGITS:
        return value + DIGITS[tail] * size // 10
    return value + _counted(tail, dividers[1:])


def _section(numeral: str) -> int:
    """A numeral below 万; 一百五 is 150, 一百零五 is 105."""
    total, digit, place = 0, None, 10
    for character in numeral:
        if character in PLACES:
            place = PLACES[character]
            total += (1 if digit is None else digit) * place
            digit = None
        elif DIGITS[character]:
            digit = DIGITS[character]
        else:
            place = 10
    return total + (digit or 0) * (place // 10)
