"""Why a row, or a cell of it, could not be used: the words of every table, one kind before the colon.

`count_reasons` groups by kind, so that ten thousand rejects read as a few lines.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ontology.columns import REJECTS

CODE_MISSING: Final = "缺统一社会信用代码 · no credit code"
CODE_INVALID: Final = "统一社会信用代码校验不符 · credit code fails its check digit"
SEVERAL_NAMES: Final = "一码多名 · one code under several names"
NO_NAME: Final = "名称为空 · no name"
NOT_IN_REGISTER: Final = "代码不在名录中 · code not in the register"
NO_REGION: Final = "地区不识 · unknown region"
NOT_CONVERTED: Final = "无法转换 · cannot be converted"
NOT_A_RATIO: Final = "比率不在 0–1 · ratio outside 0..1"
DUPLICATE: Final = "重复 · duplicate"
SELF_LOOP: Final = "自指 · relates to itself"
TWO_CYCLE: Final = "互为上下级 · each is said to be part of the other"
TOTAL_ROW: Final = "合计行 · total row"
BALANCING_ROW: Final = "报表平衡行 · balancing line of a statement"
BROKEN_RULE: Final = "不合列的规定 · breaks a rule of the column"
REQUIRED: Final = "必填列为空 · a required cell is empty"
NOT_REPEATED: Final = "应唯一的值重复 · a value that must be unique comes again"
NOTHING: Final = "行内无可记之物 · the row names nothing"

Details: TypeAlias = pa.Array | str


def rejects_at(file: str, numbers: NDArray[np.int32], kind: str, details: Details) -> pa.Table:
    """One reject a row number, where = `file:number`, reason = `kind：detail`."""
    count = len(numbers)
    where = pc.binary_join_element_wise(file, pa.array(numbers, pa.int32()).cast(pa.string()), ":")
    told = pa.repeat(details, count) if isinstance(details, str) else details
    reason = pc.binary_join_element_wise(kind, told, "：")
    return pa.table([_column(where, count), _column(reason, count)], schema=REJECTS)


def _column(values: pa.Array, count: int) -> pa.Array:
    """Arrow joins no rows into a null; a table needs an empty column."""
    return values if count else pa.array([], pa.string())


def join_rejects(parts: Sequence[pa.Table]) -> pa.Table:
    """All rejects in one table."""
    return pa.concat_tables([REJECTS.empty_table(), *parts]).combine_chunks()


def kind_of_reason(reason: str) -> str:
    """The kind of a reason: what stands before the colon."""
    return reason.partition("：")[0]


def count_reasons(rejects: pa.Table) -> dict[str, int]:
    """How many rejects of each kind, the most frequent first."""
    return dict(Counter(map(kind_of_reason, rejects["reason"].to_pylist())).most_common())
