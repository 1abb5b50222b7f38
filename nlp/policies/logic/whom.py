"""For whom something else is asked: firms of a field by the name the text gives them, else for a person to judge."""

import re
from collections.abc import Sequence
from typing import Final

from nlp.policies.found import Found, Item
from nlp.policies.text.clauses import Piece
from ontology.eligibility.conditions import Operator

_FOR_SOME: Final = re.compile(
    r"(?:其中)?(?:属于)?(?:对)?(?P<who>[一-龥、]{2,16}?)等?(?:类|行业|领域)?(?:的)?(?P<noun>企业|单位|项目|产品|平台|机构|提供商|服务商|产业链|(?<=类))(?:的)?(?:，)?(?:[^，；。\d]{0,10}\d|可|则|应|须|需|不|适当|放|降|达|为|[≥>\d])"
)
_NOBODY: Final = re.compile(
    "^属于|其他|其它|其余|上述|申报|申请|以上|部分|该|此|有关|相关|符合|特殊|不|年|收入|可|已|满"
)
_OF_A_PART: Final = re.compile(
    r"(?:其中|对于?)?(?P<who>[一-龥]{1,10}(?:州|县|区|市|地区|山区|库区|老区|片区)[一-龥]{0,4}(?:企业|单位|项目))(?=[\d一二三四五六七八九十不可达须应]|，)"
)
_OF_A_KIND: Final = re.compile("(?:其中)?(?P<who>属于[一-龥]{2,10}的)(?:，|(?=[应须需可达满不]))")
_FIRMS_FIRST: Final = re.compile("(?!上述|以上|该|新)[一-龥、]{2,16}?(?:企业|项目|平台)(?=不)")
_SOME_BEFORE: Final = re.compile(
    "(?:^|[：，；。（\n])(?:其中)?(?P<who>[一-龥、]{2,14}(?:企业|项目|地区|平台|提供商|类))(?:应|须)?(?:上(?:一)?年度?|年度?)?$"
)
_OF_FIELD: Final = re.compile(
    "(?:其中)?(?:属于)?(?P<name>[一-龥、]{2,16}?)(?:类|行业|领域|产业)?的?企业(?:(?:申请|申报|提出申请)?的)?"
    "|(?:其中)?属于(?P<field>[一-龥]{2,10}(?:产业|行业|领域))的"
)
_NO_FIELD: Final = re.compile(  # what sets firms apart by their state or place, and not by what they make
    "其他|其余|型|申报|申请|上述|以上|成立|注册|年|收入|上市|符合|西部|[州县市区]|项目|搬迁|改制|新建|新设|初创|引进|试点|示范"
)
_LONGEST_NAME: Final = 24  # characters of the name of an alternative that a person has to judge


def unjudged(piece: Piece) -> Found:
    """An alternative that no field holds: a person has to judge it."""
    name = re.sub("^(?:或者?|属于|为|具有|具备|拥有|已)+", "", str(piece))
    return Found("other", Operator.JUDGE, name.strip("。；，")[:_LONGEST_NAME], piece.start, piece.end)


def unless(piece: Piece) -> Found:
    """What leaves all others free: that one is not of the kind which a clause names, for a person to judge."""
    named = unjudged(piece)
    return Found("other", Operator.JUDGE, f"非{named.value}", piece.start, piece.end)


def speaks_of_some(clause: str) -> bool:
    """Whether a clause begins with the firms that its figure is for: 设计类企业达到2000万元."""
    return bool(_FOR_SOME.match(clause) or _OF_A_KIND.match(clause))


def whom(piece: Piece, here: Sequence[Item]) -> list[Item]:
    """农产品加工企业可放宽到80%: for whom, by the name the text gives them, where no other field says it."""
    found = _FOR_SOME.match(str(piece))
    if len(here) != 1 or not found or _NOBODY.search(found["who"]):
        return _elsewhere(piece, here)
    who = Piece(piece.text, *(piece.start + at for at in found.span("who")))
    whole = Piece(piece.text, who.start, piece.start + found.end("noun"))
    if not found["noun"]:
        return [unjudged(whole)]  # 节能类: a class of the policy's own
    return [_named(whole if found["noun"] in {"项目", "平台", "机构", "提供商", "服务商"} else who)]


def _elsewhere(piece: Piece, here: Sequence[Item]) -> list[Item]:
    """南疆四地州企业十五万元以上: firms of a part of the country, which a person has to tell."""
    kind = _OF_A_KIND.match(str(piece))
    if kind and len(here) == 1:
        return [firms_of_case(Piece(piece.text, piece.start + kind.start("who"), piece.start + kind.end("who")))]
    found = _OF_A_PART.match(str(piece))
    if not found or len(here) != 1:
        return []
    return [unjudged(Piece(piece.text, piece.start, piece.start + found.end("who")))]


def firms_named(piece: Piece) -> Found | None:
    """Firms that a clause begins with: 生物医药、人工智能企业不作要求; None where it names none."""
    found = _FIRMS_FIRST.match(str(piece))
    return _named(Piece(piece.text, piece.start, piece.start + found.end())) if found else None


def firms_before(rule: Item, text: str) -> list[Item]:
    """For whom a rule is that is said of some firms only: 离散型制造企业不低于60%，流程型制造企业不低于75%."""
    if not isinstance(rule, Found):
        return []
    at = rule.at if rule.at >= 0 else rule.start
    found = _SOME_BEFORE.search(text, max(0, at - _LONGEST_NAME), at)
    if not found or _NOBODY.search(found["who"]):
        return []
    return [_named(Piece(text, *found.span("who")))]


def firms_of_case(case: Piece) -> Found:
    """For whom a special case is that the text names by itself: 属于新材料领域的, 农业企业申请的."""
    found = _OF_FIELD.fullmatch(str(case))
    name = (found["name"] or found["field"]) if found else ""
    if not name or _NO_FIELD.search(name):
        return unjudged(case)
    return Found("sector", Operator.IN, tuple(name.split("、")), case.start, case.end)


def _named(who: Piece) -> Found:
    """Firms of a field by its name; those that only a person can tell where it is no field."""
    name = re.sub("(?:类|行业|领域)?(?:企业|项目|平台|机构)$", "", str(who))
    name = re.sub(r"(?:[一二三四五六七八九十\d]+[大条个])?(?:(?:重点|主导|优势)?产业链)?$", "", name) or name
    said = re.search(f"、{re.escape(name)}|{re.escape(name)}、", who.text[max(0, who.start - 120) : who.start])
    things = str(who).endswith(("项目", "平台", "机构", "商")) and "、" not in name and not said
    things = things or str(who).endswith("类") or name in {"重点", "特色", "优势", "主导", "一般"}
    if things or _NO_FIELD.search(name):
        return unjudged(who)
    return Found("sector", Operator.IN, tuple(re.split("、|和|及|与", name)), who.start, who.end)
