"""What a sentence states about names: X（简称“Y”）, X（原Y）, X更名为Y, X（证券代码：300459）.

Read around the record's own name, so that brackets inside names and other firms in the sentence do no harm.
All patterns run as SQL over the whole column.
"""

from typing import Any, Final

_HERE: Final = "\x01"  # stands for the record's own name inside its context
_NAME: Final = r"([^，。；、：“”]+?)"
_QUOTE: Final = '[“”"]?'
_SHORT: Final = "(?:以下简称|下称|以下称|简称|全称|英文名称|英文名|品牌名|曾用名|原名称|原名|原)"

# Each pattern gives the other name; how: what the record's own name is to it.
_PATTERNS: Final = (
    ("alias", rf"{_HERE}[（(]{_SHORT}[:：]?{_QUOTE}(.+?){_QUOTE}[）)](?:[^）)]*)$"),
    ("alias", rf"{_HERE}[（(]([A-Za-z][^（）]*?)[）)]"),
    ("alias", rf"{_HERE}，简称{_NAME}[。，；]"),
    ("former", rf"{_HERE}(?:现已?|改制|以[^，。]*，|于[^，。]*?)?(?:更名为|整体变更为|变更为){_NAME}(?:[，。；]|$)"),
    ("renamed", rf"企业名称由{_NAME}变更为{_HERE}(?:[，。；]|$)"),
    ("former", rf"企业名称由{_HERE}变更为{_NAME}(?:[，。；]|$)"),
    ("renamed", rf"{_NAME}(?:现已?|改制|以[^，。]*，|于[^，。]*?)?(?:更名为|整体变更为){_HERE}"),
    ("named", rf"(?:^|[，。；：]){_NAME}[（(]{_SHORT}[:：]?{_QUOTE}{_HERE}{_QUOTE}[）)]"),
    ("named", rf"(?:^|[，。；：]){_NAME}[（(]{_HERE}[）)]"),
    ("named", rf"(?:^|[，。；：]){_NAME}，简称{_HERE}"),
)
_STOCK: Final = (
    rf"{_HERE}[（(](?:上市公司，)?(?:证券代码[:：]?|股票代码[:：]?)?([0-9]{{6}})(?:\.S[HZ])?[）)]"
    rf"|代码[:：]?([0-9]{{6}})，公司名称{_HERE}|{_HERE}，(?:证券|股票)?代码[:：]?([0-9]{{6}})"
)


def _found(how: str, pattern: str) -> str:
    return f"""
SELECT n, '{how}' AS how, replace(regexp_extract(marked, '{pattern}', 1), '{_HERE}', name) AS other
FROM id_marked WHERE regexp_matches(marked, '{pattern}')"""


STATED: Final = " UNION ALL ".join(_found(how, pattern) for how, pattern in _PATTERNS)

_MARKED: Final = f"""
CREATE OR REPLACE TEMP TABLE id_marked AS
SELECT n, name, replace(context, name, '{_HERE}') AS marked FROM records
WHERE context <> '' AND name <> '' AND contains(context, name)"""

_STOCKS: Final = f"""
SELECT n, 'stock_code:' || concat(regexp_extract(marked, '{_STOCK}', 1), regexp_extract(marked, '{_STOCK}', 2),
       regexp_extract(marked, '{_STOCK}', 3)) AS key FROM id_marked WHERE regexp_matches(marked, '{_STOCK}')"""


def read_statements(connection: Any) -> None:
    """Fill `stated` (n, how, other) and `stock` (n, key) from table `records` (n, name, context)."""
    connection.execute(_MARKED)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE stated AS SELECT DISTINCT * FROM ({STATED}) WHERE other <> ''")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE stock AS {_STOCKS}")
