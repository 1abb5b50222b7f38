"""A made-up register of any length: firms with code, date, state, region, industry, product and title, 5 % of it dirty.

Regions and industries are real names from the ontology; 字号, products and codes are invented. The same length and
seed give the same rows.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet
from numpy.typing import NDArray

from ontology.codes import industries
from ontology.values.credit_code import ALPHABET
from ontology.values.regions import regions

DIRTY: Final = 0.05  # share of rows with one fault
FILE: Final = "made_register"
_SYLLABLES: Final = (
    "安邦博川达德鼎东方飞富港高冠光广国海瀚豪和恒宏华汇慧佳建江杰金锦晶景久凯科蓝朗乐力利联良林龙隆鲁茂美明铭诺鹏普奇启千强庆泉"
    "仁荣瑞润森山尚申圣盛世舒思泰腾天通拓万威伟文祥翔新信兴旭轩雅阳耀一艺益毅银永友宇裕元源远云韵泽展正志智中卓子尊"
)
_TRADES: Final = (
    "精密机械,机器人,自动化设备,减速器,伺服驱动,传感器,轴承,数控机床,电子元件,半导体,集成电路,光电科技,新材料,高分子材料,"
    "特种钢材,铝业,铜业,化工,涂料,医疗器械,生物制药,食品,饮料,纺织,服装,家具,包装,印刷,汽车零部件,新能源,储能技术,电池,"
    "光伏设备,风电设备,电力设备,电缆,仪器仪表,环保设备,水处理,建筑工程,建材,陶瓷,玻璃,橡塑制品,模具,工具,泵阀,液压,"
    "压缩机,制冷设备,软件,信息技术,网络科技,数据服务,物流,供应链管理,贸易,农业科技,水产,检测技术"
)
_FORMS: Final = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "厂", "合伙企业（有限合伙）")
_FORM_SHARES: Final = (0.72, 0.1, 0.08, 0.04, 0.04, 0.02)
_MADE: Final = (
    "谐波减速器,行星减速器,伺服电机,步进电机,运动控制器,六轴机器人,直线导轨,滚珠丝杠,角接触轴承,力传感器,激光雷达,编码器,"
    "数控车床,加工中心,磨床,控制阀,柱塞泵,液压缸,空压机,换热器,功率器件,存储芯片,印制电路板,连接器,磷酸铁锂电池,正极材料,"
    "隔膜,光伏组件,逆变器,风电叶片,电力变压器,高压电缆,工程塑料,碳纤维,铝型材,铜箔,特种玻璃,先进陶瓷,水性涂料,环氧树脂"
)
_KINDS: Final = "精密型,工业级,高速,重载,低温,防爆,微型,大功率,车用,医用,船用,航空,矿用,节能,智能,便携式,耐蚀,耐高温"
_TITLES: Final = (
    "专精特新中小企业",
    "创新型中小企业",
    "高新技术企业",
    "科技型中小企业",
    "制造业单项冠军企业",
    "绿色工厂",
)
_STATES: Final = ("存续（在营、开业、在册）", "注销", "吊销，未注销", "迁出")
_STATE_SHARES: Final = (0.88, 0.08, 0.02, 0.02)
_BAD_DAYS: Final = ("2023-02-30", "二零二三", "1899/13/01", "不详", "20231399")
_CARD: Final = """# Made up for measuring: real regions and industries, invented firms, codes and products.
source: {name: 样例名录（自动生成）, publisher: benchmarks, licence: 样例, kind: synthetic}
tables:
  - file: FILE_NAME
    things:
      firm:
        class: Enterprise
        name: 企业名称
        code: 统一社会信用代码
        region: [省份, 城市]
        properties:
          founded: {column: 成立日期, as: date}
          status: {column: 经营状态, as: status}
      industry: {class: Industry, name: 行业名称, keys: {gbt4754: 行业代码}}
      product: {class: Technology, name: 主营产品}
      title: {class: Initiative, name: 称号}
    facts:
      - {subject: firm, relation: part_of, object: industry}
      - {subject: firm, relation: produces, object: product}
      - {subject: firm, relation: participates_in, object: title}
"""

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Dice:
    """Random numbers for n rows."""

    rng: np.random.Generator
    rows: int

    def below(self, size: int) -> Numbers:
        return self.rng.integers(0, size, self.rows)

    def of(self, words: tuple[str, ...] | list[str], shares: tuple[float, ...] | None = None) -> pa.Array:
        places = self.rng.choice(len(words), self.rows, p=shares)
        return pa.array(words, pa.string()).take(pa.array(places))


def write_register(folder: Path, rows: int, *, suffix: str = "csv", seed: int = 7) -> Path:
    """Write the table (`csv` or `parquet`) and its card into a folder; answers the table's path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{FILE}.{suffix}"
    table = made_register(rows, seed=seed)
    (pa.csv.write_csv if suffix == "csv" else pa.parquet.write_table)(table, path)
    (folder / f"{FILE}.card.yaml").write_text(_CARD.replace("FILE_NAME", path.name), encoding="utf-8")
    return path


