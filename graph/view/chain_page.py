"""The chain picture as one self-contained HTML file, with the findings as a table below it."""

from html import escape
from typing import Final

from graph.analysis.results import Gap, GapReport
from graph.view.chain_picture import chain_svg
from graph.view.colours import kind_of, look_of
from ontology.chains import Chain
from ontology.schema import MARK

_STYLE: Final = """
body{font:15px/1.6 'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;color:#111827;
margin:24px;max-width:1400px}
h1{font-size:22px;margin:0 0 4px} p{margin:0 0 16px;color:#4b5563} .picture{overflow:auto;border:1px solid #e5e7eb}
table{border-collapse:collapse;width:100%;margin-top:24px} th,td{text-align:left;padding:6px 10px;
border-bottom:1px solid #e5e7eb;vertical-align:top} th{color:#4b5563;font-weight:600;font-size:13px}
.type{display:inline-block;padding:0 8px;border-radius:4px;white-space:nowrap} td.number{text-align:right}
th,td.stage{white-space:nowrap}
.mark{color:#b42318;font-weight:600} @media print{.picture{overflow:visible;border:0}}
"""


def chain_page(chain: Chain, report: GapReport) -> str:
    """HTML text; `report` has a finding of every node."""
    place = escape(report.region.name if report.region else "全国")
    covered = report.coverage
    band = f"覆盖率 {covered.value:.0%}（{covered.low:.0%}–{covered.high:.0%}），{escape(covered.note)}"
    mark = f'<p class="mark">{MARK}</p>' if report.tainted else ""
    rows = "\n".join(_row(gap) for gap in report.gaps)
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(chain.name)} · {place}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>'
        f"<h1>{escape(chain.name)}产业链 · {place}</h1><p>数据截至 {report.as_of or '未知'}；{band}</p>{mark}"
        f'<div class="picture">{chain_svg(chain, report)}</div>'
        "<table><thead><tr><th>环节</th><th>阶段</th><th>类型</th><th>得分</th><th>把握</th><th>见到</th><th>应见</th>"
        f"<th>说明</th></tr></thead><tbody>{rows}</tbody></table></body></html>"
    )


def _row(gap: Gap) -> str:
    look, kind = look_of(gap), kind_of(gap)
    return (
        f'<tr><td>{escape(gap.node.name)}</td><td class="stage">{escape(gap.node.stage)}</td>'
        f'<td><span class="type" style="background:{look.fill};color:{look.ink}">{kind}</span></td>'
        f'<td class="number">{gap.score:.2f}</td><td class="number">{gap.certainty:.0%}</td>'
        f'<td class="number">{gap.observed}</td><td class="number">{gap.expected:.1f}</td>'
        f"<td>{escape(gap.explanation)}</td></tr>"
    )
