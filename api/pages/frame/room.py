"""A room of the site: the routes of one subject, and where the navigation shows them."""

from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

GROUPS: Final = ("看短板", "找伙伴", "看格局", "管数据")  # what people come for, in the order of the navigation


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the navigation."""

    group: str  # one of GROUPS
    title: str  # Chinese; its English stands in `english/`
    path: str


@dataclass(frozen=True, slots=True)
class Room:
    """One subject."""

    router: APIRouter
    entries: tuple[Entry, ...] = ()


def page_router() -> APIRouter:
    """A router of pages: they are no part of the described REST."""
    return APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
