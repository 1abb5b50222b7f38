"""Learning the weights of matching from judgements of people: `liantu train match`."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from api.workspace import Workspace
from graph.analysis.matching.candidates import Known, pool_of
from graph.analysis.matching.learning import Judged, learn, reliability
from graph.analysis.matching.ranking import RANKING, Ranking, bundled_ranking, write_ranking
from graph.analysis.matching.understanding import understood
from ontology.errors import BadInput
from ontology.values.names import fold

_LOOKED_AT: Final = 200  # best candidates of a need that are learned from


@dataclass(frozen=True, slots=True)
class Band:
    """How many of those that were this sure are good."""

    certainty: float
    good: float
    candidates: int


@dataclass(frozen=True, slots=True)
class Trained:
    """What was learned from how many needs, and where it was written."""

    file: str
    needs: int
    candidates: int
    weights: Mapping[str, float]
    reliability: tuple[Band, ...]


def train_match(workspace: Workspace, judgements: Iterable[Mapping[str, Any]], out: Path | None = None) -> Trained:
    """Learn the weights of features, and write them where the workspace's matches find them.

    Args:
        workspace: the graph that the judgements speak of.
        judgements: needs with `text` and `judged`, a grade 0..3 by name, or by a key that `names` gives a name.
        out: the file; `matching.json` of the workspace without it.

    Raises:
        BadInput: a need lacks its text or its judgements, or none names anybody the graph finds.
        EmptyWorkspace: nothing was ingested yet.
    """
    needs = list(_judged(workspace, judgements))
    if not any((need.grades > 0).any() for need in needs):
        raise BadInput("评判中没有图谱找得到的企业 · no judgement is of a firm that the graph finds")
    learned = learn(needs, bundled_ranking())
    place = out or workspace.folder / RANKING
    write_ranking(place, learned)
    bands = tuple(Band(*row) for row in reliability(needs, learned))
    return Trained(str(place), len(needs), sum(need.grades.size for need in needs), learned.by_name, bands)


def _judged(workspace: Workspace, judgements: Iterable[Mapping[str, Any]]) -> Iterator[Judged]:
    reading, before = workspace.reading, bundled_ranking()
    known = Known(reading.dictionary, reading.texts, before)
    for given in judgements:
        asked = understood(reading.snapshot, known.dictionary, _text(given))
        pool = pool_of(reading.snapshot, known, asked)
        rows = _best(before, pool.values)
        names = (fold(reading.snapshot.name(int(number))) for number in pool.provider[rows])
        grades = _grades(given)
        yield Judged(pool.values[rows], np.array([grades.get(name, 0) for name in names], np.int64))


def _best(ranking: Ranking, values: np.ndarray[Any, np.dtype[np.float64]]) -> np.ndarray[Any, np.dtype[np.int64]]:
    return np.argsort(-ranking.scores(values), kind="stable")[:_LOOKED_AT]


def _text(given: Mapping[str, Any]) -> str:
    text = given.get("text")
    if not isinstance(text, str) or not isinstance(given.get("judged"), Mapping):
        shown = json.dumps(given, ensure_ascii=False)[:60]
        raise BadInput(f"缺少 text 或 judged：{shown} · text or judged is missing")
    return text


def _grades(given: Mapping[str, Any]) -> dict[str, int]:
    """Grade by folded name."""
    names = given.get("names", {})
    return {fold(str(names.get(key, key))): int(grade) for key, grade in given["judged"].items()}
