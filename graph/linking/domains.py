"""Fields of use: 农机 in 农机变速器 says that it is not the 变速器 of a chain that knows no 农机.

A field speaks against a node only where no name of the node's chain has the word. Words that are as often a material
or a grade as a field (塑料, 陶瓷, 玻璃, 橡胶) are left out. Longer words stand before
those that begin them.
"""

from typing import Final

# alternatives of a pattern
FIELDS: Final = (
    "电动自行车|工程机械|轨道交通|高速公路|集成电路|地理信息|拖拉机|挖掘机|起重机|装载机|水电站|直升机|无人机|"
    "洗衣机|热水器|变电站|太阳能|半导体|摩托车|电动车|自行车|机器人|笔记本|水处理|图书馆|光通讯|光通信|电容器|"
    "运营商|农机|农业|农用|叉车|建筑|建材|水利|水电|水泵|船舶|船用|舰船|海洋|航空|航天|飞机|卫星|雷达|铁路|"
    "高铁|机车|地铁|交通|港口|矿用|矿山|煤矿|煤炭|石油|油田|石化|化工|冶金|钢铁|水泥|造纸|印刷|包装|注塑|家电|"
    "空调|冰箱|厨房|厨卫|家具|家居|医用|医疗|医院|医药|制药|药品|食品|饮料|烟草|卷烟|酿酒|饲料|养殖|畜牧|涂料|"
    "油墨|农药|化肥|纺织|服装|缝制|缝纫|针织|印染|皮革|制鞋|风电|核电|火电|电力|电网|光伏|储能|锂电|电池|芯片|"
    "汽车|机床|电梯|消防|安防|监控|教育|校园|学校|金融|银行|证券|保险|税务|政务|政府|公安|司法|法院|军用|军工|"
    "国防|军队|手机|电脑|平板|电视|广电|照明|眼镜|钟表|玩具|乐器|体育|旅游|酒店|餐饮|园林|环保|污水|垃圾|气象|"
    "测绘|遥感|档案|物流|快递|电商|零售|游戏|媒体|广告|彩票|电信|中医|口腔|宠物"
)
