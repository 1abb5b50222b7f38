"""Titles, certificates, lists and awards that a clause asks for: one condition for those joined by 或 and 、."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nlp.policies.conditions.periods import period_of_event
from nlp.policies.conditions.tables import patterns_of
from nlp.policies.found import Found
from nlp.policies.text.clauses import Clause, Piece, overlaps
from ontology.eligibility.conditions import Operator
from ontology.eligibility.names import labels, other_names

_BETWEEN: Final = re.compile(
    r"[“”\"、或者及和与以]*(?:国家级?|省级?|市级?|级)?[“”\"、或者及和与以]*(?:企业|称号|资格|认定|证书|产业链|制造业|工业)?[“”\"、或者及和与以]*"
)
_NO_TITLE: Final = re.compile(
    r"[”\"]?(?:企业)?(?:培育)?(?:奖励|补助|补贴|奖补)(?!\d|一次性|的(?:企业|单位))|[”\"]?(?:重点)?培育(?:名单|计划)|[”\"]?(?:企业)?：(?=[^\n]{0,30}(?:不超过|不低于|以上|以内|以下|须|应))|[”\"]?(?:认定(?:管理)?(?:工作|办法|机构|条件|标准)|管理(?:办法|工作)|服务平台|评价|申报(?!的|[^，；。]{0,10}的(?:$|，))|信息|数字化转型|高质量|政策|培育(?:办法|管理|库|[：:])|库(?!中|内)|梯度)"
)
_LEVEL: Final = re.compile(
    r"(?P<levels>(?:(?:国家|自治区|省|市|区|县)(?:\(部\)|（部）|部)?级?(?:、|或者|或|及|和|以及)?)+)(?:及?以上)?(?:的)?(?:企业)?$"
)
_LEVEL_BEFORE: Final = re.compile(  # 省级以上企业技术中心或者工程研究中心
    r"(?P<levels>(?:国家|省|市)级)(?:及?以上)(?:的)?[一-龥]{4,10}(?:或者?|、|和)$"
)
_LEVEL_AFTER: Final = re.compile(
    r"[^。；]{0,12}?级别?为(?P<levels>(?:(?:国家|省|市|区|县)级?(?:、|或者|或|及|和)?)+)级?"
)
_LIST: Final = re.compile(
    r"(?:列入|纳入|进入|入选|属于|在)(?:的)?《?(?P<name>[^，；。《》（）]{2,40}?(?:项目库|培育库|储备库|企业库|名录库|培育名单|白名单|导向计划|项目计划|项目清单|(?:示范|试点|平台|企业|基地|产品|”)名单))》?"
)
_NO_LIST: Final = re.compile("失信|违法|异常|绿色制造|试点企业|首台|限制|淘汰|惩戒")
_NAMED_SO: Final = re.compile(
    r"(?:获评|获批|获得|入选|评为|(?:已|被|经)[^，；。]{0,6}认定为|列入|取得|通过|已有\d个(?:及?以上)?|(?<=[，；。）\n])(?:已是|是|为|系))(?:为|的)?(?P<name>(?:国家|省|市|区|自治区)级?[^，；。、和及或的]{2,14}?"
    r"(?:车间|工厂|中心|平台|基地|企业|园区|品牌))(?=称号|认定|资格|的|[，；。、]|$)"
)
_AGAIN: Final = re.compile(
    r"同类[^，；。]{0,10}?(?:已|建成|获|认定|列入)|(?:该|本|上述|此)(?:项)?(?:称号|资格|认定|名单)|已(?:经)?(?:被)?(?:获得?|取得|列入|认定|入选)(?:过)?(?:该|本|同)"
)
_GIVES_MONEY: Final = re.compile("贷款|贴息|奖励|激励|补助|补贴|资助|扶持|资金|奖补|技改|支持政策|若干(?:政策|措施)")
_RECOGNISED: Final = "(?:认定|评定|遴选|评选)(?!奖|补|资|[^，。]{0,2}后)"
_LACKS: Final = re.compile(
    "(?:不是|不属于|非|(?:尚|从)?未(?:曾|被)*(?:获得?|取得|认定为?|列入|入选|评为))[^，；。、]{0,10}$"
)
_OF_LEVEL: Final = re.compile("(?P<level>国家|省|市)级?(?P<name>[一-龥]{4,})")
_IS_HELD: Final = re.compile("(?:已|经|获评|获得|拥有|具有|取得|入选|建有|设有|有)[^，；。]{0,8}$")
_LEVELS_OF: Final = {"国家": "国家级", "省": "省(?!级)|自治区", "市": "市(?!级)"}
_OWN_LEVEL: Final = re.compile("(?P<level>省|市)级$")
_OF_THE_NATION: Final = frozenset(
    {"国家技术创新示范企业", "国家知识产权优势企业", "国家知识产权示范企业", "制造业单项冠军", "智能制造示范工厂"}
)
_FAULTS: Final = frozenset({"未完成节能监察整改", "移出绿色制造名单"})
_STARS: Final = {"3": "三", "4": "四", "5": "五", "三": "三", "四": "四", "五": "五"}
_GOT: Final = "已经?|经|被|均|应|须"


@dataclass(frozen=True, slots=True)
class _Name:
    kind: str  # titles or awards
    label: str
    start: int
    end: int


def titles(clause: Clause, own: str, *, barred: bool) -> Iterator[Found]:
    """Title and award conditions of a clause.

    Args:
        clause: where they are looked for.
        own: the policy's title: what it confers is no condition, unless it bars those that have it already.
        barred: whether the sentence says who may not apply.
    """
    named = [
        one
        for one in _named(clause, barred=barred)
        if barred
        or _is_denied(clause.piece, one)
        or _is_held(clause.piece, one)
        or not (_confers(own, one.label) or _confers_here(clause.piece, own, one))
    ]
    if barred:
        named = [one for one in named if not _is_refused(clause.piece, one)]
    if barred and not named:
        yield from _same_again(clause, own)
    for group in _together(clause.piece.text, named):
        values = tuple(dict.fromkeys(one.label for one in group))
        period = period_of_event(str(clause.piece), clause.words) if group[0].kind == "awards" else ""
        denied = not barred and (_is_denied(clause.piece, group[0]) or _is_undone(clause.piece, group[0]))
        op = Operator.HAS_NOT if denied else Operator.HAS
        yield Found(group[0].kind, op, values, group[0].start, group[-1].end, period=period)


def _is_denied(piece: Piece, one: _Name) -> bool:
    """Whether a clause asks that a firm has not a title: 当前不是高新技术企业, 尚未获得…称号."""
    return bool(_LACKS.search(piece.text, piece.start, one.start))


def _is_undone(piece: Piece, one: _Name) -> bool:
    """Whether a clause asks that a fault is mended: 节能监察整改已经完成."""
    return one.label in _FAULTS and not re.search("未(?!被)|尚未|没有", str(piece))


def _is_refused(piece: Piece, one: _Name) -> bool:
    """Whether a title is what those barred may not have: 不再参与瞪羚企业评选."""
    before, after = piece.text[piece.start : one.start], piece.text[one.end : piece.end]
    return bool(re.search("不(?:再|得|予|能)(?:重复)?(?:申报|申请|参评|推荐)[^，；。]{0,6}$", before)) or bool(
        re.search("不(?:再|得|予|能)[^，；。]{0,8}$", before) and re.match("的?(?:评选|认定|申报|评定|遴选)", after)
    )


def _same_again(clause: Clause, own: str) -> Iterator[Found]:
    """同类中心已经建成的，不再重复支持: who has what the policy confers may not apply for it again."""
    again = _AGAIN.search(clause.piece.text, clause.piece.start, clause.piece.end)
    title = Clause(Piece(own, 0, len(own)))
    held = [one.label for one in _named(title) if one.kind == "titles" and one.label in labels("titles")]
    if again and held:
        yield Found("titles", Operator.HAS, (held[0],), again.start(), again.end())


def _is_held(piece: Piece, one: _Name) -> bool:
    """Whether a title is one that the firm has already, whatever the policy confers: 已是省级绿色工厂."""
    return bool(re.search("已(?:经)?(?:是|为|获得?|取得|获评|入选)$", piece.text[piece.start : one.start]))


def _confers(own: str, label: str) -> bool:
    """Whether a title is what the policy itself is about."""
    bare = re.sub('[“”"]', "", own)
    names = (label, *(other for other, head in other_names().items() if head == label and len(other) > 3))
    if _GIVES_MONEY.search(own):
        return any(re.search(f"{re.escape(name)}[^，。]{{0,4}}{_RECOGNISED}", bare) for name in names)
    return any(name in bare for name in names)


def _confers_here(piece: Piece, own: str, one: _Name) -> bool:
    """Whether a title with its level is the policy's own: 市级工业设计中心 of 常州市…, unless it is held."""
    level = _OF_LEVEL.match(one.label)
    if not level or level["name"] not in own or not re.search(_LEVELS_OF[level["level"]], own):
        return False
    return not _IS_HELD.search(piece.text, piece.start, one.start)


