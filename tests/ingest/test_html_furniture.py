from ingest.html import read_html

_LONG = "全市轴承产业实现营业收入386.7亿元，比上年增长9.8%，出口到32个国家和地区。"


def _texts(body: str) -> list[str]:
    return [part.text for part in read_html(f"<html><meta charset=utf-8><body>{body}</body></html>".encode()).parts]


def test_the_path_to_the_page_and_the_owners_line_are_no_text() -> None:
    body = f"<td>您现在的位置：<a>首页</a> &gt; 通知公告</td><p>{_LONG}</p><p>主办：某市政府　备案号：05000001</p>"
    assert _texts(body) == [_LONG]


def test_a_place_in_a_sentence_is_text() -> None:
    assert _texts(f"<p>{_LONG}</p><p>位置优越是园区的一大优势，交通便利。</p>")[1].startswith("位置优越")


def test_an_article_hidden_until_a_script_has_run_is_read() -> None:
    assert _texts(f'<div style="visibility: hidden"><p>{_LONG}</p></div><p>附注</p>')[0] == _LONG


def test_a_small_unseen_part_is_left_out() -> None:
    assert _texts(f'<p>{_LONG}</p><span style="visibility:hidden">计数</span>') == [_LONG]


def test_a_style_sheet_of_open_rules_takes_no_time() -> None:
    assert _texts(f"<style>{'.a{' * 200_000}</style><p>{_LONG}</p>") == [_LONG]


def test_a_part_that_says_its_role_on_the_page_is_no_text() -> None:
    assert _texts(f'<div role="dialog">本站使用存储技术，请您同意</div><p>{_LONG}</p>') == [_LONG]


def test_lines_that_link_to_the_neighbours_or_print_are_no_text() -> None:
    body = f"<p>{_LONG}</p><a>上一条：会议通知</a><br><a>下一条：培训通知</a><br>【打印】【关闭窗口】"
    assert _texts(body) == [_LONG]


def test_a_path_that_begins_at_the_front_page_is_no_text() -> None:
    assert _texts(f"<div>首页 &gt;&gt; 新闻 &gt;&gt; 要闻</div><p>{_LONG}</p>") == [_LONG]
