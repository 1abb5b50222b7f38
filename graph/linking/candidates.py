"""Candidates for a link: a concept, a node, a score, and what speaks for and against it.

What speaks for: a declared alias, another way of writing, the head. In a Chinese compound the head comes last, as
谐波减速器 ends with 减速器: 减速器生产线 (a machine to make it) and 减速器用轴承钢 (a material of it) end differently.
What speaks against: a field of use the chain does not know (农机变速器), a head that cuts a word (长丝|织物 is no
丝织物), a Latin head after the name of another node (锦纶丝POY). A product tree that says the same counts as a second
reason. Likeness of writing is no reason here; `review` shows it to people.
"""

from typing import Any, Final

from graph.linking.domains import FIELDS

# Expected share of links of this kind that are right, by reading random ones of a product register of 96,827 names.
WORTH: Final = {
    "alias": 0.95,  # a place declares the name of the node as another name of the concept
    "name": 0.95,  # an industry or scenario of the very name
    "writing": 0.9,  # the name but for brackets and closing words
    "abbreviation": 0.8,  # Latin, in the brackets behind the name
    "head": 0.85,  # of four characters and more; the longer, the less it leaves open
    "head3": 0.75,
    "head2": 0.7,  # short heads are right in 92 of 100, once a cut word speaks against them
    "inside": 0.5,  # words in brackets are as often a use or a material
    "kind": 0.4,  # the tree alone: it lists 磷酸盐 under 磷酸
}
TREE: Final = 0.5  # share of the doubt that a product tree takes away
OBJECTION: Final = 0.5  # share of the score that an objection leaves

_WORTHS: Final = "MAP {" + ", ".join(f"'{how}': {worth}" for how, worth in WORTH.items()) + "}[how]"
# 非标减速器 is one, 非金属材料 is not a 金属材料: what stands before the head must not deny it,
# nor make another substance of it (二乙二醇, 焦磷酸铁, 三氯硅烷); a Latin head (PACK) is a word of its own.
_DENIED: Final = "^类$|(非|无|不|仿|假|伪|代替|替代|模拟|废|[二三四聚焦偏亚过次异氯溴氟]|[甲乙丙丁]基)$"

_EXACT: Final = """
SELECT f.grp, f.class, t.node, t.node_id, t.chain, t.term, '' AS before,
       CASE WHEN way = 'alias' THEN 'alias' WHEN way = 'bare' THEN 'writing' WHEN way = 'whole' THEN 'name'
            WHEN regexp_matches(t.term, '^[a-z0-9/+-]+$') THEN 'abbreviation' ELSE 'inside' END AS how
FROM ln_form f JOIN ln_term t ON t.term = f.form
WHERE NOT (way = 'whole' AND class = 'Technology')"""  # apart from its namesake, because a person says so

_HEADS: Final = f"""
SELECT f.grp, f.class, t.node, t.node_id, t.chain, t.term, left(f.form, length(f.form) - length(t.term)) AS before,
       CASE length(t.term) WHEN 2 THEN 'head2' WHEN 3 THEN 'head3' ELSE 'head' END AS how
FROM ln_form f JOIN ln_term t ON t.tail = right(f.form, 2) AND ends_with(f.form, t.term) AND f.form <> t.term
WHERE way IN ('whole', 'bare') AND class <> 'Industry'
  AND NOT regexp_matches(left(f.form, length(f.form) - length(t.term)), '{_DENIED}')
  AND NOT regexp_matches(right(f.form, length(t.term) + 1), '^[a-z][a-z]')"""

_KINDS: Final = """
CREATE OR REPLACE TEMP TABLE ln_kind AS
SELECT c.subject AS grp, t.node, t.node_id, t.chain, min(t.term) AS term
FROM en_claim c JOIN ln_term t ON t.named = c.object
WHERE c.relation = 'part_of' AND c.status = 'stated' AND c.subject NOT IN (SELECT named FROM ln_term) GROUP BY ALL"""

# The longest name of a chain wins: 压力传感器 before 传感器. A name that is one character short of a longer one, of
# any chain, cuts a word of it: 压力传感器 is no 力传感器.
_FOUND: Final = f"""
CREATE OR REPLACE TEMP TABLE ln_found AS
WITH heads AS ({_HEADS}),
whole AS (FROM heads h WHERE NOT EXISTS (FROM heads w WHERE w.grp = h.grp AND length(w.term) = length(h.term) + 1)),
longest AS (FROM whole QUALIFY length(term) = max(length(term)) OVER (PARTITION BY grp, chain))
{_EXACT} UNION ALL FROM longest
UNION ALL SELECT grp, 'Technology', node, node_id, chain, term, '', 'kind' FROM ln_kind"""

