"""Run every benchmark and write docs/benchmarks.md: `python -m benchmarks`, or `make bench`.

Each benchmark is a script that prints its own figures; where there is a peer, both run in the same script and the
ratio is printed beside them. Figures depend on the machine, which stands at the head of the page.
"""

import os
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent
PAGE = FOLDER.parent / "docs" / "benchmarks.md"


def main() -> None:
    """Measure everything in turn; a benchmark that fails stops the run."""
    sections = [_section(path) for path in sorted(FOLDER.glob("*.py")) if _is_script(path)]
    PAGE.write_text(_head() + "\n".join(sections), encoding="utf-8")
    print(f"written: {PAGE.name}")


def _is_script(path: Path) -> bool:
    """Whether it measures by itself; the others hold what the scripts share."""
    return not path.name.startswith("_") and '__name__ == "__main__"' in path.read_text(encoding="utf-8")


def _head() -> str:
    machine = f"{os.cpu_count()} cores, {_memory()} GiB, Python {platform.python_version()}, {platform.system()}"
    return (
        "# 性能测量 · Benchmarks\n\n"
        f"{date.today().isoformat()}, {machine}. Made by `make bench`; wall times on a machine that may be shared.\n\n"
    )


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


def _section(path: Path) -> str:
    print(f"== {path.stem}", flush=True)
    done = subprocess.run([sys.executable, str(path)], cwd=FOLDER.parent, check=True, capture_output=True, text=True)
    print(done.stdout, flush=True)
    return f"## {path.stem}\n\n```\n{done.stdout.strip()}\n```\n"


if __name__ == "__main__":
    main()
