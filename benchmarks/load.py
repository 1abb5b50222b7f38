"""Many people at once while an ingest runs: `python -m benchmarks.load [MINUTES] [USERS] [WORKSPACE]`.

The service runs as a process of its own on a copy of a workspace; where none is named, on chainkg of `../shared`, or
on the sample where that is absent. Each user asks, reads for some seconds (3 to 7, as people do), asks again. Pages
and REST are mixed as the two flows use them. The ingest uploads work reports of `../shared` where they are, else
papers of the sample, again and again. Prints answers, errors, and the times of the answers by route; where no document
was read meanwhile, or nothing was answered, it fails.
"""

import asyncio
import random
import shutil
import socket
import subprocess
import sys
import time
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import numpy as np

from api import pipeline
from api.cli.serve import KEEP_ALIVE
from api.demo import build_demo
from api.settings import Settings
from api.workspace import Workspace
from benchmarks.extraction import ARCHIVE
from benchmarks.real_data import ROOT, SHARED

_SAMPLE = Path(__file__).parents[1] / "api" / "sample" / "briefs"
_REGIONS = ("", "浙江省", "江苏省", "广东省", "湖北省")
_NEEDS = ("需要一家做谐波减速器的供应商", "设备上云", "找做视觉检测的", "数控系统国产替代", "锂电池隔膜")
_NAMES = ("机器人", "电池", "轴承", "传感器", "宁德")
_READING = (3.0, 7.0)  # seconds between two questions of one user


def main(minutes: float = 10.0, users: int = 50, workspace: str = "") -> None:
    """Serve, ask, and print."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "workspace"
        _fill(folder, workspace)
        port = _free_port()
        command = [sys.executable, "-m", "benchmarks.load", "serve", str(folder), str(port)]
        with subprocess.Popen(command) as service:  # its errors are shown
            try:
                asyncio.run(_measure(f"http://127.0.0.1:{port}", minutes * 60, users))
            finally:
                service.terminate()
                service.wait(120)


def _fill(folder: Path, workspace: str) -> None:
    if workspace:
        shutil.copytree(workspace, folder)
        return
    with Workspace(Settings(folder)) as space:
        if (SHARED / "data" / "chainkg").is_dir():
            pipeline.ingest(space, [SHARED / "data" / "chainkg"], ROOT / "examples" / "cards" / "chainkg.card.yaml")
        else:
            build_demo(space, report=lambda _: None)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def _measure(address: str, seconds: float, users: int) -> None:
    seen: dict[str, list[float]] = defaultdict(list)
    errors: list[str] = []
    limits = httpx.Limits(max_connections=users + 4)
    async with httpx.AsyncClient(base_url=address, timeout=60, trust_env=False, limits=limits) as client:
        await _ready(client)
        chains = [one["id"] for one in (await client.get("/v1/chains")).json()["items"]]
        end = time.perf_counter() + seconds
        uploads = asyncio.create_task(_ingest(client, end))
        await asyncio.gather(*(_use(client, chains, end, seen, errors) for _ in range(users)))
        read = await uploads
    if not (read and seen):
        raise RuntimeError(f"nothing was measured: {read} documents read, errors {errors[:3]}")
    print(f"{users} users, {seconds / 60:.1f} minutes, {read} documents ingested meanwhile")
    _tell(seen, errors, seconds)


async def _ready(client: httpx.AsyncClient) -> None:
    for _ in range(600):
        try:
            if (await client.get("/v1/ready")).status_code == 200:
                return
        except httpx.TransportError:
            pass
        await asyncio.sleep(0.5)
    raise RuntimeError("the service did not start")


async def _use(
    client: httpx.AsyncClient, chains: list[str], end: float, seen: dict[str, list[float]], errors: list[str]
) -> None:
    await asyncio.sleep(random.uniform(0, _READING[1]))
    while time.perf_counter() < end:
        name, path, params = _question(chains)
        began = time.perf_counter()
        try:
            answer = await client.get(path, params=params)
            answer.raise_for_status()
        except httpx.HTTPError as problem:
            errors.append(f"{path} {params} {problem!r}")
        else:
            seen[name].append(time.perf_counter() - began)
        await asyncio.sleep(random.uniform(*_READING))


def _question(chains: list[str]) -> tuple[str, str, dict[str, str]]:
    chain, region = random.choice(chains), random.choice(_REGIONS)
    need, name = random.choice(_NEEDS), random.choice(_NAMES)
    return random.choice(
        [
            ("start", "/", {}),
            ("chain page", f"/chains/{chain}", {"region": region}),
            ("gaps", f"/v1/chains/{chain}/gaps", {"region": region} if region else {}),
            ("match page", "/match", {"text": need, "region": region}),
            ("search", "/v1/entities", {"q": name}),
            ("search page", "/search", {"q": name}),
        ]
    )


async def _ingest(client: httpx.AsyncClient, end: float) -> int:
    """Upload one document after the other until the end; how many were read and recorded."""
    read = 0
    for name, content in _papers():
        if time.perf_counter() > end:
            break
        job = (await client.post("/v1/ingest", files={"files": (name, content)})).json()
        while time.perf_counter() < end:
            told = (await client.get(f"/v1/jobs/{job['id']}")).json()
            if told["state"] not in {"queued", "running"}:
                read += (told["result"] or {"documents": 0})["documents"]
                break
            await asyncio.sleep(0.5)
    return read


def _papers() -> Iterator[tuple[str, bytes]]:
    """Documents, each another one: of the sample those that there are, with the turn behind them."""
    if not ARCHIVE.is_file():
        for turn, path in zip(count(), cycle(_SAMPLE.glob("*.txt"))):
            yield path.name, path.read_bytes() + f"\n{turn}".encode()
        return
    with zipfile.ZipFile(ARCHIVE) as archive:
        for name in archive.namelist():
            yield Path(name).name, archive.read(name)


def _tell(seen: dict[str, list[float]], errors: list[str], seconds: float) -> None:
    whole = [one for times in seen.values() for one in times]
    for name, times in (*sorted(seen.items()), ("all", whole)):
        p50, p95, p99 = np.percentile(times, (50, 95, 99)) * 1000
        print(f"{name:14} {len(times):6} answers  p50 {p50:6.0f} ms  p95 {p95:6.0f} ms  p99 {p99:6.0f} ms")
    print(f"{len(whole) / seconds:.1f} requests/s, {len(errors)} errors {errors[:3]}")


def _serve(folder: str, port: str) -> None:
    import uvicorn

    from api.rest.app import make_app

    uvicorn.run(make_app(Settings(Path(folder))), port=int(port), log_level="error", timeout_keep_alive=KEEP_ALIVE)


if __name__ == "__main__":
    given = sys.argv[1:]
    if given[:1] == ["serve"]:
        _serve(given[1], given[2])
    else:
        minutes, users, workspace = [*given, *("10", "50", "")[len(given) :]]
        main(float(minutes), int(users), workspace)