# A field is a word of the list, or whatever stands before 用: 光通讯用石英玻璃.
_FIELDS: Final = """
CREATE OR REPLACE TEMP TABLE ln_field AS
WITH meant AS (
    SELECT DISTINCT before, chain, unnest(list_append(regexp_extract_all(before, $pattern),
           regexp_extract(before, '^(.{2,}[^专通常公家民商实应使利])用$', 1))) AS word
    FROM ln_found WHERE before <> '')
SELECT before, chain, min(word) AS word FROM meant m
WHERE word <> '' AND NOT regexp_matches(before, concat(word, '级'))
  AND NOT EXISTS (FROM ln_term t WHERE t.chain = m.chain AND (contains(t.term, m.word) OR contains(m.word, t.term)))
GROUP BY ALL"""

# A known name that takes the first character of the head and leaves a known name, 长丝 + 织物, or a single character,
# 碳化硅 + 粉. One that takes a whole word of it (计算机系统 + 集成) leaves the head what it is.
_CUT: Final = """
CREATE OR REPLACE TEMP TABLE ln_cut AS
WITH word AS (
    SELECT DISTINCT before, term, unnest([2, length(before) + 1]) AS size, substr(term, 2) AS rest FROM ln_found
    WHERE before <> ''),
known AS (SELECT DISTINCT folded FROM en_name WHERE class = 'Technology'),
cut AS (SELECT before, term, right(concat(before, left(term, 1)), size::BIGINT) AS first, rest FROM word)
SELECT before, term, min(first) AS first FROM cut
WHERE first IN (FROM known) AND (rest IN (FROM known) OR length(rest) = 1) GROUP BY ALL"""

_OTHER: Final = """
CREATE OR REPLACE TEMP TABLE ln_other AS
SELECT DISTINCT f.before, f.term FROM ln_found f JOIN ln_term t ON t.tail = right(f.before, 2)
     AND ends_with(f.before, t.term)
WHERE regexp_matches(f.term, '^[a-z0-9/+-]+$') AND NOT EXISTS (
    FROM ln_term own WHERE own.node = f.node AND own.term = t.term)"""

_CANDIDATES: Final = f"""
CREATE OR REPLACE TEMP TABLE ln_candidate AS
WITH weighed AS (
    SELECT f.*, {_WORTHS} AS worth, how <> 'kind' AND k.grp IS NOT NULL AS tree, list_filter([
           '使用领域不同：' || d.word, '名称可断作：' || c.first,
           CASE WHEN o.term IS NOT NULL THEN '前半是另一环节的名称' END], lambda x: x IS NOT NULL) AS objections
    FROM ln_found f LEFT JOIN ln_kind k ON k.grp = f.grp AND k.node = f.node
    LEFT JOIN ln_field d ON d.before = f.before AND d.chain = f.chain
    LEFT JOIN ln_cut c ON c.before = f.before AND c.term = f.term
    LEFT JOIN ln_other o ON o.before = f.before AND o.term = f.term),
scored AS (
    SELECT *, round((CASE WHEN tree THEN 1 - (1 - worth) * {1 - TREE} ELSE worth END)
                    * CASE WHEN len(objections) > 0 THEN {OBJECTION} ELSE 1 END, 3)::DOUBLE AS score FROM weighed)
SELECT grp, class, node, node_id, chain, term, CASE WHEN starts_with(how, 'head') THEN 'head' ELSE how END AS how,
       tree, objections, score FROM scored
QUALIFY row_number() OVER (PARTITION BY grp, node ORDER BY score DESC, length(term) DESC, how, term) = 1"""


def find_candidates(connection: Any) -> None:
    """Fill `ln_candidate` (one row a concept and node) from `ln_term`, `ln_form`, `en_claim` and `en_name`."""
    for statement in (_KINDS, _FOUND):
        connection.execute(statement)
    connection.execute(_FIELDS, {"pattern": FIELDS})
    for statement in (_CUT, _OTHER, _CANDIDATES):
        connection.execute(statement)