def made_register(rows: int, *, seed: int = 7) -> pa.Table:
    """`rows` rows of text, in which a share of `DIRTY` has a fault: one of six kinds, equally often."""
    dice = _Dice(np.random.default_rng(seed), rows)
    cities = [region for region in regions() if region.level == "city"]
    provinces = {region.id: region.name for region in regions()}
    where = dice.below(len(cities))
    city = pa.array([one.name for one in cities]).take(pa.array(where))
    short = pa.array([one.short for one in cities]).take(pa.array(where))
    province = pa.array([provinces[one.parent] for one in cities]).take(pa.array(where))
    trades = [entry for entry in industries() if entry.level == "class"]
    trade = pa.array(dice.below(len(trades)))
    table = pa.table({
        "企业名称": _names(dice, short),
        "统一社会信用代码": _codes(dice, np.array([int(one.code) for one in cities])[where]),
        "成立日期": _days(dice),
        "经营状态": dice.of(_STATES, _STATE_SHARES),
        "省份": province,
        "城市": city,
        "行业代码": pa.array([entry.code for entry in trades]).take(trade),
        "行业名称": pa.array([entry.name for entry in trades]).take(trade),
        "主营产品": pc.binary_join_element_wise(dice.of(_KINDS.split(",")), dice.of(_MADE.split(",")), ""),
        "称号": dice.of(_TITLES),
    })  # fmt: skip
    return _dirtied(table, dice.rng)


def _names(dice: _Dice, region: pa.Array) -> pa.Array:
    """区域 + 字号 + 行业 + 组织形式; in every tenth the region stands in brackets behind the 字号."""
    signs = [dice.of(list(_SYLLABLES)) for _ in range(3)]
    third = pc.if_else(pa.array(dice.rng.random(dice.rows) < 0.6), signs[2], "")
    sign = pc.binary_join_element_wise(signs[0], signs[1], third, "")
    rest = pc.binary_join_element_wise(dice.of(_TRADES.split(",")), dice.of(_FORMS, _FORM_SHARES), "")
    plain = pc.binary_join_element_wise(region, sign, rest, "")
    bracketed = pc.binary_join_element_wise(sign, "（", region, "）", rest, "")
    return pc.if_else(pa.array(dice.rng.random(dice.rows) < 0.1), bracketed, plain)


def _codes(dice: _Dice, region: Numbers) -> pa.Array:
    """18 characters with right check digits (GB 32100-2015), of firms: 91, region, nine characters, check."""
    alphabet = np.frombuffer(ALPHABET.encode(), np.uint8)
    values = np.empty((dice.rows, 18), np.int64)
    values[:, 0], values[:, 1] = 9, 1
    values[:, 2:8] = region[:, None] // 10 ** np.arange(5, -1, -1) % 10
    values[:, 8:17] = dice.rng.integers(0, 31, (dice.rows, 9))
    values[:, 17] = -(values[:, :17] @ np.array([pow(3, place, 31) for place in range(17)])) % 31
    return _texts(alphabet[values])


def _texts(letters: NDArray[np.uint8]) -> pa.Array:
    """Rows of letters as strings."""
    count, width = letters.shape
    ends = pa.py_buffer(np.arange(0, (count + 1) * width, width, dtype=np.int32))
    return pa.StringArray.from_buffers(count, ends, pa.py_buffer(np.ascontiguousarray(letters)))


def _days(dice: _Dice) -> pa.Array:
    days = pa.array(dice.rng.integers(3_650, 20_000, dice.rows).astype(np.int32)).cast(pa.date32())
    return days.cast(pa.string())


def _dirtied(table: pa.Table, rng: np.random.Generator) -> pa.Table:
    """Faults: a wrong code, no code, brackets of the other width, blanks in the name, a bad day, a row told twice."""
    rows = table.num_rows
    kind = np.where(rng.random(rows) < DIRTY, rng.integers(0, 6, rows), -1)
    name, code, day = (table[column].combine_chunks() for column in table.column_names[:3])
    code = pc.if_else(pa.array(kind == 0), pc.utf8_replace_slice(code, 16, 18, "ZZ"), code)
    code = pc.if_else(pa.array(kind == 1), "", code)
    narrow = pc.replace_substring(pc.replace_substring(name, "（", "("), "）", ")")
    name = pc.if_else(pa.array(kind == 2), narrow, name)
    name = pc.if_else(pa.array(kind == 3), pc.utf8_replace_slice(name, 2, 2, " \u3000"), name)
    bad = pa.array(_BAD_DAYS).take(pa.array(rng.integers(0, len(_BAD_DAYS), rows)))
    day = pc.if_else(pa.array(kind == 4), bad, day)
    for place, column in enumerate((name, code, day)):
        table = table.set_column(place, table.column_names[place], column)
    order = np.arange(rows)
    again = np.flatnonzero(kind == 5)
    order[again] = rng.integers(0, rows, again.size)
    return table.take(pa.array(order))
