"""Each rule with an example of what it finds and a counter-example of what it leaves alone."""

import pytest

from nlp.names.find import find_names
from nlp.names.scene import Scene, Surroundings


def found(text: str, cls: str, around: Surroundings | None = None) -> list[str]:
    scene = Scene(text, around=around or Surroundings())
    return [span.text for span in find_names(scene) if span.cls.value == cls]


@pytest.mark.parametrize(
    ("text", "cls", "names"),
    [
        # titles and numbers
        ("印发《浙江省数字工厂培育办法》。", "Policy", ["浙江省数字工厂培育办法"]),
        ("他读了《人民日报》的报道。", "Policy", []),
        ("发布《数字化车间 通用技术要求》。", "Standard", ["数字化车间 通用技术要求"]),
        ("符合GB/T 23001-2017的要求。", "Standard", ["GB/T 23001-2017"]),
        ("购买了GB 20台。", "Standard", []),
        # companies
        ("深圳市星河智能制造有限公司投产。", "Enterprise", ["深圳市星河智能制造有限公司"]),
        ("全资子公司已经成立。", "Enterprise", []),
        ("本公司和某集团签约。", "Enterprise", []),
        ("鲲洋航空开发了新机型。", "Enterprise", ["鲲洋航空"]),
        ("推广工业机器人，提高质量。", "Enterprise", []),
        ("礼来公司宣布投资。", "Enterprise", ["礼来公司"]),
        ("样例谐动向宁波样例巨力机器人股份有限公司供货。", "Enterprise", ["宁波样例巨力机器人股份有限公司"]),
        ("绍兴样例越轴精工有限公司生产轴承。", "Enterprise", ["绍兴样例越轴精工有限公司"]),
        ("宁波样例已收购星河精工有限公司。", "Enterprise", ["宁波样例", "星河精工有限公司"]),
        ("成立装备有限公司。", "Enterprise", []),
        ("该企业在嘉兴设有分公司。", "Enterprise", []),
        ("珠海墨彩与多家客户签约。", "Enterprise", ["珠海墨彩"]),
        ("宁波制造正在升级。", "Enterprise", []),
        ("与谐昱云服务（北京）有限责任公司签约。", "Enterprise", ["谐昱云服务（北京）有限责任公司"]),
        ("由珩轴科技有限公司和谐昱科技有限公司出资。", "Enterprise", ["珩轴科技有限公司", "谐昱科技有限公司"]),
        ("襄阳卷烟厂完成改造。", "Enterprise", ["襄阳卷烟厂"]),
        ("走进代工厂和总装厂。", "Enterprise", []),
        ("歌里思：拟收购一家面料企业。", "Enterprise", ["歌里思"]),
        ("业内人士宣布消息。", "Enterprise", []),
        # companies that are everyday words
        ("供应商远景表示按期交货。", "Enterprise", ["远景"]),
        ("描绘二〇三五年远景目标。", "Enterprise", []),
        ("发展普惠金融。", "Enterprise", []),
        ("企业引领产业发展。", "Enterprise", []),
        # organisations
        ("交通运输部运输服务司发布数据。", "Organization", ["交通运输部运输服务司"]),
        ("按照公司法办理。", "Organization", []),
        ("四川省大数据中心负责建设。", "Organization", ["四川省大数据中心"]),
        ("构建区域发展格局和现代化布局。", "Organization", []),
        ("建设法治政府。", "Organization", []),
        ("国家样例材料创新中心（苏州）成立。", "Organization", ["国家样例材料创新中心（苏州）"]),
        ("由浙江省经济和信息化厅牵头。", "Organization", ["浙江省经济和信息化厅"]),
        ("相关部门和各级政府。", "Organization", []),
        ("湖南工程机械产业联盟成立。", "Organization", ["湖南工程机械产业联盟"]),
        ("依托国家技术创新中心开展攻关。", "Organization", []),
        ("优化产业空间布局。", "Organization", []),
        # platforms
        ("建成国家海洋大数据中心。", "Platform", ["国家海洋大数据中心"]),
        ("建设省级工业互联网平台。", "Platform", []),
        ("各地建设公共服务平台。", "Platform", []),
        ("打造轴承产业大脑。", "Platform", ["轴承产业大脑"]),
        ("鲲洋工业互联网平台上线。", "Platform", ["鲲洋工业互联网平台"]),
        ("企业租用公有云。", "Platform", []),
        ("（三）国家海洋大数据中心建成。", "Platform", ["国家海洋大数据中心"]),
        ("开通“企查帮”和“甬金通”。", "Platform", ["企查帮", "甬金通"]),
        ("同步推进“筑峰强链”。", "Platform", []),
        # sectors
        ("本月工业增加值回升。", "Industry", []),
        ("促进工业与服务业融合。", "Industry", ["工业", "服务业"]),
        ("获批高新技术产业开发区。", "Industry", []),
        # parks
        ("张家口集群和庆阳集群开工。", "Park", ["张家口集群", "庆阳集群"]),
        ("培育新兴产业集群。", "Park", []),
        ("货物从射阳港出发。", "Park", ["射阳港"]),
        ("各港口吞吐量增长。", "Park", []),
        ("落户苏州工业园区。", "Park", ["苏州工业园区"]),
        ("建设一批特色产业园区。", "Park", []),
        ("以湖南省长沙县下岭工业园区为先导。", "Park", ["下岭工业园区"]),
        # initiatives
        ("实施“样例眼睛”提升工程。", "Initiative", ["“样例眼睛”提升工程"]),
        ("启动“十万企业上云行动”。", "Initiative", ["十万企业上云行动"]),
        ("这是一项系统工程。", "Initiative", []),
        ("推出“产品+服务”的方案。", "Initiative", []),
        ("培育2030年“415X”集群。", "Initiative", ["“415X”集群"]),
        ("推进“六大行动”。", "Initiative", []),
        ("获评全国首批碳监测试点城市。", "Initiative", ["碳监测试点城市"]),
        # scenarios
        ("加强药品安全监管。", "Scenario", ["安全监管"]),
        ("实现起重机全生命周期管理。", "Scenario", ["起重机全生命周期管理"]),
        ("推广设备预测性维护。", "Scenario", ["设备预测性维护"]),
        ("开展焊缝在线检测、刀具寿命预测。", "Scenario", ["焊缝在线检测", "刀具寿命预测"]),
        ("累计上云企业一万家。", "Scenario", []),
        ("使用无人配送车。", "Scenario", []),
    ],
)
def test_a_rule_finds_names_and_leaves_generic_mentions(text: str, cls: str, names: list[str]) -> None:
    assert found(text, cls) == names


