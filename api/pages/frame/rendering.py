"""A page as a response: its template in the reader's language, the error page, or a table or figure as a file."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.pages.frame.address import here, to
from api.pages.frame.download import download_of
from api.pages.frame.language import Language, half, language_of, own, remember_language, say
from api.pages.frame.reach import leads, limited_to
from api.pages.frame.room import GROUPS, Entry
from api.pages.frame.words import attribute_text, attribute_word, told, word_of
from graph.view.colours import kind_class, kind_of
from ontology.errors import LiantuError
from ontology.schema import MARK
from ontology.values.regions import regions

_TEMPLATES: Final = Path(__file__).parents[1] / "templates"


def show(request: Request, template: str, make: Callable[[], Mapping[str, Any]]) -> Response:
    """The page; with `download=` one of its tables or figures; or the error as a page, with the status of REST.

    Args:
        request: who asks, in which language, for what.
        template: its path under `templates/`.
        make: makes what the template is given. `sheets` and `figures` of it can be downloaded, each by its name.
    """
    try:
        context = make()
        wanted = request.query_params.get("download")
        if wanted:
            return download_of(wanted, context, language_of(request))
    except LiantuError as problem:
        return refusal(request, problem)
    return render(request, template, context)


def refusal(request: Request, problem: LiantuError) -> HTMLResponse:
    """An error as a page with the way out."""
    return render(request, "frame/error.html", {"problem": problem}, status=problem.http_status)


def render(request: Request, template: str, context: Mapping[str, Any], *, status: int = 200) -> HTMLResponse:
    """A template as a response, in the reader's language."""
    language = language_of(request)
    frame = {
        "path": request.url.path,
        "here": partial(here, request),
        "navigation": navigation_of(request),
        "query": request.query_params,
        "leads": partial(leads, request),
        "limited_to": limited_to(request),
    }
    text = _environment(language).get_template(template).render(**frame, **context)
    answer = HTMLResponse(text, status_code=status, headers={"Content-Language": language.tag, "Vary": "Cookie"})
    remember_language(request, answer)
    return answer


def percent(value: float | None) -> str:
    """A share for people: the smaller, the more digits, so that little is not nothing."""
    if value is None:
        return "—"
    digits = 0 if value == 0 or abs(value) >= 0.1 else 1 if abs(value) >= 0.01 else 2
    return f"{value:.{digits}%}"


def navigation_of(request: Request) -> dict[str, list[Entry]]:
    """Groups with the entries that lead somewhere; a group without entries is left out."""
    entries = [entry for entry in request.app.state.navigation if leads(request, entry.path)]
    grouped = {group: [entry for entry in entries if entry.group == group] for group in GROUPS}
    return {group: found for group, found in grouped.items() if found}


@cache
def _environment(language: Language) -> Environment:
    loader = FileSystemLoader(_TEMPLATES)
    found = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    found.filters |= {
        "percent": percent,
        "figure": lambda value: "—" if value is None else f"{value:,.2f}",
        "count": lambda value: "—" if value is None else f"{value:,.0f}",
        "address": lambda value: quote(str(value), safe=":/"),
        "word": partial(word_of, language=language),
        "attribute": partial(attribute_word, language=language),
        "told": partial(told, language),
        "half": partial(half, language),
        "own": partial(own, language),
        "kind": kind_of,
        "kind_class": kind_class,
    }
    found.globals |= {
        "say": partial(say, language),
        "to": to,
        "language": language,
        "mark": half(language, MARK),
        "attribute_text": partial(attribute_text, language=language),
        "provinces": _provinces(),
        "version": version("liantu"),
    }
    return found


def _provinces() -> tuple[str, ...]:
    return tuple(region.name for region in regions() if region.level == "province")
