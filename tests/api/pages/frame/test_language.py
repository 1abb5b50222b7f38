"""Chinese first, English on demand; every text of ours has its English."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from api.pages.frame.language import Language, english, half, own, say
from api.pages.frame.room import GROUPS
from api.pages.rooms.chains import VIEWS
from api.pages.rooms.maps import MEASURES
from api.pages.rooms.status import meanings_of_limits
from api.pages.site import ROOMS
from graph.analysis.results import GapType
from graph.analysis.thresholds import Thresholds
from graph.ledger.board.steps import WORDS, State

PAGES = Path(__file__).parents[4] / "api" / "pages"
SAID = {
    ".html": [r'\bsay\("([^"]+)"', r'sheet_table\([^)]*heading=say\("([^"]+)"'],
    ".py": [r'say\(language, "([^"]+)"', r'Column\("([^"]+)"', r'\bSheet\(\s*"([^"]+)"'],
}
CHINESE = re.compile(r"[一-鿿]+")
# parts of an f-string of the program, not texts
NOT_SAID = {"中文", "是", "否", "强链", "延链"}


def texts() -> set[str]:
    """Every text that a template or a room gives to be said."""
    found: set[str] = set()
    for file in PAGES.rglob("*"):
        for pattern in SAID.get(file.suffix, ()):
            found.update(re.findall(pattern, file.read_text(encoding="utf-8")))
    return {text for text in found if CHINESE.search(text) and "{" not in text.split("：")[0][:1]}


def test_every_text_of_the_pages_has_its_english() -> None:
    assert sorted(texts() - set(english())) == []


def test_every_word_that_pages_are_given_has_its_english() -> None:
    words = {*GROUPS, *VIEWS.values(), *MEASURES.values(), *(kind.value for kind in GapType)}
    words |= {entry.title for room in ROOMS for entry in room.entries}
    words |= {*WORDS.values(), *(state.value for state in State)}
    assert sorted(words - set(english())) == []


def test_no_template_holds_chinese_that_is_not_said() -> None:
    for file in PAGES.rglob("*.html"):
        text = re.sub(r"{#.*?#}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        left = set(CHINESE.findall(re.sub(r'say\("[^"]*"', "", text))) - NOT_SAID
        assert left == set(), file.name


def test_english_keeps_the_places_of_the_chinese() -> None:
    fields = re.compile(r"\{(\w+)\}")
    for chinese, other in english().items():
        assert set(fields.findall(chinese)) == set(fields.findall(other)), chinese


@pytest.mark.parametrize(("language", "told"), [(Language.CHINESE, "共 3 行"), (Language.ENGLISH, "共 3 行")])
def test_a_text_without_english_stays_and_is_filled_in(language: Language, told: str) -> None:
    assert say(language, "共 {n} 行", n=3) == told


def test_a_message_in_both_languages_is_shown_in_one() -> None:
    assert half(Language.CHINESE, "没有 · none") == "没有"
    assert half(Language.ENGLISH, "没有 · none") == "none"
    assert half(Language.ENGLISH, "没有") == "没有"


def test_what_the_data_says_in_chinese_is_marked_on_an_english_page_and_left_alone_on_a_chinese_one() -> None:
    assert own(Language.ENGLISH, "<b>丁厂") == '<span lang="zh">&lt;b&gt;丁厂</span>'
    assert own(Language.CHINESE, "丁厂") == "丁厂"
    assert own(Language.ENGLISH, "ABB") == "ABB"
    assert own(Language.ENGLISH, "上游") == "Upstream"
    assert own(Language.ENGLISH, "需要它的企业如<丁厂") == 'firms that need it are &lt;<span lang="zh">丁厂</span>'


def test_every_threshold_has_its_meaning_in_both_languages() -> None:
    meanings = meanings_of_limits()
    assert set(meanings) == {one.name for one in fields(Thresholds)}
    assert sorted(set(meanings.values()) - set(english())) == []
