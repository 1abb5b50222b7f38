from collections.abc import Callable

import pytest

from ingest.pdf import read_pdf
from ontology.errors import Unreadable
from ontology.facts import BlockKind

Make = Callable[..., bytes]
SENTENCE = "坚持链式思维聚焦重点产业链统筹推进强链补链延链固链着力破解断点堵点培育链主企业打造产业集群"


def column(x: float, top: float, text: str, width: int) -> list[tuple[float, float, float, str]]:
    lines = [text[i : i + width] for i in range(0, len(text), width)]
    return [(x, top + 18 * i, 10.5, line) for i, line in enumerate(lines)]


def test_wrapped_lines_join_over_pages_without_heads_and_page_numbers(make_pdf: Make) -> None:
    text = SENTENCE * 12
    pages = [
        [(60, 40, 9, "某市工作简报"), *column(60, 100, text[: 40 * 5], 40), (290, 810, 9, "— 1 —")],
        [(60, 40, 9, "某市工作简报"), *column(60, 100, text[40 * 5 : 40 * 9] + "。", 40), (290, 810, 9, "— 2 —")],
    ]
    draft = read_pdf(make_pdf(pages))
    assert [part.text for part in draft.parts] == [text[: 40 * 9] + "。"]
    assert draft.pages == 2


def test_columns_are_read_one_after_the_other(make_pdf: Make) -> None:
    left, right = "左" * 19 + "，", "右" * 19 + "，"
    rows = [item for i in range(8) for item in ((50, 100 + 18 * i, 10.5, left), (310, 100 + 18 * i, 10.5, right))]
    text = "".join(part.text for part in read_pdf(make_pdf([rows])).parts)
    assert text == left * 8 + right * 8


def test_ruled_cells_are_a_table_and_not_text(make_pdf: Make) -> None:
    cells = [(60, 118, 10.5, "环节"), (160, 118, 10.5, "企业"), (60, 148, 10.5, "减速器"), (160, 148, 10.5, "甲公司")]
    drawn = [(50, y, 250, y) for y in (100, 130, 160)] + [(x, 100, x, 160) for x in (50, 150, 250)]
    draft = read_pdf(make_pdf([[(60, 80, 16, "链主企业表"), *cells]], drawn))
    assert [(table.header, table.rows) for table in draft.tables] == [(("环节", "企业"), (("减速器", "甲公司"),))]
    assert [(part.text, part.kind) for part in draft.parts] == [("链主企业表", BlockKind.TITLE)]


