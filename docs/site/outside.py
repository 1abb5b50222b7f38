"""What the pages link to outside docs/ is named instead: the built site does not hold it."""

import re
from typing import Any

_OUTSIDE = re.compile(r"\[([^\]]+)\]\((?:\.\./)+((?:examples|ontology|graph|api)/[^)]*)\)")


def on_page_markdown(markdown: str, **_: Any) -> str:
    """`[text](../examples/README.md)` as `text（examples/README.md）`; called by the builder for each page."""
    return _OUTSIDE.sub(r"\1（`\2`）", markdown)
