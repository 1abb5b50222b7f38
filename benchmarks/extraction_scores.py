"""How well extraction does on annotated sentences: `python -m benchmarks.extraction_scores`.

Fills the tables of docs/extraction.md: a block between `<!-- liantu evaluate … -->` and `<!-- end -->` becomes what
that command prints. Annotation files are looked for in tests/nlp and in ../shared/gold; a block whose file is not on
this machine stays as it is.
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "extraction.md"
FOLDERS: Final = (ROOT / "tests" / "nlp", ROOT.parent / "shared" / "gold")
_BLOCK: Final = re.compile(r"(<!-- liantu (evaluate [^>]+?) -->\n).*?(<!-- end -->)", re.DOTALL)

_SUMS: Final = ("合计", "一字不差", "values", "observations")  # lines that sum up


def main() -> None:
    """Run the command of every block and write the page."""
    text = PAGE.read_text(encoding="utf-8")
    filled, blocks = _BLOCK.subn(_filled, text)
    if not blocks:
        sys.exit(f"{PAGE.name} has no block to fill")
    PAGE.write_text(filled, encoding="utf-8")


def _filled(block: re.Match[str]) -> str:
    words = [_found(word) for word in shlex.split(block[2])]
    if any(word.endswith(".jsonl") and not Path(word).is_file() for word in words):
        print(f"{block[2]}: the file is not on this machine")
        return block[0]
    with TemporaryDirectory() as folder:
        command = [Path(sys.executable).with_name("liantu"), *words]
        done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    print(block[2], *(line for line in done.stdout.splitlines() if any(word in line for word in _SUMS)), sep="\n")
    return f"{block[1]}\n{done.stdout.strip()}\n\n{block[3]}"


def _found(word: str) -> str:
    """The place of an annotation file, any other word as it is."""
    places = (folder / word for folder in FOLDERS) if word.endswith(".jsonl") else ()
    return next((str(place) for place in places if place.is_file()), word)


if __name__ == "__main__":
    main()
