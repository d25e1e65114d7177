"""The indicator of each claim: the noun phrase that its figure measures, restored where the clause leaves it out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xtdata.reading.clauses import Claim
from xtdata.reading.lists import listed_years, split_subjects
from xtdata.reading.places import place_at_head
from xtdata.reading.words import (
    AFTER,
    COMPARED,
    COUNTS,
    DEED,
    FROM,
    LIGHT,
    MONEY,
    OPENERS,
    PREDICATE,
    RELATIONAL,
    SHARE_OF,
    TAIL,
    noun_after,
)

_BRACKET = re.compile(r"[(（][^()（）]{0,30}[)）]$")
_AGAINST = re.compile(
    r"(?:分别|均|都)?(?:高出|高于|低于|快于|领先|优于|好于|超过|超出|低出)[^,，。;、]{1,14}(?:平均(?:水平|值)?|标准|增速|目标|计划|任务|水平|总额|支出)?$"
)
_LISTING = re.compile(r"(?<![^\n]).*等(?:领域|方面|行业|地)?的?(?=[^、等]*$)")
_ATTRIBUTE = re.compile(r"[一-鿿]{0,3}?(?P<what>首期|首期规模|(?:年度|计划|完成|累计)?(?:总?投资额?)|总?规模|总额|面积|)")
_WENT_WELL = re.compile(
    r"(?:加快|持续|不断|稳步|快速|蓬勃|健康|平稳|加速|全面|深入|有力|有效|顺利|高效|明显|进一步){0,9}(?:发展|壮大|推进|扩大|提升|提高|改善|实施|加强|增强|丰收|喜获丰收|落地|突破|优化|完善|开展|增长|攀升){1,9}$"
)
_JOINT = re.compile(r"以及|[、和与及]")
_LONGEST_BEFORE = 400
_SEVERALLY = re.compile(r"分别")


def name_indicators(text: str, claims: Sequence[Claim], blocks: Sequence[int], runs: Sequence[int]) -> list[str]:
    """The indicator of every claim of *text*; *blocks* numbers the block of each, for no subject outlives its block.

    *runs* are the ``run_lengths`` of *claims*.
    """
    names: list[str] = []
    index = 0
    while index < len(claims):
        count = runs[index]
        recent = [names[i] for i in range(max(0, index - 8), index) if blocks[i] == blocks[index]]
        following = claims[index + count] if index + count < len(claims) else None
        listed = _name_list(text, claims, index, count, recent) if count > 1 else None
        if listed:
            names += listed
            index += count
            continue
        after = claims[index + 1] if index + 1 < len(claims) else following
        names.append(_name_one(text, claims, index, after, recent))
        index += 1
    return names


# --- lists ------------------------------------------------------------------------------------------


def _name_list(text: str, claims: Sequence[Claim], first: int, count: int, recent: list[str]) -> list[str] | None:
    before = _before(text, claims, first)
    match = _SEVERALLY.search(before)
    if not match and _core(before):
        return None
    subject, said = (_core(before[: match.start()]), _tailless(before[match.end() :])) if match else ("", "")
    said = "" if _AGAINST.fullmatch(said) else said
    relation = subject if RELATIONAL.fullmatch(subject) else ""
    first_claim = claims[first]
    if subject and not relation and len(listed_years(text, first_claim.sentence, first_claim.start)) == count:
        parts: list[str] | None = [subject] * count
    else:
        parts = None if relation or not subject else split_subjects(subject, count)
    if parts is None:
        parts = _last_distinct(recent, count)
        if parts is None:
            return None
        parts = [_related(part, relation) if relation else part for part in parts]
    return [part + said if said and not part.endswith(said) else part for part in parts]


def _last_distinct(recent: list[str], count: int) -> list[str] | None:
    distinct = list(dict.fromkeys(reversed(recent)))[:count]
    if len(distinct) == count:
        return distinct[::-1]
    return split_subjects(recent[-1], count) if recent else None


# --- one claim --------------------------------------------------------------------------------------


def _name_one(text: str, claims: Sequence[Claim], index: int, following: Claim | None, recent: list[str]) -> str:
    claim = claims[index]
    before = _before(text, claims, index)
    last = recent[-1] if recent else ""
    if share := SHARE_OF.fullmatch(OPENERS.strip(before)):
        return f"{last}占{share['whole']}{share['word'] or '比重'}" if last else before
    core = _core(before)
    unit = claim.quantity.unit
    stop = min(claim.clause_end, following.start if following else len(text))
    if COUNTS.search(unit) or unit[-1:] in "亿万":
        noun = noun_after(text, claim.end, stop) if not MONEY.search(unit) else ""
        if noun:
            return _counted(core, noun, last, before)
    if text[claim.end : claim.end + 1] == "的" and (measured := _measured_behind(text, claim, following, core)):
        return measured
    if index and core and core == _noun_of(text, claims[index - 1], claim.start):
        return last
    if "等" in core and "、" in core and COUNTS.search(unit):
        core = _without_examples(core)
    if not (index and claims[index - 1].sentence == claim.sentence) and (not core or RELATIONAL.fullmatch(core)):
        last = _clause_subject(text, claim) or last
    core = _carry_deed(before, core, last)
    return _complete(core, before, last)


def _before(text: str, claims: Sequence[Claim], index: int) -> str:
    """What stands in the clause before a claim, from the end of the claim before."""
    claim = claims[index]
    start = claim.clause
    if index and claims[index - 1].end > start:
        start = claims[index - 1].end
        if _noun_of(text, claims[index - 1], claim.start) and (joint := _JOINT.search(text, start, claim.start)):
            start = joint.start()
    return text[max(start, claim.start - _LONGEST_BEFORE) : claim.start]


def _noun_of(text: str, claim: Claim, stop: int) -> str:
    """The thing that *claim* counts, where it stands behind the figure."""
    unit = claim.quantity.unit
    return noun_after(text, claim.end, min(stop, claim.clause_end)) if COUNTS.search(unit) and not MONEY.search(unit) else ""


def _core(before: str) -> str:
    """*before* without what opens the clause and without how the figure is said to move."""
    phrase = _BRACKET.sub("", before)
    previous = None
    while phrase != previous:
        previous = phrase
        phrase = FROM.sub("", COMPARED.sub("", TAIL.strip(_BRACKET.sub("", phrase)))) if phrase else phrase
    phrase = _whole_quotes(OPENERS.strip(phrase))
    phrase = _place_off(phrase)
    light = LIGHT.strip(phrase)
    if RELATIONAL.fullmatch(light):
        return phrase
    return OPENERS.strip(light)


def _whole_quotes(phrase: str) -> str:
    """*phrase* without a quotation mark that has no partner in it."""
    if phrase.count("“") == phrase.count("”"):
        return phrase
    return phrase.replace("“", "").replace("”", "")


def _tailless(said: str) -> str:
    return COMPARED.sub("", TAIL.strip(said))


def _place_off(phrase: str) -> str:
    place = place_at_head(phrase)
    return OPENERS.strip(phrase[len(place) :]) if place else phrase


def _counted(core: str, noun: str, last: str, before: str) -> str:
    """The name where the thing counted stands behind the figure: VR产业11个应用示范项目."""
    noun = _whole_quotes(noun)
    trimmed = PREDICATE.sub("", noun)
    noun = trimmed if len(trimmed) >= 2 else noun
    core = _LISTING.sub("", core) if "等" in core and not before.endswith("的") else core
    if "、" in core and not before.endswith("的"):
        verb = DEED.match(core)
        core = verb.group() if verb else ""
    if not core and "其中" in before and len(noun) <= 8 and last:
        return noun + last if len(last) < 12 else noun
    if RELATIONAL.fullmatch(core):
        core = ""
    return core + ("的" if before.endswith("的") and core else "") + noun


def _measured_behind(text: str, claim: Claim, following: Claim | None, core: str) -> str:
    """总投资1.1万亿元的600个省市重点项目: the thing stands behind the figure, and behind the next."""
    place = claim.end + 1
    if following and following.start == place and following.clause == claim.clause:
        place = following.end
    match = AFTER.match(text, place, claim.clause_end)
    attribute = _ATTRIBUTE.fullmatch(core)
    if not match or not attribute:
        return ""
    return PREDICATE.sub("", match.group()) + attribute["what"]


def _without_examples(core: str) -> str:
    """引进甲、乙、丙等总部企业: the names before 等 are examples."""
    verb, kind = DEED.match(core), core.rpartition("等")[2]
    return (verb.group() if verb else "") + kind if len(kind) > 1 else core


def _clause_subject(text: str, claim: Claim) -> str:
    """What the clause before is about, where it prints no figure: 数字经济加快发展，规模达到2万亿元."""
    first = max(claim.sentence, claim.clause - _LONGEST_BEFORE)
    begin = max(text.rfind(mark, first, claim.clause - 1) for mark in "，,；;：:。") + 1
    clause = text[max(begin, first) : max(claim.clause - 1, first)]
    subject = _WENT_WELL.sub("", PREDICATE.sub("", _core(_LISTING.sub("", clause))))
    return subject if 2 <= len(subject) <= 16 else ""


def _carry_deed(before: str, core: str, last: str) -> str:
    """新增A 2家、B 9家: what was done to the first was done to the second."""
    if before[:1] not in {"、", "和", "及"} or not core or DEED.match(core) or RELATIONAL.fullmatch(core):
        return core
    verb = DEED.match(last)
    return verb.group() + core if verb else core


def _complete(core: str, before: str, last: str) -> str:
    """The name, with the subject of the claim before where this one leaves it out."""
    if not core or _AGAINST.fullmatch(core):
        return _without_deed(last) if re.match(r"[,，、]?(?:总数)?(?:达到|累计达)", before) else last
    if RELATIONAL.fullmatch(core):
        return _related(last, core)
    if DEED.fullmatch(core):
        return core + _without_deed(last) if last else core
    return core


def _related(last: str, relation: str) -> str:
    relation = relation.removeprefix("其中").removeprefix("其")
    if relation.startswith("总") or relation in {"数量", "存量"}:
        last = _without_deed(last)
    return last if last.endswith(relation) else last + relation


def _without_deed(name: str) -> str:
    return DEED.sub("", name, count=1) or name
