from pathlib import Path

import numpy as np
import pytest

from nlp.model_file import Model, bundled_model, read_model, write_model
from nlp.pipeline import Extractor
from ontology.errors import BadModel

MODEL = Model({"names": {"weights": np.arange(6, dtype=np.float16).reshape(2, 3)}}, {"seed": 7})


def test_a_model_comes_back_as_it_was_written(tmp_path: Path) -> None:
    write_model(tmp_path / "a.model", MODEL)
    again = read_model(tmp_path / "a.model")
    names = again.part("names")
    assert names is not None
    assert np.array_equal(names["weights"], MODEL.parts["names"]["weights"])
    assert again.card["seed"] == 7
    assert again.part("relations") is None


def test_equal_models_give_equal_bytes(tmp_path: Path) -> None:
    for name in "ab":
        write_model(tmp_path / name, MODEL)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_model_is_written_to_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    write_model(tmp_path / "new" / "a.model", MODEL)
    assert read_model(tmp_path / "new" / "a.model").part("names")


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    write_model(tmp_path / "a.model", MODEL)
    whole = bytearray((tmp_path / "a.model").read_bytes())
    whole[50:60] = bytes(10)  # inside the packed card
    (tmp_path / "a.model").write_bytes(whole)
    with pytest.raises(BadModel):
        read_model(tmp_path / "a.model")


@pytest.mark.parametrize("bits", [b"\x01\x00", b"\x00\x00\x63\x00"])  # a password; a packing that no zip has
def test_a_model_whose_packing_is_damaged_is_refused(tmp_path: Path, bits: bytes) -> None:
    write_model(tmp_path / "a.model", MODEL)
    whole = bytearray((tmp_path / "a.model").read_bytes())
    entry = whole.index(b"PK\x01\x02") + 8  # flags of the first entry, then how it is packed
    whole[entry : entry + len(bits)] = bits
    (tmp_path / "a.model").write_bytes(whole)
    with pytest.raises(BadModel):
        read_model(tmp_path / "a.model")


def test_a_file_that_is_no_model_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "poem.model").write_text("no zip")
    with pytest.raises(BadModel, match=r"poem\.model"):
        read_model(tmp_path / "poem.model")


def test_names_without_word_clusters_are_refused() -> None:
    parts = {part: arrays for part, arrays in bundled_model().parts.items() if part != "clusters"}
    with pytest.raises(BadModel, match=r"a\.model.*no word clusters"):
        Extractor(model=Model(parts, {}, name="a.model"))


@pytest.mark.parametrize("part", ["names", "relations", "quantities"])
def test_a_part_that_lacks_an_array_is_refused(part: str) -> None:
    parts = {**bundled_model().parts, part: {}}
    with pytest.raises(BadModel, match=part):
        Extractor(model=Model(parts, {}, name="a.model"))
