"""Trade figures from a table of the user: card, ingest, import dependence."""

from pathlib import Path

import pytest

from api import answers
from tests.api.spaces import ingested, opened

TRADE = Path(__file__).parents[2] / "examples" / "trade" / "trade.card.yaml"


def test_a_table_of_trade_tells_which_imports_the_chain_hangs_on(small_copy: Path) -> None:
    ingested(small_copy, [TRADE])
    with opened(small_copy) as workspace:
        report = answers.gaps(workspace, "industrial-robot", "浙江", healthy=True)
    causes = {gap.node.name: {reason.cause: reason for reason in gap.why} for gap in report.gaps}
    assert causes["精密轴承"]["进口依赖"].value == pytest.approx(1.0)
    assert "来源国 HHI" in causes["精密轴承"]["进口依赖"].note
    assert causes["伺服电机"]["进口依赖"].value == 0.0  # imports are spread, and exports larger
    encoder = next(gap for gap in report.gaps if gap.node.name == "编码器")
    assert "进口依赖" in encoder.unknown  # nothing is told of exports: null, not 0
