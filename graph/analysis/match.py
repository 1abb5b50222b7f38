"""Who can serve a need, and why this one? An explainable linear score over a few features.

Method: docs/methods.md, equations M1–M3: score = Σ weight · value, the contributions add up to the score.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import numpy as np
import pyarrow as pa

from graph.analysis.concepts import Concept, expand
from graph.analysis.firm_states import lifecycles_of
from graph.analysis.need import Dictionary, understand
from graph.analysis.results import Candidate, Feature, MatchReport, Named, Need
from graph.analysis.supply import is_over, largest_share
from graph.snapshot import Snapshot
from ontology.schema import Lifecycle, Relation, Status
from ontology.values.regions import Region, is_inside, province_of, region_of

# Proposals, to be learned from judgements later.
WEIGHTS: Final[Mapping[str, float]] = {
    "产品相符": 0.40,
    "业务占比": 0.15,
    "证据": 0.05,
    "文字相关": 0.30,
    "地区": 0.10,
}
_STRANGERS: Final = 20  # providers that text alone may add
_TEXT_CERTAINTY: Final = 0.2  # how sure the best text hit alone can make
_SERVING: Final = (Relation.PRODUCES, Relation.PROVIDES, Relation.OFFERS, Relation.SOLVES)


class TextSearch(Protocol):
    """BM25 over what is known of each provider."""

    def find(self, text: str, *, limit: int) -> Sequence[tuple[str, float]]:
        """Ids and scores, best first."""
        ...


@dataclass(slots=True)
class _Provider:
    """What speaks for one provider, gathered fact by fact."""

    nearness: float = 0.0
    way: str = ""
    share: float | None = None
    sources: set[str] = field(default_factory=set)
    evidence: dict[str, None] = field(default_factory=dict)
    confidence: float = 0.0
    tainted: bool = False
    text: float = 0.0


def find_providers(
    snapshot: Snapshot,
    names: tuple[Dictionary, TextSearch],
    text: str,
    *,
    region: Region | None = None,
    top: int = 10,
) -> MatchReport:
    """Providers for a need in the user's own words, best first; none when nothing of the need is known.

    Args:
        snapshot: the graph at one version.
        names: dictionary of the graph's names, and the text index of its providers.
        text: the need.
        region: where the user is, unless the text names a region.
        top: how many are returned at most.
    """
    dictionary, texts = names
    need, terms = understand(snapshot, dictionary, text, region=region)
    concepts = expand(snapshot, dictionary, terms)
    providers = _by_facts(snapshot, concepts)
    _add_text(snapshot, texts, text, providers)
    ranked = sorted(
        (_candidate(snapshot, number, provider, need) for number, provider in providers.items()),
        key=lambda one: (-one.score, one.id),
    )
    return MatchReport(need, tuple(ranked[:top]), _searched(snapshot, concepts))


def _by_facts(snapshot: Snapshot, concepts: Sequence[Concept]) -> dict[int, _Provider]:
    near = {concept.number: concept for concept in concepts}
    wanted, providers = np.array(sorted(near), np.int64), dict[int, _Provider]()
    for relation in _SERVING:
        edges = snapshot.edges(relation).where(Status.STATED)
        rows = np.flatnonzero(np.isin(edges.object, wanted))
        facts = edges.table.take(pa.array(rows)).to_pylist()
        for row, fact in zip(rows, facts, strict=True):
            if is_over(fact, snapshot.as_of):
                continue
            provider = providers.setdefault(int(edges.subject[row]), _Provider())
            _add_fact(provider, near[int(edges.object[row])], fact, snapshot.name(int(edges.object[row])))
    return _at_work(snapshot, providers)


def _add_fact(provider: _Provider, concept: Concept, fact: Mapping[str, object], product: str) -> None:
    share = largest_share(json.loads(str(fact["properties"])) if fact["properties"] else {})
    if concept.nearness > provider.nearness:
        provider.nearness, provider.way, provider.share = concept.nearness, f"{product}（{concept.way}）", None
    if share is not None and concept.nearness == provider.nearness:
        provider.share = max(provider.share or 0.0, share)
    provider.sources.update(_texts(fact["source_ids"]))
    provider.evidence.update(dict.fromkeys(_texts(fact["evidence"])))
    provider.confidence = max(provider.confidence, float(str(fact["confidence"])))
    provider.tainted |= bool(fact["marked"])


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _add_text(snapshot: Snapshot, texts: TextSearch, text: str, providers: dict[int, _Provider]) -> None:
    """Add what the text index says, as a share of its best hit.

    The best few that no fact names join the list where facts name anybody; they are little certain, and say why.
    """
    hits = texts.find(text, limit=200) if providers else ()
    best = hits[0][1] if hits else 0.0
    found = dict(zip(snapshot.index_of([one for one, _ in hits]).tolist(), hits, strict=True)) if best > 0 else {}
    strangers = [number for number in found if number >= 0 and number not in providers][:_STRANGERS]
    providers.update(_strangers(snapshot, strangers))
    for number in found.keys() & providers.keys():
        providers[number].text = found[number][1] / best


def _strangers(snapshot: Snapshot, numbers: Sequence[int]) -> dict[int, _Provider]:
    """Providers known to make or offer anything at all, with what proves it."""
    found = dict[int, _Provider]()
    for relation in _SERVING:
        edges = snapshot.edges(relation).where(Status.STATED)
        rows = np.flatnonzero(np.isin(edges.subject, numbers))
        for row, fact in zip(rows, edges.table.take(pa.array(rows)).to_pylist(), strict=True):
            provider = found.setdefault(int(edges.subject[row]), _Provider(way="没有记录说它做所需产品"))
            provider.sources.update(_texts(fact["source_ids"]))
            provider.evidence.update(dict.fromkeys(_texts(fact["evidence"])))
            provider.tainted |= bool(fact["marked"])
    return _at_work(snapshot, found)


def _at_work(snapshot: Snapshot, providers: Mapping[int, _Provider]) -> dict[int, _Provider]:
    states = lifecycles_of(snapshot, providers)
    return {number: one for number, one in providers.items() if states[number] is Lifecycle.ACTIVE}


def _candidate(snapshot: Snapshot, number: int, provider: _Provider, need: Need) -> Candidate:
    home = str(snapshot.nodes["region"][number].as_py() or "")
    features = _features(provider, home, need)
    return Candidate(
        id=snapshot.id(number),
        name=snapshot.name(number),
        cls=str(snapshot.nodes["class"][number].as_py()),
        region=Named(home, region_of(home).name) if home else None,
        score=sum(feature.contribution for feature in features),
        certainty=max(provider.confidence * provider.nearness, _TEXT_CERTAINTY * provider.text),
        why=features,
        why_not=tuple(_why_not(provider, home, need)),
        evidence=tuple(provider.evidence)[:20],
        tainted=provider.tainted or bool(snapshot.nodes["marked"][number].as_py()),
    )


def _features(provider: _Provider, home: str, need: Need) -> tuple[Feature, ...]:
    evidence = tuple(provider.evidence)[:5]
    values = {
        "产品相符": (provider.nearness, provider.way),
        "业务占比": (
            min(provider.share or 0.0, 1.0),
            "未知" if provider.share is None else f"占营收 {provider.share:.0%}",
        ),
        "证据": (1 - 0.5 ** len(provider.sources), f"{len(provider.sources)} 个来源"),
        "文字相关": (provider.text, "名称、产品和证据句与需求文字的相关度"),
        "地区": _region_feature(home, need.region),
    }
    return tuple(
        Feature(name, value, WEIGHTS[name], value * WEIGHTS[name], note, evidence if name == "产品相符" else ())
        for name, (value, note) in values.items()
    )


def _region_feature(home: str, asked: Named | None) -> tuple[float, str]:
    if asked is None:
        return 0.0, "未指定地区"
    if not home:
        return 0.0, "企业所在地未知"
    if is_inside(home, asked.id):
        return 1.0, f"位于{asked.name}"
    same = province_of(home) == province_of(asked.id) != ""
    return (0.6, f"与{asked.name}同省") if same else (0.0, f"不在{asked.name}")


def _why_not(provider: _Provider, home: str, need: Need) -> Iterable[str]:
    if provider.nearness < 1:
        yield "没有记录说它做的就是所需产品"
    if provider.share is None:
        yield "不知道该产品占其营收多少"
    if len(provider.sources) < 2:
        yield "只有一个来源"
    if need.region and _region_feature(home, need.region)[0] < 1:
        yield f"不在{need.region.name}" if home else "企业所在地未知"


def _searched(snapshot: Snapshot, concepts: Sequence[Concept]) -> str:
    if not concepts:
        return "需求中没有图谱认识的产品、环节或场景 · nothing in the text is known to the graph"
    names = "、".join(dict.fromkeys(snapshot.name(concept.number) for concept in concepts[:12]))
    return f"按以下产品和环节查找：{names} · searched by these products and nodes"
