"""What joins the segments of a sentence: a choice among them, rewards for each, cases, and what stands instead."""

import re
from collections.abc import Sequence
from typing import Final

from nlp.policies.found import Found, Item, Joined, all_of, is_required, leaves, start_of
from nlp.policies.logic.choices import Choice, choice_of, choice_of_these
from nlp.policies.logic.exemptions import freed_before, instead_of, is_of_everyone
from nlp.policies.logic.joining import RELAXED, either_of, is_field, is_of_other_firms
from nlp.policies.logic.leads import applies_too
from nlp.policies.logic.tiers import Part, is_kind, with_case
from nlp.policies.logic.whom import firms_named, unjudged, whom
from nlp.policies.relevance import is_rewarded
from nlp.policies.text.clauses import Piece
from ontology.eligibility.conditions import Joint, Kind, Operator

_FALLS_SHORT: Final = re.compile(
    "^未达到?[^，；。]{0,8}，但|^(?:没有|无|不具备|未(?:取得|获得|拥有))[^，；。]{2,14}的，|(?:达不到|未达到?|不满足|不符合|不具备|低于)[^，；。]{0,12}(?:上述|前述|以上|该|标准|要求|条件)"
)
_APPLIED_FOR: Final = re.compile("(?:申请|申报)(?P<award>[^，；。（的]{2,16})(?:（[^（）]*）)?的?，")
_BRANCHES: Final = re.compile(
    r"(?P<trades>[^，；。（(]{2,40}?)等[^，；。]{0,10}?(?:行业|领域)[^；。]{0,24}?"
    r"(?:允许[^；。]{0,8}分支机构|分支机构[^；。]{0,10}?(?:可|允许))"
)


def chosen(segments: Sequence[Piece], parts: Sequence[Part], kinds: Sequence[Kind]) -> list[Item]:
    """符合下列条件之一：…；…；…: the segments are alternatives; nothing where the sentence says no such thing."""
    place, lead, choice = _choice_within(segments)
    if choice.op is Joint.ALL or any(kind is not Kind.REQUIRED for kind in kinds):
        return []
    begins = segments[place].start + len(lead)
    own = tuple(one for one in parts[place] if start_of(one) < begins)
    before = [one for part in parts[:place] for one in part]
    options = [tuple(one for one in part if one not in own) for part in parts[place:]]
    listed = tuple(
        all_of(option) if option else unjudged(segment)
        for option, segment in zip(options, segments[place:], strict=True)
    )
    if all(is_field(one, "other") for one in listed):
        return [*before, *own]  # no field holds any of them
    return [*before, *own, Joined(choice.op, listed, choice.n)]


def _choice_within(segments: Sequence[Piece]) -> tuple[int, str, Choice]:
    """Which segment lets choose among what it and the next ones say, by its words before a colon."""
    for place, segment in enumerate(segments[:-1]):
        lead, colon, _ = str(segment).partition("：")
        choice = choice_of(lead) if colon else Choice(Joint.ALL)
        if choice.op is not Joint.ALL:
            return place, lead, choice
    return 0, "", Choice(Joint.ALL)


def earned(segments: Sequence[Piece], parts: Sequence[Part]) -> list[Item]:
    """对国家企业技术中心，奖励100万元；对省级企业技术中心，奖励50万元: a firm needs to earn one of them."""
    pieces = [one for segment in segments for one in _parts_that_give(segment)]
    items = [item for part in parts for item in part]
    told = [(str(one), tuple(item for item in items if one.start <= start_of(item) < one.end)) for one in pieces]
    earned = [(words, part) for words, part in told if part]
    if len(earned) < 2 or not all(is_rewarded(words) and all(map(is_required, part)) for words, part in earned):
        return []
    return [Joined(Joint.ANY, tuple(all_of(part) for _, part in earned))]


def _parts_that_give(segment: Piece) -> list[Piece]:
    """A segment, cut where it turns to other firms: 对小巨人企业奖励100万元，对单项冠军企业奖励200万元."""
    cuts = [segment.start, *(segment.start + one.start() + 1 for one in re.finditer("，(?=对)", str(segment)))]
    return [Piece(segment.text, start, end) for start, end in zip(cuts, [*cuts[1:], segment.end], strict=True)]


def applied_for(segments: Sequence[Piece], parts: Sequence[Part]) -> list[Item]:
    """申请A级补助，应…；申请B级补助，应…: what one award asks, or what another does."""
    told = [
        (found["award"], part)
        for one, part in zip(segments, parts, strict=True)
        if (found := _APPLIED_FOR.match(str(one))) and part and all(map(is_required, part))
    ]
    if len(told) < 2 or len({award for award, _ in told}) < len(told) or len(told) < sum(map(bool, parts)):
        return []
    return [Joined(Joint.ANY, tuple(all_of(part) for _, part in told))]


