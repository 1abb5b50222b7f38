"""Policies read and checked: characters a second, checks a second; where annotated policies lie beside the checkout,
how well conditions, alternatives and verdicts agree with them.

The text that is read is the guide of the sample, written out many times with other numbers; the firms are made up.
Scores are those of the development set, which the rules were written against: see docs/methods.md, section Q, for
what they gave on texts that nobody had looked at.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from api import policies
from graph.analysis.eligibility.verdict import check
from nlp.policies.reading import read_policy
from ontology.eligibility.firms import FirmProfile
from ontology.eligibility.records import PolicyText

ROOT: Final = Path(__file__).resolve().parents[1]
GUIDE: Final = ROOT / "api" / "sample" / "notices" / "06-subsidy-guide.txt"
SHARED: Final = ROOT.parent / "shared"
TEXTS, FIRMS = 60, 500


def main() -> None:
    texts = [_variant(number) for number in range(TEXTS)]
    begun = time.perf_counter()
    rules = [read_policy(text) for text in texts]
    spent = time.perf_counter() - begun
    letters = sum(len(text.text) for text in texts)
    print(f"read       {TEXTS} policies, {letters} characters: {letters / spent:,.0f} characters/s")
    firms = [_firm(number) for number in range(FIRMS)]
    begun = time.perf_counter()
    found = [check(rules[0], firm) for firm in firms]
    print(f"check      {len(found)} firms x {len(rules[0].conditions)} conditions with steps: ", end="")
    print(f"{(time.perf_counter() - begun) / len(found) * 1000:.2f} ms a check")
    gold = SHARED / "gold" / "policies"
    print(_scores(gold) if gold.is_dir() else "scores     no annotated policies beside the checkout")


def _variant(number: int) -> PolicyText:
    text = GUIDE.read_text(encoding="utf-8").replace("2000万元", f"{2000 + number}万元")
    return PolicyText(f"p{number}", "样例专项资金申报指南", text)


def _firm(number: int) -> FirmProfile:
    facts = {"region": ["中国", "浙江省"], "legal_person": True, "revenue": 1500 + number, "rd_ratio": number % 7}
    return FirmProfile(f"f{number}", f"企业{number}", 2025, facts)


def _scores(gold: Path) -> str:
    with tempfile.TemporaryDirectory() as folder:
        out, given, read = (Path(folder) / name for name in ("out.jsonl", "given.jsonl", "read.jsonl"))
        _write(out, list(policies.extract(_lines(gold / "texts.jsonl"))))
        for told, source in ((given, "policies"), (read, "texts")):
            found = policies.check_all(_lines(gold / f"{source}.jsonl"), _lines(gold / "profiles.jsonl"))
            _write(told, [policies.check_record(one) for one in found])
        annotated = _score(gold, "--checked", given)
        end_to_end = _score(gold, "--extracted", out, "--checked", read)
    return "\n".join(
        (
            "evaluator  " + _told(annotated, "verdicts", "results", "missing"),
            "extracted  " + _told(end_to_end, "conditions", "choices", "benefits", "deadlines", "period", "trees"),
            f"end to end verdicts balanced {end_to_end['verdicts_balanced']}",
        )
    )


def _score(gold: Path, *arguments: str | Path) -> dict[str, Any]:
    tool = SHARED / "tools" / "score_policies.py"
    asked = [sys.executable, tool, gold / "policies.jsonl", "--json", "--matrix", gold / "matrix.jsonl", *arguments]
    done = subprocess.run(list(map(str, asked)), check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def _told(scores: dict[str, Any], *names: str) -> str:
    return ", ".join(f"{name} {scores[name].get('f1', scores[name].get('accuracy'))}" for name in names)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _write(path: Path, records: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")


if __name__ == "__main__":
    main()
