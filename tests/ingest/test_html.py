from base64 import encodebytes

import pytest

from ingest.html import read_html, read_mht
from ontology.errors import Unreadable
from ontology.facts import BlockKind

PAGE = """<!DOCTYPE html><html><head><meta charset="gbk"><title>t</title><style>.h{display:none}</style></head><body>
<div class="nav"><a href="/">首页</a><a href="/b">政务公开</a></div>
<h1>关于公布名单的公告</h1><div class="info"><span>发布日期：2025-04-02</span><span>来源：某局</span></div>
<p>&nbsp;&nbsp;经研究，公布名单如下。<br><br>&nbsp;&nbsp;第二段在双换行之后。</p><div class="h">隐藏文字</div>
<table><tr><th>企业</th><th>方向</th></tr><tr><td rowspan="2">甲公司</td><td>MES</td></tr><tr><td>CAE</td></tr></table>
<script>var a = "脚本";</script><footer>网站标识码</footer></body></html>"""


def test_an_article_is_read_without_what_the_site_puts_around_it() -> None:
    draft = read_html(PAGE.encode("gbk"))
    assert [part.text for part in draft.parts] == [
        "关于公布名单的公告",
        "经研究，公布名单如下。",
        "第二段在双换行之后。",
    ]
    assert draft.parts[0].kind is BlockKind.TITLE


def test_spans_of_cells_are_repeated_in_their_rows() -> None:
    (table,) = read_html(PAGE.encode("gbk")).tables
    assert table.rows == (("甲公司", "MES"), ("甲公司", "CAE"))


def test_a_web_archive_gives_its_page() -> None:
    archive = (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
        b"Content-Type: text/html; charset=gb2312\n"
        b"Content-Transfer-Encoding: base64\n\n" + encodebytes("<p>问：何时执行？</p>".encode("gb18030")) + b"--x--\n"
    )
    assert [part.text for part in read_mht(archive).parts] == ["问：何时执行？"]


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(Unreadable):
        read_html(b"<html><body><img src=a.png></body></html>")


def test_a_page_nested_without_end_is_refused() -> None:
    assert [part.text for part in read_html(b"<div>" * 100 + "文字".encode()).parts] == ["文字"]
    with pytest.raises(Unreadable, match="nesting of the page"):
        read_html(b"<div>" * 5000 + "文字".encode())
