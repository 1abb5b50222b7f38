"""Templates and the few words they need: percentages, type colours, provinces."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.pages.words import attribute_text, attribute_word, word_of
from graph.view.colours import GAP_LOOKS
from ontology.schema import MARK
from ontology.values.regions import regions


def render(request: Request, template: str, context: Mapping[str, Any], *, status: int = 200) -> HTMLResponse:
    """One page as a response."""
    text = _environment().get_template(template).render(path=request.url.path, **context)
    return HTMLResponse(text, status_code=status)


@cache
def _environment() -> Environment:
    folder = Path(__file__).with_name("templates")
    found = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    found.filters |= {
        "percent": lambda value: f"{value:.0%}",
        "figure": lambda value: f"{value:.2f}",
        "address": lambda value: quote(str(value), safe=":/"),
        "word": word_of,
        "attribute": attribute_word,
    }
    found.globals |= {
        "mark": MARK,
        "attribute_text": attribute_text,
        "looks": GAP_LOOKS,
        "provinces": _provinces(),
    }
    return found


def _provinces() -> tuple[str, ...]:
    return tuple(region.name for region in regions() if region.level == "province")
