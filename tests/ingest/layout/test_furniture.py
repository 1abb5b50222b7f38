from ingest.layout.furniture import contents, furniture
from ingest.layout.lines import split_lines

BODY = "\n".join(f"这一行是第{i}行正文，说的是各不相同的事情{'甲乙丙丁戊己庚辛壬癸'[i]}。" for i in range(10))


def dropped(raw: str) -> list[str]:
    lines = list(split_lines(raw))
    return [raw[lines[i].start : lines[i].end] for i in sorted(furniture(raw, lines))]


def test_running_heads_and_the_page_numbers_beside_them_are_furniture() -> None:
    raw = "\n".join(f"成效评估报告（2024年）\n{page}\n{BODY}" for page in range(1, 6))
    assert dropped(raw) == [text for page in range(1, 6) for text in ("成效评估报告（2024年）", str(page))]


def test_bare_numbers_that_count_up_are_page_numbers() -> None:
    assert dropped("\n".join(f"{BODY}\n{page}" for page in (7, 8, 9))) == ["7", "8", "9"]


def test_bare_numbers_of_a_list_are_not() -> None:
    assert dropped("序号\n1\n减速器\n2\n伺服系统\n3\n控制器") == []


def test_short_lines_repeated_close_together_are_a_list() -> None:
    assert dropped("是\n否\n在营\n在营\n在营\n在营\n在营") == []


def test_contents_with_leaders_go_with_their_heading_and_wrapped_entries() -> None:
    texts = ["目 录", "一、总体要求 ........ 1", "二、一个很长而折成两行的", "标题 ........ 3", "正文"]
    assert contents(texts) == {0, 1, 2, 3}


def test_a_line_beside_page_numbers_of_a_short_text_is_a_running_head() -> None:
    raw = "\n".join(f"产业白皮书\n{BODY}\n第 {page} 页 共 2 页" for page in (1, 2))
    assert dropped(raw) == ["产业白皮书", "第 1 页 共 2 页", "产业白皮书", "第 2 页 共 2 页"]
