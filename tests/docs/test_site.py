"""The site of the documents, as it is built: it asks no other host, and what it points at is there."""

import logging
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
MOST_IMAGES, MOST_BYTES = 8, 150_000

_LOADED = {
    ("script", "src"),
    ("link", "href"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("form", "action"),
}


class Pointers(HTMLParser):
    """What a page loads, what it links to, and the names of its places."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.links: list[str] = []
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.places.add(value or "")
            elif (tag, name) in _LOADED and value:
                self.loaded.append(value)
            elif (tag, name) == ("a", "href") and value:
                self.links.append(value)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Pointers]:
    """Every page of the built site; the builder stops at a link to a page that is not there."""
    folder = tmp_path_factory.mktemp("site")
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder)))
    return {path: Pointers(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")}


def test_no_page_or_style_loads_anything_from_another_host(site: dict[Path, Pointers]) -> None:
    assert [one for page in site.values() for one in page.loaded if urlsplit(one).netloc] == []
    folder = next(path.parent for path in site if path.name == "404.html")
    styles = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.css"))
    assert re.findall(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//[^)'\"]+", styles) == []


def test_what_pages_load_and_link_to_is_there(site: dict[Path, Pointers]) -> None:
    missing = []
    for path, page in site.items():
        if path.name == "404.html":  # its addresses begin at the root of a server
            continue
        for pointer in (*page.loaded, *page.links):
            parts = urlsplit(pointer)
            aim = path if not parts.path else (path.parent / unquote(parts.path)).resolve()
            if not parts.scheme and not parts.netloc and not _is_there(aim, unquote(parts.fragment), site):
                missing.append((path.name, pointer))
    assert missing == []


def _is_there(aim: Path, place: str, site: dict[Path, Pointers]) -> bool:
    return aim.exists() and (not place or aim not in site or place in site[aim].places)


def test_every_tutorial_is_in_the_site_and_begins_with_english(site: dict[Path, Pointers]) -> None:
    tutorials = sorted((ROOT / "docs" / "tutorials").glob("*.md"))
    assert {path.stem for path in tutorials} == {path.stem for path in site if path.parent.name == "tutorials"}
    assert all("> **In English.**" in path.read_text(encoding="utf-8") for path in tutorials)


def test_the_pictures_of_the_repository_are_few_small_and_used() -> None:
    pictures = list(IMAGES.iterdir())
    assert len(pictures) <= MOST_IMAGES
    assert all(path.stat().st_size < MOST_BYTES for path in pictures)
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md"))
    assert [path.name for path in pictures if f"images/{path.name})" not in text] == []
