"""How many things of a list must hold: 下列条件之一, 至少满足3项, 以上资质至少具备一项."""

import re
from dataclasses import dataclass
from typing import Final

from ontology.eligibility.conditions import Joint
from ontology.values.numerals import whole_number

_N: Final = r"(?<!第)([一二两三四五六七八九十]|\d)"
_ONE_OF: Final = re.compile(
    r"之一|任[意何]?(?:一|1)(?:项|款|条|个|类|种)|任意(?:符合|满足)?(?:其中)?(?:一|1)|(?:其中|以下|下列)(?:的)?(?:一|1)(?:项|条|类)|任选(?:其)?一|符合任一|满足任一|任一(?:项|款|条|条件|指标|情形|类|要求|标准|方向)|任一[^，；。：]{1,6}(?:标准|条件|指标|要求|情形)|择一|之任一|(?:满足|符合|具备|达到)其一|(?:以下|下列|如下)[两二三四五六]类[^，；。：]{0,4}(?:主体|企业|项目|对象|单位|产品|机构)(?!材料)"
)
_SOME_OF: Final = (  # the number that must hold; 5项中的3项 asks for three
    re.compile(
        rf"(?:项|条|个|款|条件|指标|要求|情形)(?:条件|指标|要求)?(?:中|之中|里)的?[^，；。：]{{0,8}}?{_N}(?:项|条|个|款)"
    ),
    re.compile(
        rf"(?:至少|不少于|任意|其中|满足|符合|具备|达到)[^，；。：]{{0,16}}?{_N}(?:项|条|个|款)(?:（含）)?(?:及?以上)?"
    ),
    re.compile(rf"{_N}(?:项|条|个)(?:及)?以上(?:的)?(?:条件|指标|要求|即可)?"),
)
_BEHIND: Final = re.compile(
    rf"(?<!不)(?:满足|符合|具备|达到)[^，；。]{{0,6}}?(?:以上|上述|前述)[^，；。下]{{0,10}}?(?:{_N}(?:项|条|个)(?:条件|指标|要求)?(?:（含）)?(?:及以上|以上|的|即可|者)"
    rf"|(?P<one>之一|任(?:意)?[一1](?:项|条|个|类|种|款)?)[^，；。]{{0,8}}?(?:的|即可|者|均可|可))"
)
_PICK: Final = re.compile(
    r"(?:任选|任意选择|只能选择|可选择|择)(?:其中)?(?:一|其一)[^，；。]{0,2}?个?(?:方向|类别|类型|类|项)[^，；。]{0,6}(?:申报|申请)"
)
_THESE: Final = re.compile(
    rf"(?:以上|上述|前述|[二两三四五六几]者|(?<=，))(?:[^，；。]{{0,8}}?)(?:(?:任|有|居|备|足|合|取)其一|(?:任一|之一)项?即可"
    rf"|(?:至少|任意?)?(?:满足|具备|符合|达到|具有)(?![^，；。]{{0,3}}(?:以下|下列|下面|如下))[^，；。]{{0,4}}?(?P<n>{_N})(?:项|条|个|种|者))"
)
_NEEDED: Final = re.compile(
    "第?(?P<which>[（()）一二三四五六七八九十\\d、和及第项条]{1,16}?)[项条]?(?:为|是|属)(?:必备|必须|必要|必选|必达)"
)
_OF_ARTICLE: Final = re.compile(
    r"(?P<before>(?:满足|符合|具备|达到)[^，；。第]{0,6})第(?P<article>[一二三四五六七八九十]{1,3})条(?!第|（)(?:所列|规定|列明)?的?(?P<after>[^，；。第]{0,14}(?:之一|任[^，；。]{0,2}一|[一二两三四五六七八九\d]+(?:项|条|款))[^，；。]{0,6})"
)
_AMONG: Final = re.compile(
    r"[第（(]+(?P<first>[一二三四五六七八九十]|\d{1,2})[）)]?[项条]?(?:至|到|-|—|、|和|及)[第（(]*(?P<last>[一二三四五六七八九十]|\d{1,2})[）)]?[项条]?(?:指标|条件|要求)?[中里]"
)
_SOME_WORDS: Final = re.compile(
    "下列|以下|如下|其中|上述|条件|指标|要求|中的|各项|项中|项[^，]{0,4}任|至少(?:满足|具备|符合|达到)"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """How many of a list's items must hold."""

    op: Joint
    n: int | None = None


def _some(n: int) -> Choice:
    return Choice(Joint.ANY) if n == 1 else Choice(Joint.AT_LEAST, n)


def choice_of(lead: str) -> Choice:
    """What a lead says of the list below it: 下列条件之一, 至少满足3项; all where it says nothing."""
    if _ONE_OF.search(lead):
        return Choice(Joint.ANY)
    if "同时" in lead and "至少" not in lead:
        return Choice(Joint.ALL)
    found = next(filter(None, (words.search(lead) for words in _SOME_OF)), None) if _SOME_WORDS.search(lead) else None
    n = whole_number(found[1]) if found else None
    return Choice(Joint.ALL) if n is None else _some(n)


def choice_of_these(segment: str) -> tuple[Choice | None, int]:
    """What is said of things just named, and where: 以上资质至少具备一项, 三者居其一即可."""
    found = _THESE.search(segment)
    if not found:
        return None, 0
    n = whole_number(found["n"]) if found["n"] else 1
    return None if n is None else _some(n), found.start()


def choices_of_articles(sentence: str) -> dict[int, Choice]:
    """What a sentence says of the lists of other articles: 并至少满足第八条专项条件中的一项, by their numbers."""
    found = _OF_ARTICLE.search(sentence)
    number = whole_number(found["article"]) if found else None
    if not found or number is None:
        return {}
    choice = choice_of(f"{found['before']}下列{found['after']}")
    return {number: choice} if choice.op is not Joint.ALL else {}


def range_chosen(lead: str) -> tuple[range, Choice]:
    """Numbers of the items among which a lead lets choose, and how: 第3至6项中的任意两项; none where it names none."""
    found = _AMONG.search(lead)
    first, last = (whole_number(found["first"]), whole_number(found["last"])) if found else (None, None)
    choice = choice_of(f"下列条件中{lead[found.end() :]}") if found else Choice(Joint.ALL)
    if not first or not last or choice.op is Joint.ALL:
        return range(0), Choice(Joint.ALL)
    return range(first, last + 1), choice


def needed_of(lead: str) -> tuple[int, ...]:
    """Numbers of the items that must hold whatever else is chosen: 5项中的4项，其中第1项为必备项."""
    found = _NEEDED.search(lead)
    return tuple(filter(None, map(whole_number, re.findall(_N, found["which"])))) if found else ()


def choice_behind(sentence: str) -> Choice | None:
    """What is said of a list after it: 满足以上条件中4条及以上的, 可以入库; None where it is another matter."""
    if _PICK.search(sentence):
        return Choice(Joint.ANY)
    found = _BEHIND.search(sentence)
    n = (1 if found["one"] else whole_number(found[1])) if found else None
    return None if n is None else _some(n)
