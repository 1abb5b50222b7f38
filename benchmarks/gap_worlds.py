"""How good are the gap findings? Worlds of industry chains whose gaps are known, ingested as a user's data would be.

The worlds and their scorer (tools/plant_gaps.py, score_gaps.py in ../shared) are read in place; beside our answers
stand the rule "no record = no firm" and an oracle that knows how the sources see. Says so where ../shared is absent.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np

from api import answers, pipeline
from api.settings import Settings
from api.wire import to_json
from api.workspace import Workspace
from ontology.chains import load_chain

TOOLS: Final = Path(__file__).parents[2] / "shared" / "tools"
SEEDS: Final = (1, 2, 3, 4, 5)
TYPES: Final = ("堵点", "单点", "短板", "长板")


def run(script: str, *words: str) -> str:
    """A tool of ../shared, its output."""
    command = [sys.executable, str(TOOLS / script), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def answered(world: Path) -> Path:
    """Every chain and region of a world, asked of a new workspace; the file with one answer a line."""
    truth = json.loads((world / "truth.json").read_text(encoding="utf-8"))
    with Workspace(Settings(world / "data")) as space:
        chains = [load_chain(path) for path in sorted((world / "chains").glob("*.yaml"))]
        for chain in chains:
            target = space.folder / "chains" / f"{chain.id}.yaml"
            target.parent.mkdir(exist_ok=True)
            target.write_bytes((world / "chains" / target.name).read_bytes())
    with Workspace(Settings(world / "data")) as space:
        pipeline.ingest(space, [world / "registers"])
        asked = [(chain.id, region["id"]) for chain in chains for region in truth["regions"]]
        found = (answers.gaps(space, chain, region, healthy=True) for chain, region in asked)
        lines = world / "gaps.jsonl"
        lines.write_text("\n".join(map(to_json, found)), encoding="utf-8")
    return lines


def figures(score: Mapping[str, Any]) -> dict[str, float]:
    """The figures of one method, in the order they are printed."""
    sure, shown, low = score["break_80"], score["calibration"], score["low_coverage"]
    return {
        "断点 P": sure["precision"],
        "断点 R": sure["recall"],
        "net": sure["net"],
        "AUC": shown["auc"],
        "skill": shown["skill"],
        "ECE over noise": max(0.0, shown["ece"] - shown["ece_noise"]),
        "false in low coverage, of naive": low["false_rate"] / max(low["naive_false_rate"], 1e-9),
        **{f"F1 {kind}": score["types"][kind]["f1"] for kind in TYPES},
        "macro F1": score["macro_f1"],
    }


def main() -> None:
    """Plant, ingest, ask and score five worlds; print the means."""
    if not TOOLS.is_dir():
        print("the generator of worlds (../shared/tools) is not on this machine")
        return
    rows: dict[str, list[dict[str, float]]] = {}
    for seed in SEEDS:
        with TemporaryDirectory() as folder:
            world = Path(folder)
            run("plant_gaps.py", str(world), "--seed", str(seed))
            words = (str(world / "truth.json"), str(answered(world)), "--baseline", str(world), "--json")
            for method, score in json.loads(run("score_gaps.py", *words)).items():
                rows.setdefault(method, []).append(figures(score))
    methods = list(rows)
    print(f"means of {len(SEEDS)} worlds".ljust(36) + "".join(f"{method:>10}" for method in methods))
    for name in rows[methods[0]][0]:
        means = (np.mean([row[name] for row in rows[method]]) for method in methods)
        print(f"{name:36}" + "".join(f"{mean:10.3f}" for mean in means))


if __name__ == "__main__":
    main()