def _named(clause: Clause, *, barred: bool = False) -> list[_Name]:
    piece = clause.piece
    found: list[_Name] = []
    for kind, label, pattern in patterns_of("titles.tsv"):
        beyond = kind == "awards" or label in _FAULTS  # 前三 may stand in the next clause
        end = clause.reach[1] if beyond else piece.end
        for match in pattern.finditer(piece.text, piece.start, end):
            if match.start() >= piece.end or overlaps(match.span(), found):
                continue
            if _NO_TITLE.match(piece.text, match.end()):
                continue
            found += _names_of(kind, label, piece, match)
    found += [one for one in _lists(clause, barred=barred) if not overlaps((one.start, one.end), found)]
    return sorted(found, key=lambda one: one.start)


def _names_of(kind: str, label: str, piece: Piece, match: re.Match[str]) -> list[_Name]:
    if kind == "levelled":
        return _levelled(piece.text, piece.start, label, match)
    if kind == "starred":
        stars = dict.fromkeys(_STARS[one] for one in re.findall("[三四五345](?=星)", match.group()))
        if "以上" in match.group():
            stars = dict.fromkeys("三四五"["三四五".index(min(stars, key="三四五".index)) :])
        return [_Name("titles", f"{star}星级{label}", *match.span()) for star in stars]
    level = _OWN_LEVEL.search(piece.text, piece.start, match.start()) if label in _OF_THE_NATION else None
    if level:
        bare = label.removeprefix("国家")
        return [_Name(kind, f"{level['level']}级{bare}", level.start(), match.end())]
    return [_Name(kind, one, *match.span()) for one in label.split("|")]


