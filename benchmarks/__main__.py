"""Run benchmarks and write docs/benchmarks.md: `python -m benchmarks [NAME …]`, or `make bench` for all.

Each benchmark is a script that prints its own figures; where there is a peer, both run in the same script and the
ratio is printed beside them. Figures depend on the machine, which stands above them with the day. A benchmark that
found nothing to measure fails, or says what it lacked: times of nothing look like any others.
"""

import os
import platform
import re
import subprocess
import sys
from collections.abc import Collection
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent
PAGE = FOLDER.parent / "docs" / "benchmarks.md"
_HEAD = "# 性能测量 · Benchmarks\n\nMade by `make bench`; wall times on a machine that may be shared.\n\n"
_ONE_THREAD = {"OMP_NUM_THREADS": "1"}  # of linear algebra: threads that wait for each other count as busy
_SECTION = re.compile(r"^## (\w+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def main(wanted: Collection[str]) -> None:
    """Measure in turn what is wanted, all where nothing is named; a benchmark that fails stops the run."""
    scripts = {path.stem: path for path in sorted(FOLDER.glob("*.py")) if _is_script(path)}
    if unknown := sorted({*wanted} - {*scripts}):
        sys.exit(f"no benchmark {', '.join(unknown)}; there are {', '.join(scripts)}")
    sections = dict(_SECTION.findall(PAGE.read_text(encoding="utf-8"))) if wanted else {}
    sections |= {name: _measured(scripts[name]) for name in wanted or scripts}
    text = "\n".join(f"## {name}\n{section.rstrip()}\n" for name, section in sorted(sections.items()))
    PAGE.write_text(_HEAD + text, encoding="utf-8")
    print(f"written: {PAGE.name}")


def _is_script(path: Path) -> bool:
    """Whether it measures by itself; the others hold what the scripts share."""
    return not path.name.startswith("_") and '__name__ == "__main__"' in path.read_text(encoding="utf-8")


def _day_and_machine() -> str:
    machine = f"{os.cpu_count()} cores, {_memory()} GiB, Python {platform.python_version()}, {platform.system()}"
    return f"{date.today().isoformat()}, {machine}"


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


def _measured(path: Path) -> str:
    """The section on one benchmark, without its title."""
    print(f"== {path.stem}", flush=True)
    done = subprocess.run(
        [sys.executable, str(path)],
        cwd=FOLDER.parent,
        check=True,
        stdout=subprocess.PIPE,  # its errors are shown
        text=True,
        env=os.environ | _ONE_THREAD,
    )
    told = done.stdout.strip()
    if not told:
        sys.exit(f"{path.stem} measured nothing")
    print(told, flush=True)
    return f"\n{_day_and_machine()}\n\n```\n{told}\n```\n"


if __name__ == "__main__":
    main(sys.argv[1:])
