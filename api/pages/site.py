"""All rooms of the site. A new one is a file in `rooms/`, its templates, its English, and its line here."""

from typing import Final

from fastapi import FastAPI

from api.pages.frame.room import Room
from api.pages.rooms import (
    accounts,
    ask,
    board,
    chains,
    compare,
    console,
    documents,
    entities,
    evidence,
    flows,
    indices,
    looks,
    maps,
    match,
    nodes,
    policies,
    product_space,
    reports,
    review,
    shock,
    signing,
    start,
    status,
)

ROOMS: Final[tuple[Room, ...]] = (
    start.ROOM,
    ask.ROOM,
    chains.ROOM,
    nodes.ROOM,
    compare.ROOM,
    shock.ROOM,
    reports.ROOM,
    maps.ROOM,
    flows.ROOM,
    product_space.ROOM,
    indices.ROOM,
    match.ROOM,
    board.ROOM,
    policies.ROOM,
    entities.ROOM,
    evidence.ROOM,
    documents.ROOM,
    review.ROOM,
    console.ROOM,
    status.ROOM,
    accounts.ROOM,
    signing.ROOM,
    looks.ROOM,
)


def add_pages(app: FastAPI) -> None:
    """Give the application all pages, and each page its navigation."""
    app.state.navigation = tuple(entry for room in ROOMS for entry in room.entries)
    for room in ROOMS:
        app.include_router(room.router)