def _levelled(text: str, since: int, name: str, match: re.Match[str]) -> list[_Name]:
    """国家、省或者市级企业技术中心: a title for each level; without a level it is none."""
    told = (
        _LEVEL.search(text, since, match.start())
        or _LEVEL_AFTER.match(text, match.end())
        or _LEVEL_BEFORE.search(text, since, match.start())
    )
    if not told:
        return []
    span = min(told.start("levels"), match.start()), max(told.end("levels"), match.end())
    levels = dict.fromkeys(re.findall("国家|省|市", told["levels"].replace("自治区", "省")))
    if "以上" in told.group() and len(levels) == 1:
        levels = dict.fromkeys(("国家", "省", "市")[: ("国家", "省", "市").index(next(iter(levels))) + 1])
    return [_Name("titles", label, *span) for level in levels if (label := _label(level, name))]


def _label(level: str, name: str) -> str:
    known = labels("titles")
    wanted = (f"{level}级{name}", f"{level}{name}")
    return next((one for one in wanted if one in known), wanted[0])


def _lists(clause: Clause, *, barred: bool) -> Iterator[_Name]:
    """Lists and pools under the name that the text gives them: 福建省或者泉州市重点技术改造项目库 is two."""
    piece = clause.piece
    held = () if barred else _NAMED_SO.finditer(piece.text, piece.start, piece.end)  # who has it is supported already
    for match in held:
        yield _Name("titles", match["name"], match.start("name"), match.end("name"))
    for match in _LIST.finditer(piece.text, piece.start, piece.end):
        if "名单" in match["name"] and _NO_LIST.search(match["name"]):
            continue
        name = re.sub(f"^(?:{_GOT})+", "", match["name"])
        either = re.fullmatch(
            r"(?P<a>[^、或]{2,6}?[省市区县]|国家级?|省级)(?:或者?|、|和)(?P<b>[^、或]{2,6}?[省市区县]|[省市]级?)(?P<rest>.+)",
            name,
        )
        names = [either["a"] + either["rest"], either["b"] + either["rest"]] if either else [name]
        yield from (_Name("titles", one, match.start(), match.end()) for one in names)


def _together(text: str, named: Sequence[_Name]) -> Iterator[list[_Name]]:
    """Names joined by nothing but 、 and 或 are one requirement."""
    group: list[_Name] = []
    for one in named:
        joined = (
            group
            and group[-1].kind == one.kind
            and (one.start < group[-1].end or _BETWEEN.fullmatch(text, group[-1].end, one.start))
        )
        if group and not joined:
            yield group
            group = []
        group.append(one)
    if group:
        yield group