def with_choice_behind(items: list[Item], segment: Piece) -> list[Item]:
    """…、…，以上资质至少具备一项: what stands before is a choice."""
    choice, at = choice_of_these(str(segment))
    if choice is None:
        return items
    since = segment.start + max(str(segment).rfind("：", 0, at), 0)
    chosen = tuple(one for one in items if since <= start_of(one) < segment.start + at and is_required(one))
    rest = [one for one in items if one not in chosen]
    return [*rest, Joined(choice.op, chosen, choice.n)] if len(chosen) > 1 else items


def with_branches(segments: Sequence[Piece], parts: Sequence[Part]) -> list[Part]:
    """石油石化等行业的分支机构也可以申报: there a branch may apply, so that no legal person is asked for."""
    told = list(parts)
    for place, segment in enumerate(segments):
        found = _BRANCHES.search(str(segment))
        if not found:
            continue
        values = tuple(re.split("、|和|及|或", found["trades"]))
        free = Found("sector", Operator.IN, values, segment.start + found.start(), segment.start + found.end())
        told = [tuple(either_of(one, free) if is_field(one, "legal_person") else one for one in part) for part in told]
        told[place] = tuple(one for one in told[place] if not is_field(one, "legal_person", "sector"))
    return told


def _is_instead(segment: Piece, before: Part, part: Part) -> bool:
    """Whether a segment stands instead of the one before: 收入达不到上述标准的, …；或获得国家级奖励."""
    if _FALLS_SHORT.search(str(segment)) or applies_too(str(segment)):
        return True
    return bool(re.match("或者?", str(segment))) and all(map(is_required, (*before, *part)))


def with_fallbacks(segments: Sequence[Piece], parts: Sequence[Part]) -> list[Part]:
    """Parts that hold something; one that stands instead of what was said before joins it."""
    told: list[Part] = []
    before: Piece | None = None
    for segment, part in zip(segments, parts, strict=True):
        if part and before and (unread := _unread_end(before, told, segment)):
            told = [*told[:-1], (*told[-1], either_of(unjudged(unread), all_of(part)))]
        elif part:
            told = _with_segment(told, part, segment)
        before = segment
    return told


def _unread_end(before: Piece, told: Sequence[Part], segment: Piece) -> Piece | None:
    """The last clause of a segment that asks for what no field holds, where the next one begins with 或."""
    clauses = before.clauses()
    if not told or len(clauses) < 2 or not re.match("或者?", str(segment)):
        return None
    last = clauses[-1]
    read = any(one.end > last.start and one.start < before.end for item in told[-1] for one in leaves(item))
    return None if read or not re.search(r"\d", str(last)) else last


def _with_segment(told: list[Part], part: Part, segment: Piece) -> list[Part]:
    """The parts of a sentence with the next: it frees from some, eases them, or stands instead of the last."""
    text, before = str(segment), [item for one in told for item in one]
    freed = freed_before(text, before)
    if freed:
        who = firms_named(segment.clauses()[0])
        asked = part if who is None or any(is_kind(one) for one in part) else (who, *part)
        return [tuple(instead_of(before, freed, asked))]
    if told and (
        text.startswith("其中") or RELAXED.search(text) or is_of_other_firms(list(told[-1]), list(part), text)
    ):
        part = (*whom(_after_lead(segment), part), *part)
        if len(part) > 1 and _names_firms(told[-1]):
            return [*told, part]
        eased = with_case(told[-1], part)
        return [*told[:-1], tuple(eased)] if len(eased) <= len(told[-1]) else [*told, part]
    if not told or not _is_instead(segment, told[-1], part):
        return [*told, part]
    if re.match("或者?", text):
        return [*told[:-1], _or_else(told[-1], part)]
    return [*told[:-1], (*told[-1][:-1], either_of(told[-1][-1], all_of(part)))]


def _names_firms(part: Part) -> bool:
    """Whether a part says first for which firms it is."""
    return is_field(part[0], "industry", "sector", "size_class", "titles", "above_scale", "other")


def _after_lead(segment: Piece) -> Piece:
    """A segment without its 其中，."""
    lead = re.match("其中，?", str(segment))
    return Piece(segment.text, segment.start + (lead.end() if lead else 0), segment.end)


def _or_else(before: Part, part: Part) -> Part:
    """A；或者B: all that the segment before asks, but for what is asked of everyone, or what this one does."""
    again = {one.field for item in part for one in leaves(item)}
    asked = tuple(one for one in before if not is_of_everyone(one) or any(leaf.field in again for leaf in leaves(one)))
    asked = asked or before[-1:]
    return (*(one for one in before if one not in asked), either_of(all_of(asked), all_of(part)))
