"""Two names of one product or technology in one writing: 碳化硅（SiC）, 聚酯纤维（俗称涤纶）.

What stands in brackets is as often a kind, a state or a size (电池（锂）, 黄铜棒（硬）, 螺栓（M8）) as another name, so
that brackets alone join nothing. They do where the words say so (又称, 俗称, 简称), or where a chemical formula names
the very elements of the Chinese name. A Latin abbreviation (正极材料（NCM）) is left to a person.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa

from ontology.values.names import fold

_PLAIN: Final = str.maketrans("（）：₀₁₂₃₄₅₆₇₈₉", "():0123456789")
_WRITTEN: Final = re.compile(r"^([^()]{2,40})\(([^()]{2,40})\)?$")
_SAID: Final = re.compile("^(?:又称|亦称|也称|也叫|又名|别名|俗称|俗名|简称|原名|旧称|英文名?|学名)[:为]?(.{2,})$")
_ABBREVIATION: Final = re.compile("^[A-Z]{2,8}$")
_HAN: Final = re.compile("^[\u4e00-\u9fff]{2,}$")
_ATOM: Final = re.compile("([A-Z][a-z]?)[0-9]*")
# Elements of which products are made, as their names stand in the names of substances.
_ELEMENTS: Final = dict(
    re.findall(
        "([A-Z][a-z]?)(.)",
        "H氢 He氦 Li锂 Be铍 B硼 C碳 N氮 O氧 F氟 Ne氖 Na钠 Mg镁 Al铝 Si硅 P磷 S硫 Cl氯 "
        "Ar氩 K钾 Ca钙 Sc钪 Ti钛 V钒 Cr铬 Mn锰 Fe铁 Co钴 Ni镍 Cu铜 Zn锌 Ga镓 Ge锗 "
        "As砷 Se硒 Br溴 Kr氪 Rb铷 Sr锶 Y钇 Zr锆 Nb铌 Mo钼 Ru钌 Rh铑 Pd钯 Ag银 Cd镉 "
        "In铟 Sn锡 Sb锑 Te碲 I碘 Xe氙 Cs铯 Ba钡 La镧 Ce铈 Pr镨 Nd钕 Sm钐 Eu铕 Gd钆 "
        "Tb铽 Dy镝 Ho钬 Er铒 Yb镱 Lu镥 Hf铪 Ta钽 W钨 Re铼 Os锇 Ir铱 Pt铂 Au金 Hg汞 "
        "Tl铊 Pb铅 Bi铋 Th钍 U铀",
    )
)
_UNSAID: Final = frozenset("氢氧")  # 磷酸铁锂 does not say the oxygen of LiFePO4
# What stands beside the elements in a substance's name.
_BINDING: Final = re.compile("[化酸合水基一二两三四五六七八九十亚过偏正次氢氧]")

_FOUND: Final = pa.schema([("n", pa.int64()), ("one", pa.string()), ("other", pa.string()), ("how", pa.string())])
_BRACKETED: Final = """
SELECT n, name FROM id_mention WHERE family = 'Technology' AND contains(folded, '(') ORDER BY n"""

# What is said or follows from a formula, where each of the two names has that one partner; else for a person.
DECLARED: Final = """
WITH sure AS (
    SELECT one, other FROM (SELECT DISTINCT one, other FROM id_synonym WHERE how <> 'abbreviation')
    QUALIFY count(*) OVER (PARTITION BY one) = 1 AND count(*) OVER (PARTITION BY other) = 1),
named AS (SELECT DISTINCT wording, grp FROM id_state WHERE family = 'Technology')
SELECT DISTINCT b.grp AS "left", o.grp AS "right", CASE WHEN s.one IS NULL THEN 2 ELSE 1 END AS rivals
FROM id_synonym k JOIN id_state b USING (n) LEFT JOIN sure s ON s.one = k.one AND s.other = k.other
JOIN named o ON o.wording IN (concat('|', k.one), concat('|', k.other)) WHERE b.grp <> o.grp"""


def take_brackets(connection: Any) -> None:
    """Fill `id_synonym` (n, one, other, how) from `id_mention`: the two folded names that one writing gives."""
    rows = connection.execute(_BRACKETED).fetchall()
    found = [(n, *both) for n, name in rows for both in synonyms(name)]
    columns = list(zip(*found, strict=True)) or [()] * len(_FOUND)
    connection.register("found_brackets", pa.table([pa.array(one) for one in columns], schema=_FOUND))
    connection.execute("CREATE OR REPLACE TEMP TABLE id_synonym AS FROM found_brackets")
    connection.unregister("found_brackets")


def synonyms(name: str) -> Iterator[tuple[str, str, str]]:
    """The folded name before the brackets, the one in them, and how they are known to be names of one thing."""
    written = _WRITTEN.match(name.strip().translate(_PLAIN))
    if written is None:
        return
    outer, inner = written[1].strip(), written[2].strip()
    said = _SAID.match(inner)
    if said:
        yield fold(outer), fold(said[1]), "said"
        return
    for chinese, latin in ((outer, inner), (inner, outer)):
        if _HAN.match(chinese):
            if _is_formula_of(latin, chinese):
                yield fold(outer), fold(inner), "formula"
            elif _ABBREVIATION.match(latin):
                yield fold(outer), fold(inner), "abbreviation"


def _is_formula_of(latin: str, chinese: str) -> bool:
    """Whether the elements of a formula are those of a Chinese name, and nothing else is said in it: SiC of 碳化硅."""
    if not re.fullmatch(r"(?:[A-Z][a-z]?[0-9]*)+", latin):
        return False
    atoms = [_ELEMENTS.get(symbol, "") for symbol in _ATOM.findall(latin)]
    told = _BINDING.sub("", chinese)
    return "" not in atoms and bool(told) and {*atoms} - _UNSAID == {*told} - _UNSAID
