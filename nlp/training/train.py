"""The whole training: annotated sentences in, one model out.

    texts ─▶ word clusters
    sentences and sentences made from templates ┬─ rules ─▶ tagger
                                                └─ relations
    sentences ─ rules ─▶ tagger of each fold ─▶ names found in unseen documents ┬▶ quantities
    sentences with numbers made from templates ─────────────────────────────────┘

Quantities learn from names that a tagger found without having seen the document too: at run time the names they
are given are no better.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final
from zlib import crc32

from nlp.annotated import AnnotatedSentence
from nlp.evaluation.measures import span_scores
from nlp.evaluation.score import Score
from nlp.evaluation.unseen import Unseen
from nlp.model_file import Arrays, Model
from nlp.quantities.model import kinds_of
from nlp.relations.features import LEARNED
from nlp.spans import Span
from nlp.tagging.clusters import Clusters
from nlp.tagging.labels import CLASSES
from nlp.tagging.tagger import Tagger
from nlp.training.figures import figures
from nlp.training.generate import generate
from nlp.training.names import Penalties, Sample, fit_field
from nlp.training.quantities import train_quantities
from nlp.training.relations import train_relations
from nlp.training.views import plain_view, training_view

_LIMITS: Final = (
    "Names of a form that neither the rules nor the training sentences know are missed; the longer a name, the less "
    "sure its left edge. Chances are those of the training texts, which name more things a line than most documents."
)
Report = Callable[[str], None]
Found = Mapping[str, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train.

    Args:
        seed: of the sentences made from templates and of the clusters.
        generated: how many sentences are made from templates.
        related: how many of them relations are learned from.
        figures: how many sentences with numbers are made from templates; by cross-validation one of each.
        hidden: of a hundred sentences, in how many the lexicon does not know the firms.
        folds: parts of the documents that are held out in turn.
        penalties: of the tagger.
        unseen: names that the model shall not meet, in annotated sentences or made ones.
    """

    seed: int = 7
    generated: int = 3000
    related: int = 1200
    figures: int = 158
    hidden: int = 70
    folds: int = 2
    penalties: Penalties = field(default_factory=Penalties)
    unseen: Unseen | None = None


def train(sentences: Sequence[AnnotatedSentence], clusters: Clusters, plan: Plan, report: Report = print) -> Model:
    """A model of names, relations and quantities; the same sentences, clusters and plan give the same model.

    Args:
        sentences: annotated ones, of several documents.
        clusters: word clusters, see `nlp.training.clusters`.
        plan: how to train.
        report: is told what goes on.
    """
    made = generate(plan.generated, plan.seed) if plan.generated else ()
    figured = figures(plan.figures, plan.seed)
    if plan.unseen:
        sentences, made = plan.unseen.untold(sentences), plan.unseen.untold(made)
        figured = plan.unseen.untold(figured)
    every = (*sentences, *made)
    view = training_view(every, plan.hidden)
    sample = Sample([view(one) for one in every], [one.extraction.entities for one in every], clusters)
    report(f"{len(sentences)} 句标注，{len(made)} 句生成 · annotated and generated sentences")
    _tell_unlearned(sentences, report)
    found = _found_unseen(sentences, sample, clusters, plan, report)
    names = fit_field(sample, range(len(sample.items)), plan.penalties)
    report("关系与数字 · relations and quantities")
    parts: dict[str, Arrays] = {
        "clusters": clusters.to_arrays(),
        "names": names,
        "relations": train_relations((*sentences, *made[: plan.related])),
        "quantities": train_quantities(sentences, found.__getitem__, figured, kinds_of(clusters.to_arrays())),
    }
    return Model(parts, _card(sentences, found, plan))


def _tell_unlearned(sentences: Sequence[AnnotatedSentence], report: Report) -> None:
    """Say how many annotated names and relations are of classes that no part of the model has."""
    names = sum(span.cls not in CLASSES for one in sentences for span in one.extraction.entities)
    links = sum(link.relation not in LEARNED for one in sentences for link in one.extraction.relations)
    if names or links:
        report(f"{names} 个名称、{links} 条关系的类型不学 · names and relations of classes that are not learned")


def _found_unseen(
    sentences: Sequence[AnnotatedSentence], sample: Sample, clusters: Clusters, plan: Plan, report: Report
) -> Found:
    """The names of each text, found by a tagger that was trained without its document."""
    view = plain_view()
    fold_of = [crc32(one.document.encode()) % plan.folds for one in sentences]
    generated = range(len(sentences), len(sample.items))
    found: dict[str, Sequence[Span]] = {}
    for fold in range(plan.folds):
        known = [index for index, other in enumerate(fold_of) if other != fold]
        arrays = fit_field(sample, chain(known, generated), plan.penalties)
        tagger = Tagger.of(Model({"names": arrays, "clusters": clusters.to_arrays()}, {}))
        held = [index for index, other in enumerate(fold_of) if other == fold]
        tagged = tagger.tag([view(sentences[index]) for index in held]) if tagger else []
        found |= {sentences[index].text: spans for index, spans in zip(held, tagged, strict=True)}
        report(f"第 {fold + 1}/{plan.folds} 折 · fold")
    return found


def _card(sentences: Sequence[AnnotatedSentence], found: Found, plan: Plan) -> dict[str, Any]:
    """What the model was made of and how well it does on documents it was not trained on."""
    pairs = [(one.extraction.entities, found[one.text]) for one in sentences]
    scores = span_scores(pairs)
    return {
        "seed": plan.seed,
        "sentences": len(sentences),
        "documents": len({one.document for one in sentences}),
        "generated": plan.generated,
        "without": f"{len(plan.unseen.names)} {plan.unseen.cls}" if plan.unseen else "",
        "held_out": {cls.value: score.as_dict() for cls, score in scores.items()},
        "held_out_all": sum(scores.values(), Score()).as_dict(),
        "limits": _LIMITS,
    }


def sorted_by_id(sentences: Iterable[AnnotatedSentence]) -> list[AnnotatedSentence]:
    """Sentences in an order that does not depend on how their files were named on the command line."""
    return sorted(sentences, key=lambda one: (one.id, one.text))
