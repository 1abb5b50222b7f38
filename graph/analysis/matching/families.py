"""Is a thing a machine, a material, software, a vehicle or a service? Told by the end of its name.

A need that describes what it wants often ends with such a word alone: 想买能自动分拣的机器.
Method: docs/methods.md, equation M1.
"""

import re
from typing import Final

SERVICE: Final = "服务"
_SOUGHT: Final = (
    ("软件", re.compile("软件|平台|管理系统|程序|小程序|系统$")),
    ("机器", re.compile("机器|设备|装置|仪器|机子|设施|炉子|机械|探头|器具|柜子")),
    ("车辆", re.compile("的车(?!间|床|位)|车子|车辆|飞行器|整车")),
    ("材料", re.compile("的膜|材料|的料|的药|药剂|的线(?!路)|的布|涂层|原料|的粉|的胶|的纸|油漆|液体")),
    (SERVICE, re.compile("单位|加工|外包|服务商|机构|谁能(?:来|帮)|上门收|运到|代运营|培训班")),
)
_NAMES: Final = (
    ("软件", re.compile("(?:软件|平台|oa|erp|mes|wms|系统|系统集成|信息化|cad|安全|智能|互联网|数据|云计算|管理)$")),
    ("车辆", re.compile("(?:车|汽车|无人机|飞机|船|整车)$")),
    (
        "机器",
        re.compile(
            "(?:机|器|仪|设备|装置|装备|机械|泵|炉|床|桩|柜|电梯|机床|风机|锅炉|阀门|仪表|影像|空调|机器人|工具|表|灯|秤|电池|视觉|热成像|灌溉)$"
        ),
    ),
    (
        SERVICE,
        re.compile(
            "(?:服务|运输|航空|物流|施工|工程|设计|监理|处理|治理|回收|培训|教育|租赁|保险|广告|营销|印染|加工|货运|代理|检测|旅游|酒店|餐饮|贷款|担保|快递)$"
        ),
    ),
    (
        "材料",
        re.compile(
            "(?:料|膜|剂|药|胶|漆|墨|布|纸|板|丝|线|纱|粉|液|油|酸|碱|肥|钢|管|玻璃|树脂|橡胶|塑料|纤维|材|箔|片|带|棉|气|煤|种子|食品|试剂|疫苗)$"
        ),
    ),
)
MISFIT: Final = 0.35  # share of its worth that a thing of another family keeps


def family_of(name: str) -> str:
    """The family of a folded name of a thing, empty where its end does not tell."""
    return next((family for family, ending in _NAMES if ending.search(name)), "")


def family_sought(clauses: list[str]) -> str:
    """The family that the clauses of a need that seek something name, empty where they name none."""
    found = [
        (match.start(), family) for family, word in _SOUGHT for text in clauses[-1:] for match in word.finditer(text)
    ]
    return max(found)[1] if found else ""


def is_general(word: str) -> bool:
    """Whether a word only says of which family a thing is, as 机器 does."""
    return any(found.fullmatch(word) for _, found in _SOUGHT)