def test_pieces_under_each_other_are_a_table_without_lines(make_pdf: Make) -> None:
    rows = [
        ["县区", "科室", "电话"],
        ["江屿区", "产业科", "0571"],
        ["石浦县", "工信股", "0573"],
        ["白鹭市", "运行科", "0577"],
    ]
    placed = [(60 + 120 * c, 100 + 20 * r, 10.5, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    (table,) = read_pdf(make_pdf([placed])).tables
    assert table.header == ("县区", "科室", "电话")
    assert len(table.rows) == 3


def test_a_page_without_text_is_reported(make_pdf: Make) -> None:
    with pytest.raises(Unreadable, match="为空"):
        read_pdf(make_pdf([[]]))


def test_a_cut_file_says_that_it_is_damaged(make_pdf: Make) -> None:
    whole = make_pdf([[(60, 100, 10.5, SENTENCE)]])
    draft = read_pdf(whole.removesuffix(b"%%EOF\n"))
    assert draft.partial
    assert "损坏" in draft.notes[0]


def test_rubbish_under_a_pdf_header_is_refused() -> None:
    with pytest.raises(Unreadable, match="损坏"):
        read_pdf(b"%PDF-1.7 rubbish")


def test_labels_that_a_form_repeats_on_each_page_stay(make_pdf: Make) -> None:
    pages = [
        [(60, 300, 12, "企业名称及住所：" + name), (60, 330, 12, "主导产品：轴承")] for name in ("甲厂", "乙厂", "丙厂")
    ]
    assert "".join(part.text for part in read_pdf(make_pdf(pages)).parts).count("主导产品：轴承") == 3


def test_large_letters_over_the_text_are_a_watermark(make_pdf: Make) -> None:
    page = [*column(60, 300, SENTENCE * 3, 40), (90, 318, 40, "征求意见稿")]
    assert "征" not in "".join(part.text for part in read_pdf(make_pdf([page])).parts)


def test_a_head_in_the_corners_of_a_single_page_is_no_text(make_pdf: Make) -> None:
    page = [(60, 30, 9, "某市工作简报"), (480, 30, 9, "第7期"), *column(60, 100, SENTENCE * 2 + "。", 40)]
    assert [part.text for part in read_pdf(make_pdf([page])).parts] == [SENTENCE * 2 + "。"]


def test_a_box_around_text_is_no_table(make_pdf: Make) -> None:
    box = [(50, 80, 550, 80), (50, 110, 550, 110), (50, 200, 550, 200), (50, 80, 50, 200), (550, 80, 550, 200)]
    draft = read_pdf(make_pdf([[(60, 100, 10.5, "专栏 重点任务"), *column(60, 130, SENTENCE + "。", 40)]], box))
    assert not draft.tables
    assert [part.text for part in draft.parts] == ["专栏 重点任务", SENTENCE + "。"]


def test_large_headings_inside_a_column_keep_the_columns(make_pdf: Make) -> None:
    left = [(60, 100, 15, "一、基础"), *column(60, 124, "左" + SENTENCE * 3 + "。", 22)]
    right = column(320, 100, "右" + SENTENCE * 4 + "。", 22)
    texts = [part.text for part in read_pdf(make_pdf([left + right])).parts]
    assert texts == ["一、基础", "左" + SENTENCE * 3 + "。", "右" + SENTENCE * 4 + "。"]


def test_a_comma_stands_on_its_line_where_the_font_tells_no_height(make_pdf: Make) -> None:
    text = "近年来，产业链规模稳步扩大、协作更加紧密，"
    flat = make_pdf([column(60, 100, text * 2, len(text))]).replace(
        b"/Ascent 880 /Descent -120", b"/Ascent 290 /Descent -080"
    )
    assert [part.text for part in read_pdf(flat).parts] == [text * 2]


def test_three_columns_are_read_one_after_the_other(make_pdf: Make) -> None:
    texts = ["左" * 14 + "，", "中" * 14 + "，", "右" * 14 + "，"]
    rows = [(40 + 180 * c, 100 + 18 * i, 10.5, texts[c]) for i in range(8) for c in range(3)]
    text = "".join(part.text for part in read_pdf(make_pdf([rows])).parts)
    assert text == "".join(line * 8 for line in texts)


def test_wrapped_cells_without_lines_are_put_together(make_pdf: Make) -> None:
    rows = [["1", "沧溪轨道装备集团股份有限公司", "转向架"], ["2", "东岭光伏", "胶膜"], ["3", "白石湾铸造", "铸钢件"]]
    placed = [(60.0, 80.0, 10.5, "序号"), (120.0, 80.0, 10.5, "企业"), (320.0, 80.0, 10.5, "环节")]
    for r, (number, name, link) in enumerate(rows):
        top = 110.0 + 30 * r + 14 * (r > 0)
        middle = top + 7 * (len(name) > 7)  # names of two lines stand beside the others' middle
        placed += [(60, middle, 10.5, number), (320, middle, 10.5, link)]
        placed += [(120, top + 14 * k, 10.5, name[7 * k : 7 * k + 7]) for k in range((len(name) + 6) // 7)]
    (table,) = read_pdf(make_pdf([placed])).tables
    assert table.rows == tuple(map(tuple, rows))


def test_signs_of_private_use_are_no_text(make_pdf: Make) -> None:
    with pytest.raises(Unreadable, match="乱码"):
        read_pdf(make_pdf([[(60, 100, 10.5, "\ue011\ue0a4\ue1f3" * 10)]]))


def test_a_row_that_the_end_of_a_page_cuts_is_one(make_pdf: Make) -> None:
    drawn = [(50, y, 350, y) for y in (100, 130, 160)] + [(x, 100, x, 160) for x in (50, 100, 250, 350)]
    head = [(55, 118, 10, "序号"), (105, 118, 10, "任务"), (255, 118, 10, "单位")]
    first = [(55, 148, 10, "1"), (105, 148, 10, "建设中试平台并向企业"), (255, 148, 10, "科技局")]
    draft = read_pdf(make_pdf([[*head, *first], [*head, (105, 148, 10, "开放")]], drawn))
    assert [table.rows for table in draft.tables] == [(("1", "建设中试平台并向企业开放", "科技局"),)]


def test_a_line_above_where_other_pages_begin_is_a_running_head(make_pdf: Make) -> None:
    first = [(60, 90 + 18 * i, 10.5, SENTENCE[:40]) for i in range(3)]
    pages = [first, [(60, 66, 10.5, "某某研究第四期"), (60, 90, 10.5, "强链补链。")]]
    assert [part.text for part in read_pdf(make_pdf(pages)).parts] == [SENTENCE[:40] * 3 + "强链补链。"]


def test_a_merged_cell_that_the_end_of_a_page_cuts_goes_on(make_pdf: Make) -> None:
    across = [(x0, y, 350, y) for x0, y in ((50, 100), (50, 130), (100, 160), (50, 190))]
    drawn = [*across, *((x, 100, x, 190) for x in (50, 100, 250, 350))]
    head = [(55, 118, 10, "领域"), (105, 118, 10, "任务"), (255, 118, 10, "单位")]
    pages = [[(55, 148, 10, "材料")], []]
    for page, tasks in zip(pages, ("甲乙", "丙丁"), strict=True):
        for i, task in enumerate(tasks):
            page += [(105, 148 + 30 * i, 10, f"任务{task}"), (255, 148 + 30 * i, 10, "科技局")]
    (table,) = read_pdf(make_pdf([[*head, *page] for page in pages], drawn)).tables
    assert [row[:2] for row in table.rows] == [("材料", f"任务{task}") for task in "甲乙丙丁"]


def test_a_row_within_merged_cells_that_the_end_of_a_page_cuts_stays_a_row(make_pdf: Make) -> None:
    across = [(x0, y, x1, y) for x0, y, x1 in ((50, 100, 350), (50, 130, 350), (100, 160, 250), (50, 190, 350))]
    drawn = [*across, *((x, 100, x, 190) for x in (50, 100, 250, 350))]
    head = [(55, 118, 10, "领域"), (105, 118, 10, "任务"), (255, 118, 10, "单位")]
    pages = [[(55, 148, 10, "材料"), (255, 148, 10, "科技局")], []]
    for page, tasks in zip(pages, ("甲乙", "丙丁"), strict=True):
        page += [(105, 148 + 30 * i, 10, f"任务{task}") for i, task in enumerate(tasks)]
    (table,) = read_pdf(make_pdf([[*head, *page] for page in pages], drawn)).tables
    assert table.rows == tuple(("材料", f"任务{task}", "科技局") for task in "甲乙丙丁")
