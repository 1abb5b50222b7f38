"""The evidence pack: all inputs of a report and its result, as one archive that says if a byte of it was changed.

    manifest.json                what it is, and the SHA-256 of every other file
    question.json                chain, region, day, version of the graph and of the program
    chains.json limits.json      definitions and thresholds
    snapshot/*.parquet           the part of the graph that the answer rests on (`carve.py`)
    places.json                  sentences and rows that the report cites
    before.json                  the finding of the report before, where there was one
    template.txt picture.png     how the report is worded; its picture as drawn
    result.json                  the result, to be compared with what the inputs give

The fingerprint of a pack is the SHA-256 of its manifest: it stands in the report and in the workspace's register.
"""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any, Final

from api.reports.archived import write_result
from api.reports.inputs import Before, Inputs, Place
from api.reports.pack_tables import read_tables, write_tables
from api.reports.result import Result
from graph.analysis.changes import Correction
from graph.analysis.thresholds import Thresholds
from ontology.chains import Chain, ChainNode, Link
from ontology.errors import BadPack
from ontology.values.regions import region_of

FORMAT: Final = "liantu-report/1"
_MANIFEST: Final = "manifest.json"
_MOST: Final = 2 << 30  # bytes that a pack may unpack to: a made-up one could else fill the memory
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the same inputs make the same bytes


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was read: whole, as its hashes say."""

    inputs: Inputs
    picture: bytes
    result: Any  # JSON of the result when the report was made
    program: str  # version of the program that made it
    digest: str


def write_pack(inputs: Inputs, result: Result, picture: bytes) -> bytes:
    """The archive as bytes."""
    files = {
        "question.json": _json(_question(inputs)),
        "chains.json": _json([asdict(chain) for chain in inputs.chains]),
        "limits.json": _json(asdict(inputs.limits)),
        "places.json": _json([asdict(place) for place in inputs.places.values()]),
        "template.txt": inputs.template.encode(),
        "picture.png": picture,
        "result.json": write_result(result),
        **write_tables(inputs.snapshot),
    }
    if inputs.before:
        files["before.json"] = _json(_before(inputs.before))
    manifest = {"format": FORMAT, "files": {name: _hash(content) for name, content in sorted(files.items())}}
    return _zipped({_MANIFEST: _json(manifest), **files})


def read_pack(content: bytes) -> Pack:
    """The pack in an archive. Raises BadPack where it is none, or where a file of it is not what the manifest says."""
    files = _unzipped(content)
    if _MANIFEST not in files:
        raise BadPack("没有 manifest.json")
    try:
        manifest = json.loads(files[_MANIFEST])
        _check(manifest, files)
        return _pack(files)
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration) as problem:
        raise BadPack(f"{problem}") from problem


def digest_of(content: bytes) -> str:
    """The fingerprint of a pack."""
    return _hash(_unzipped(content)[_MANIFEST])


def _pack(files: Mapping[str, bytes]) -> Pack:
    question = json.loads(files["question.json"])
    chains = tuple(_chain(raw) for raw in json.loads(files["chains.json"]))
    places = [Place(**raw) for raw in json.loads(files["places.json"])]
    inputs = Inputs(
        snapshot=read_tables(files, question["version"], question["as_of"]),
        chain=next(chain for chain in chains if chain.id == question["chain"]),
        chains=chains,
        region=region_of(question["region"]) if question["region"] else None,
        limits=Thresholds(**json.loads(files["limits.json"])),
        made_on=question["made_on"],
        template=files["template.txt"].decode(),
        places={place.id: place for place in places},
        before=_read_before(files.get("before.json")),
    )
    result = json.loads(files["result.json"])
    return Pack(inputs, files["picture.png"], result, question["program"], _hash(files[_MANIFEST]))


def _check(manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
    if manifest["format"] != FORMAT:
        raise BadPack(f"格式 {manifest['format']!r} 不认识 · unknown format")
    said, found = manifest["files"], {name: _hash(body) for name, body in files.items() if name != _MANIFEST}
    wrong = sorted(name for name in said.keys() | found.keys() if said.get(name) != found.get(name))
    if wrong:
        raise BadPack(f"与清单的指纹不符：{'、'.join(wrong)} · not what the manifest says")


def _question(inputs: Inputs) -> dict[str, Any]:
    return {
        "program": version("liantu"),
        "chain": inputs.chain.id,
        "region": inputs.region.id if inputs.region else None,
        "made_on": inputs.made_on,
        "version": inputs.snapshot.version,
        "as_of": inputs.snapshot.as_of,
    }


def _before(before: Before) -> dict[str, Any]:
    corrections = [{"entities": sorted(one.entities), "told": one.told} for one in before.corrections]
    return {"made_on": before.made_on, "finding": before.finding, "corrections": corrections}


def _read_before(content: bytes | None) -> Before | None:
    if content is None:
        return None
    raw = json.loads(content)
    corrections = tuple(Correction(frozenset(one["entities"]), one["told"]) for one in raw["corrections"])
    return Before(raw["made_on"], raw["finding"], corrections)


def _chain(raw: Mapping[str, Any]) -> Chain:
    nodes = tuple(
        ChainNode(**{**node, "aliases": tuple(node["aliases"]), "industries": tuple(node["industries"])})
        for node in raw["nodes"]
    )
    links = tuple(Link(**{**link, "either": tuple(link["either"])}) for link in raw["links"])
    return Chain(raw["id"], raw["name"], raw["origin"], tuple(raw["stages"]), nodes, links)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _unzipped(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(one.file_size for one in archive.infolist())
            if size > _MOST:
                raise BadPack(f"展开后有 {size} 字节，过大 · too large")
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError) as problem:
        raise BadPack(f"{problem}") from problem
