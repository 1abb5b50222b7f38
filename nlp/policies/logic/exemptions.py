"""What stands instead of what: a list instead of a score, a title that frees from items 2 to 4 of a list."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from nlp.policies.conditions.subjects import fields_named
from nlp.policies.found import Found, Item, Joined, all_of, is_required, leaves
from ontology.eligibility.conditions import NUMERIC, Joint
from ontology.values.numerals import whole_number

_NUMBER: Final = r"第?[（(]?([一二三四五六七八九十]{1,2}|\d{1,2}|[a-hA-H])[）)]?"
_FREES: Final = (
    "不受|视同(?:已经?)?(?:符合|满足|达到|具备)?|免(?:予|于|除)|豁免|可?不(?:再)?(?:要求|满足|符合|具备|考核)"
)
_FREED: Final = re.compile(
    rf"(?:{_FREES})[^，；。]{{0,8}}?{_NUMBER}(?:项|条|款|点)?(?:(?P<to>至|到|-|—|～|、|和|及){_NUMBER})?(?:项|条|款|点)"
)
_LOOSENED: Final = re.compile(
    rf"{_NUMBER}(?:项|条|款|点)?(?:(?P<to>至|到|-|—|～|、|和|及){_NUMBER})?(?:项|条|款|点)[^，；。第]{{0,8}}?(?:可以?|予以)?(?:适当)?(?:放宽|放低|降低)(?=[\d.]+%|要求|条件|$|[，；。])"
)
_ARTICLE: Final = re.compile("第[一二三四五六七八九十]{1,3}条(?=第?[（(])")
_FREED_OF: Final = re.compile(
    r"不受[^，；。]{0,4}?(?P<what>[^，；。]{2,20}?)的?(?:限制|约束)|(?:不作|不做|不设|不考核|不要求|可不具备)(?P<also>[^，；。]{2,20}?)(?:要求|限制|约束|$|[，。；])"
)
_FREED_BEFORE: Final = re.compile("(?:^|，)(?P<what>[^，；。]{3,14}?)(?:指标|要求|条件)?可?(?:不作|不做)(?:硬性)?要求")
_FREED_OF_THAT: Final = re.compile(
    "不受(?:此|该|这一|上述|前述)(?:项|款|条|条件|要求|规定)?的?限(?:制)?|不(?:作|做)(?:此项|该项|硬性)?要求$"
)
_MISSED: Final = re.compile(
    "^[^，；。]{0,8}?(?:不符合|不满足|不具备|未达到|达不到|未满足)[^，；。]{0,4}?第([一二三四五六七八九十]{1,3})条"
)
_FREED_OF_ARTICLE: Final = re.compile(
    f"(?:{_FREES})[^，；。]{{0,4}}?第([一二三四五六七八九十]{{1,3}})条(?!第|[（(]|关于|中的)(?:规定)?的?[^，；。第]{{0,10}}(?:限制|约束|要求|条件|规定)?"
)
_FREED_OF_ITEM: Final = re.compile(f"(?:{_FREES})[^，；。]{{0,4}}?第([一二三四五六七八九十]{{1,3}})条第?[（(]")
_OF_EVERYONE: Final = frozenset(
    {
        "region",
        "legal_person",
        "blacklisted",
        "incidents",
        "violations",
        "prohibited_product",
        "age",
        "industry",
        "size_class",
        "above_scale",
        "bookkeeping_tax",
    }
)


def is_of_everyone(item: Item) -> bool:
    """Whether an item is asked of all who apply, whatever else they are freed from."""
    return all(one.field in _OF_EVERYONE for one in leaves(item))


def freed_items(lead: str, listed: Mapping[int, Sequence[Item]]) -> list[Item]:
    """Which items a lead does away with: 不受第（2）至（4）项限制, 不受产值增幅限制; none where it names none.

    Args:
        lead: what is said.
        listed: the items of the list so far, by their numbers.
    """
    found = _freed(lead)
    if found and not (_FREED_OF_ARTICLE.search(lead) or "条关于" in lead):
        first, last = _number(found[1]), _number(found[3] or found[1])
        numbers = range(first, last + 1) if found["to"] not in {"、", "和", "及"} else (first, last)
        return [item for number in numbers for item in listed.get(number, ())]
    fields = _fields_freed(lead)
    items = (item for part in listed.values() for item in part)
    return [item for item in items if any(one.field in fields for one in leaves(item))]


def _freed(told: str) -> re.Match[str] | None:
    """The items that words do away with, or loosen by a share that no number tells: 第（三）至（五）项指标可放宽20%."""
    bare = _ARTICLE.sub("", told)
    return _FREED.search(bare) or _LOOSENED.search(bare)


def _fields_freed(told: str) -> frozenset[str]:
    """The fields that words do away with by name: 不受研发投入强度的限制."""
    named = _FREED_OF.search(told)
    before = None if named else _FREED_BEFORE.search(told)
    what = (named["what"] or named["also"]) if named else before["what"] if before else ""
    return fields_named(what, share=what.endswith(("强度", "占比", "比例", "比重")))


def freed_before(told: str, items: Sequence[Item]) -> list[Item]:
    """Which of the items just asked a clause does away with: 小巨人企业不受上述收入规模限制, 不受此限."""
    if _FREED_OF_THAT.search(told):
        return list(items[-1:])
    fields = _fields_freed(told)
    return [item for item in items if is_required(item) and any(one.field in fields for one in leaves(item))]


def frees(told: str) -> bool:
    """Whether words do away with something that others ask: 不受第八条限制, 不受营业收入条件限制."""
    return bool(articles_replaced(told) or _fields_freed(told) or _freed(told))


def articles_replaced(lead: str) -> tuple[int, ...]:
    """The articles that firms may miss by a lead: 不符合第四条规定的企业, 不受第八条限制; none where it names none."""
    found = _MISSED.search(lead) or (None if _fields_freed(lead) else _FREED_OF_ARTICLE.search(lead))
    return (_number(found[1]),) if found else ()


def chosen_among(items: Sequence[Item], listed: Sequence[Item], op: Joint, n: int | None) -> list[Item]:
    """Items of a list with those listed as a choice: 企业符合上述方向之一的即可申报."""
    told = {id(one) for item in listed for one in leaves(item)}
    kept = [item for item in items if not {id(one) for one in leaves(item)} & told]
    options = tuple(one for item in listed for one in (options_of(item) if op is Joint.ANY else (item,)))
    return [*kept, Joined(op, options, n)]


def options_of(item: Item) -> tuple[Item, ...]:
    """The alternatives that an item holds; itself where it holds none."""
    return item.items if isinstance(item, Joined) and item.op is Joint.ANY else (item,)


def with_relaxation(items: list[Item], part: Sequence[Item]) -> list[Item]:
    """A figure asked before, or the part that relaxes it: 第三条所列研发费用占比可放宽至2%."""
    bounds = [one for item in part for one in leaves(item)]
    rules = [item for item in items if isinstance(item, Found) and any(_is_eased(item, one) for one in bounds)]
    if len(rules) > 1:
        return instead_of(items, [all_of(tuple(rules))], [all_of(tuple(part))])
    for bound in reversed(bounds):
        for place, item in enumerate(items):
            eased = _eased(item, bound, part)
            if eased is not None:
                return [*items[:place], eased, *items[place + 1 :]]
    return [*items, *part]


def _is_eased(rule: Found, bound: Found) -> bool:
    same = rule.field == bound.field and rule.op is bound.op and rule.op in NUMERIC and rule.value != bound.value
    return same and rule.kind is bound.kind


def _eased(item: Item, bound: Found, part: Sequence[Item]) -> Item | None:
    if isinstance(item, Found):
        return Joined(Joint.ANY, (item, all_of(tuple(part)))) if _is_eased(item, bound) else None
    for place, one in enumerate(item.items):
        eased = _eased(one, bound, part)
        if eased is not None:
            return replace(item, items=(*item.items[:place], eased, *item.items[place + 1 :]))
    return None


def article_named(lead: str) -> int:
    """The article whose items a lead does away with: 不受第三条第（三）项限制; 0 where it names none."""
    found = _FREED_OF_ITEM.search(lead)
    return _number(found[1]) if found else 0


def article_before(text: str, start: int) -> int:
    """The number of the article that begins at a place; -1 where none does."""
    found = re.search(r"第([一二三四五六七八九十]{1,3})条[\s　]*$", text[max(0, start - 8) : start])
    return _number(found[1]) if found else -1


def _number(word: str) -> int:
    if word.isascii() and word.isalpha():
        return ord(word.lower()) - ord("a") + 1
    return whole_number(word) or 0


def instead_of(items: list[Item], ruled: Sequence[Item], part: Sequence[Item]) -> list[Item]:
    """Some items of a list, or what frees from them."""
    gone = {id(one) for item in ruled for one in leaves(item)}
    kept = [item for item in items if not {id(one) for one in leaves(item)} & gone]
    return [*kept, Joined(Joint.ANY, (*options_of(all_of(tuple(ruled))), *options_of(all_of(tuple(part)))))]


def instead_of_score(items: list[Item], part: Sequence[Item]) -> list[Item]:
    """What makes the score needless stands beside it as an alternative; without a score, beside all that is asked."""
    for place, item in enumerate(items):
        if any(one.field == "score" for one in leaves(item)):
            others = tuple(one for given in part for one in options_of(given))
            return [*items[:place], Joined(Joint.ANY, (item, *others)), *items[place + 1 :]]
    asked = tuple(one for one in items if is_required(one) and not is_of_everyone(one))
    if not asked or not all(is_required(one) for one in part):
        return [*items, *part]
    return [*(one for one in items if one not in asked), Joined(Joint.ANY, (all_of(asked), all_of(tuple(part))))]
