"""What a site puts around its articles: menus, paths, share bars, footers, and what its style sheet hides."""

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from ingest.html_table import element_text

_CHECKED: Final = frozenset(["div", "ul", "ol", "section", "p", "span", "table", "td", "tr", "center", "li", "dl"])
_FURNITURE: Final = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|crumbs?|breadcrumbs?|share|bdsharebuttonbox|side|sidebar|footer|foot|header|top|topbar|"
    r"copyright|pn|prev|next|pager|paging|page-?nav|related|recommend|hot|ad|ads|advert|banner|search|login|qr|qrcode|wxqr|"
    r"tools?|toolbar|cookies?|popup|modal|hide|hidden|comments?|print|close|font-?size|location|position)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ROLES: Final = frozenset(["navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar"])
_HIDDEN: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_UNSEEN: Final = re.compile(r"visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$)", re.IGNORECASE)
_HIDING_RULE: Final = re.compile(r"([.#][\w-]+)\s*\{[^{}]*display\s*:\s*none", re.IGNORECASE)
_META: Final = re.compile(
    r"(?:发布(?:日期|时间)|来源|浏览(?:次数|量)|字号|作者|阅读(?:次数|量)?|点击(?:数|量|次数)?|责任编辑|编辑)\s*[：:]"
)
_PLACE: Final = re.compile(r"^(?:您|你)?(?:现在|当前|目前)?所?(?:在|处)?的?(?:当前)?位置\s*(?:是|为)?\s*[：:>]")
_PATH: Final = re.compile(r"^(?:网站)?首\s*页\s*(?:[>＞›»→/]|-{1,2}>)")
_SITE: Final = re.compile(
    r"备案号|ICP备|公网安备|网站标识码|版权所有|Copyright\s*(?:©|\(c\))|打印本页.*关闭|扫一扫", re.IGNORECASE
)
_NEIGHBOUR: Final = re.compile(r"[上下]一?[条篇则页]\s*[：:]")
_CONTROLS: Final = re.compile(
    r"[【】\[\]()（）|｜：:\s]*(?:(?:打印(?:本[页文])?|关闭(?:窗口|本页)?|返回(?:顶部|首页|列表|上一?页)?|收藏(?:本页)?|分享到?|"
    r"我要纠错|字[号体]|大|中|小|默认)[【】\[\]()（）|｜：:\s]*)+"
)
_FURNITURE_LENGTH: Final = 300  # characters; furniture is shorter
_MARKED_LENGTH: Final = 600  # of an element whose class says that it is furniture
_META_LENGTH: Final = 200
_ARTICLE_SHARE: Final = 0.5  # of the page's characters
_LINK_SHARE: Final = 0.6  # of the characters of a block; articles link less, menus more


@dataclass(frozen=True, slots=True)
class Furniture:
    """Knows a page's furniture; `hiding` are the classes and ids its style sheet does not display."""

    hiding: frozenset[str]
    length: int  # characters of the article's element

    def includes(self, element: etree._Element, name: str) -> bool:
        """Whether the element is no part of the article."""
        if self._is_hidden(element):
            return True
        if name not in _CHECKED:
            return False
        text = element_text(element)
        words = f"{element.get('class', '')} {element.get('id', '')}"
        is_marked = _FURNITURE.search(words) or element.get("role") in _ROLES
        return (
            bool(is_marked and len(text) < _MARKED_LENGTH)
            or _is_link_list(element, len(text))
            or (len(text) < _FURNITURE_LENGTH and _says_so(text))
        )

    def _is_hidden(self, element: etree._Element) -> bool:
        style = element.get("style", "")
        if element.get("hidden") is not None or element.get("aria-hidden") == "true" or _HIDDEN.search(style):
            return True
        if _UNSEEN.search(style):  # a saved page hides its whole article until a script has run
            return len(element_text(element)) < _ARTICLE_SHARE * self.length
        selectors = {f".{word}" for word in element.get("class", "").split()} | {f"#{element.get('id', '')}"}
        return bool(selectors & self.hiding)


def is_site_line(line: str) -> bool:
    """A line that links to the neighbours of an article, offers to print it, or says where and when it stood."""
    text = line.strip()
    short = len(text) < _FURNITURE_LENGTH
    return short and bool(_NEIGHBOUR.match(text) or (len(text) > 1 and _CONTROLS.fullmatch(text)) or _says_so(text))


def furniture_of(root: etree._Element, article: etree._Element) -> Furniture:
    """The furniture of a page, its article being this element."""
    sheets = "\n".join(sheet.text or "" for sheet in root.iter("style"))
    return Furniture(frozenset(_HIDING_RULE.findall(sheets)), len(element_text(article)))


def _is_link_list(element: etree._Element, whole: int) -> bool:
    """Mostly links: a menu, a list of other articles."""
    links = element.findall(".//a")
    return len(links) > 1 and whole > 0 and sum(len(element_text(link)) for link in links) >= _LINK_SHARE * whole


def _says_so(text: str) -> bool:
    """The path to the page, the owner's line at its foot, or the line of date, source and clicks under a title."""
    return bool(_PLACE.match(text) or _PATH.match(text) or _SITE.search(text)) or (
        len(text) < _META_LENGTH and len(_META.findall(text)) > 1
    )
