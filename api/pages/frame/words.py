"""Words of classes, relations, states and attributes: the labels of the ontology, as pages show them."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from api.pages.frame.language import Language, say
from ontology.rdf import Word, class_words, property_words, relation_words, vocabulary

# attributes that cards give often; the ontology leaves their names to the card
_ATTRIBUTES: Final[Mapping[str, str]] = {
    "founded": "成立日期", "status": "经营状态", "website": "网址", "region": "地区", "code": "代码",
    "share": "占营收", "since": "自", "until": "至", "amount": "金额", "product": "产品",
}  # fmt: skip


# words of the wire that are no words of the ontology
_TOLD: Final[Mapping[str, str]] = {
    "same": "是同一个", "apart": "不是同一个", "linked": "归到环节", "unlinked": "不归到环节",
    "queued": "排队", "running": "进行中", "done": "完成", "failed": "失败", "cancelled": "已取消",
    "documents": "文档", "tables": "表", "rows": "行", "claims": "主张", "entities": "实体", "facts": "事实",
    "base-period": "基期为 100", "goalposts": "上下限", "base-quantiles": "基年分位", "zscore": "标准分",
    "rank": "名次", "percentile": "百分位", "none": "不作标准化",
    "arithmetic": "算术平均", "geometric": "几何平均", "topsis": "TOPSIS",
    "observations": "观测", "evidence": "证据", "mentions": "提及", "rejects": "未采用",
}  # fmt: skip


def told(language: Language, name: str) -> str:
    """A word of the wire, as a state of a job, in a language; the word itself where none is known."""
    return say(language, _TOLD.get(name, name))


def word_of(name: str, language: Language = Language.CHINESE) -> str:
    """The label of a class, relation, status or kind of source; the name itself where there is none."""
    return _labels(language).get(name, name)


def attribute_word(name: str, language: Language = Language.CHINESE) -> str:
    """The label of an attribute; the card's own name where there is none."""
    if name in _ATTRIBUTES:
        return say(language, _ATTRIBUTES[name])
    return next((_label(word, language) for word in property_words() if word.name == name), name)


def attribute_text(name: str, value: Any, language: Language = Language.CHINESE) -> str:
    """The value of an attribute for people: states in words, several values side by side."""
    values = value if isinstance(value, list | tuple) else (value,)
    states = {word.name: _label(word, language) for word in vocabulary("Lifecycle")} if name == "status" else {}
    return ("；" if language is Language.CHINESE else "; ").join(str(states.get(one, one)) for one in values)


@cache
def _labels(language: Language) -> Mapping[str, str]:
    return MappingProxyType({word.name: _label(word, language) for word in reversed(list(_words()))})


def _words() -> Iterator[Word]:
    yield from class_words()
    yield from (one.word for one in relation_words())
    yield from vocabulary("Status")
    yield from vocabulary("SourceKind")


def _label(word: Word, language: Language) -> str:
    return word.zh if language is Language.CHINESE else word.en
