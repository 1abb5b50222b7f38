"""Where sources differ, the page of the entity shows what each of them says."""

from pathlib import Path

import httpx

from tests.api.spaces import ingested, served

CARD = """source: {{name: {name}, kind: registry}}
tables:
  - file: firms.csv
    things: {{firm: {{class: Enterprise, name: 企业, code: 代码, properties: {{founded: {{column: 成立, as: date}}}}}}}}
"""


def register(folder: Path, founded: str) -> Path:
    """A register of one firm, by the name of its folder."""
    folder.mkdir()
    (folder / "firms.csv").write_text(f"企业,代码,成立\n杭州样例甲机电有限公司,91330100YL0000012E,{founded}\n", "utf-8")
    (folder / "firms.card.yaml").write_text(CARD.format(name=folder.name), "utf-8")
    return folder


def test_two_founding_dates_of_one_firm_are_shown_with_who_says_so(tmp_path: Path) -> None:
    ingested(
        tmp_path / "workspace", [register(tmp_path / "甲册", "2001-01-01"), register(tmp_path / "乙册", "2002-02-02")]
    )

    with served(tmp_path / "workspace") as address:
        page = httpx.get(f"{address}/entities/ent:91330100YL0000012E").text

    shown = page.split('id="conflicts"', 1)[1].split("</table>", 1)[0]
    assert [word for word in ("2001-01-01", "甲册", "2002-02-02", "乙册") if word not in shown] == []
