"""Tables of words that ship beside the code that reads them: columns by tabs, one row a line.

Lines that begin with # tell people what the table holds, and where it comes from.
"""

from collections.abc import Iterator
from importlib.resources import files


def rows_of(package: str, name: str) -> Iterator[list[str]]:
    """The rows of the table `name` in the folder of a package."""
    return rows_in(files(package).joinpath(name).read_text(encoding="utf-8"))


def rows_in(text: str) -> Iterator[list[str]]:
    """The rows of a table's text."""
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
