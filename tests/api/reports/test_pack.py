import io
import zipfile

import pytest

from api.reports.making import Report
from api.reports.pack import read_pack, write_pack
from api.reports.result import find_result
from api.workspace import Workspace
from ontology.errors import BadPack


def test_what_travels_gives_the_result_of_the_whole_graph(report: Report, space: Workspace) -> None:
    pack = read_pack(report.pack)

    assert find_result(pack.inputs) == report.result
    assert pack.inputs.snapshot.nodes.num_rows < space.reading.snapshot.nodes.num_rows


def test_every_region_that_the_graph_knows_of_travels(report: Report, space: Workspace) -> None:
    """Coverage is estimated over all regions: one without a firm of a chain counts too."""
    carried, whole = report.inputs.snapshot, space.reading.snapshot

    assert set(carried.nodes["region"].to_pylist()) == set(whole.nodes["region"].to_pylist())


def test_the_same_inputs_make_the_same_pack(report: Report) -> None:
    again = write_pack(report.inputs, report.result, report.paper.picture.png)

    assert again == report.pack
    assert read_pack(again).digest == report.paper.digest


def test_of_a_firm_only_what_the_answer_needs_travels(report: Report) -> None:
    nodes = read_pack(report.pack).inputs.snapshot.nodes.to_pylist()
    told = {row["properties"] for row in nodes if row["class"] == "Enterprise"}

    assert all("phone" not in text and "电话" not in text for text in told)
    assert not any(row["aliases"] for row in nodes)


def test_a_pack_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch, report: Report) -> None:
    monkeypatch.setattr("api.reports.pack._MOST", 1000)

    with pytest.raises(BadPack, match="过大"):
        read_pack(report.pack)


def test_a_file_more_than_the_manifest_says_is_refused(report: Report) -> None:
    out = io.BytesIO(report.pack)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("more.json", "{}")

    with pytest.raises(BadPack, match=r"more\.json"):
        read_pack(out.getvalue())