@pytest.mark.parametrize(
    ("text", "cls", "names"),
    [
        ("发展大数据产业。", "Industry", ["大数据"]),
        ("应用大数据技术。", "Technology", ["大数据"]),
        ("云计算、区块链等产业。", "Industry", ["云计算", "区块链"]),
        ("数控机床、轴承等产品。", "Technology", ["数控机床", "轴承"]),
        ("加大金融支持力度。", "Industry", []),
        ("服务金融行业。", "Industry", ["金融"]),
        ("完善汽车产业链。", "Industry", ["汽车产业链"]),
        ("研制高精度减速器。", "Technology", ["高精度减速器"]),
        ("推动工业企业转型。", "Industry", []),
        ("在工业领域应用。", "Industry", ["工业"]),
        ("镍、钴等金属。", "Technology", ["镍", "钴"]),
    ],
)
def test_what_follows_a_term_tells_sector_from_product(text: str, cls: str, names: list[str]) -> None:
    assert found(text, cls) == names


@pytest.mark.parametrize(
    ("text", "cls", "names"),
    [
        ("万事利丝绸、青禾家纺等一批典型企业。", "Enterprise", ["万事利丝绸", "青禾家纺"]),
        ("钢铁、石化等企业。", "Enterprise", []),
        ("箱包雨伞、灯具卫浴等行业。", "Industry", ["箱包雨伞", "灯具卫浴"]),
        ("订单由晋铝炭素、汾西氧铝三家企业承接。", "Enterprise", ["晋铝炭素", "汾西氧铝"]),
        ("扩大人文交流、开放合作等平台。", "Platform", []),
        ("潍柴齐天、浪潮海若等平台上线。", "Platform", ["潍柴齐天", "浪潮海若"]),
        ("东方芯港、谐昱智谷等特色产业园区开工。", "Park", ["东方芯港", "谐昱智谷"]),
        ("钢铁、东方芯港等产业园区开工。", "Industry", ["钢铁"]),
        ("技术研发、人才培养等领域。", "Industry", []),
    ],
)
def test_list_items_take_the_class_of_the_closing_noun(text: str, cls: str, names: list[str]) -> None:
    assert found(text, cls) == names


def test_a_short_county_name_counts_only_where_its_city_is_a_subject() -> None:
    text = "浦江建设了水晶产业园。"
    assert "浦江" not in found(text, "Region")
    assert "浦江" in found(text, "Region", Surroundings(regions=frozenset({"reg:330700"})))


def test_a_region_is_not_cut_out_of_a_word() -> None:
    assert found("山东部分企业。", "Region") == ["山东"]
    assert found("南京路步行街。", "Region") == []


def test_a_name_is_not_annotated_inside_a_longer_name() -> None:
    assert found("浙江工业大数据创新中心成立。", "Region") == []


def test_a_latin_name_is_not_found_inside_a_latin_word() -> None:
    assert found("采用MESH网络。", "Technology") == []


def test_a_mountain_of_gold_is_no_district() -> None:
    around = Surroundings(regions=frozenset({"reg:310000"}))
    assert found("绿水青山就是金山银山，样例落户金山。", "Region", around) == ["金山"]


@pytest.mark.parametrize(("text", "names"), [("百姓安康。", []), ("支持汉中、安康协作。", ["汉中", "安康"])])
def test_a_city_that_is_called_by_an_everyday_word_counts_beside_another(text: str, names: list[str]) -> None:
    assert found(text, "Region") == names
