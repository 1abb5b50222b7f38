"""Economic complexity of 340 cities x 5,000 nodes; beside it ecomplexity (MIT), where it is installed, on fewer nodes.

Made-up counts: latent capabilities of cities and nodes, so that there is a structure to find. Both are given the same
M; ECI, PCI, density, COI and COG are compared. With OPENBLAS_NUM_THREADS=1 waiting threads do not count as CPU time.
"""

import resource
import time
import warnings
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.analysis.complexity import Complexity, measured

Floats = NDArray[np.float64]


def counts(cities: int, nodes: int, seed: int = 1) -> Floats:
    """Firms of each city and node: Pareto cities, capabilities of eight kinds, Poisson counts."""
    random = np.random.default_rng(seed)
    size = random.pareto(1.5, cities) + 1
    has, needs = random.random((cities, 8)) < 0.5, random.random((nodes, 8)) < 0.3
    lacking = (~has).astype(float) @ needs.T.astype(float)
    rate = np.outer(size, random.pareto(2.0, nodes) + 0.3) * np.exp(-1.2 * lacking)
    return np.asarray(random.poisson(rate * cities * nodes * 1.5 / rate.sum()), np.float64)


def named(table: Floats) -> Complexity:
    """Our figures with M = [LQ >= 1], as the peer has them."""
    regions, nodes = (
        tuple(f"{kind}{one}" for one in range(count)) for kind, count in zip("rn", table.shape, strict=True)
    )
    return measured(table, regions, nodes, plain=True)


def peer(table: Floats) -> Any:
    """The peer's figures as a data frame."""
    import pandas as pd
    from ecomplexity import ecomplexity

    region, node = (one.ravel() for one in np.indices(table.shape))
    frame = pd.DataFrame({"year": 1, "r": region, "n": node, "v": table.ravel()})
    names = {"time": "year", "loc": "r", "prod": "n", "val": "v"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ecomplexity(frame, names, check_logsupermodularity=False, verbose=False)


def compared(cities: int, nodes: int) -> None:
    """Both on one table: CPU seconds and the largest difference of each figure."""
    table = counts(cities, nodes)
    began = time.process_time()
    ours = named(table)
    middle = time.process_time()
    theirs = peer(table).sort_values(["r", "n"])
    ended = time.process_time()
    wide = {name: theirs[name].to_numpy().reshape(table.shape) for name in ("eci", "pci", "density", "coi", "cog")}
    gaps = {
        "ECI": ours.eci - wide["eci"][:, 0],
        "PCI": ours.pci - wide["pci"][0],
        "density": ours.density - wide["density"],
        "COI": ours.outlook - wide["coi"][:, 0],
        "COG": ours.gain - wide["cog"],
    }
    told = ", ".join(f"{name} {np.nanmax(np.abs(gap)):.0e}" for name, gap in gaps.items())
    print(f"{cities} x {nodes}: ours {middle - began:.2f} CPU s, ecomplexity {ended - middle:.1f}")
    print(f"    largest differences: {told}")


def main() -> None:
    """Measure ours at full size, and both where the peer can finish."""
    named(counts(30, 60))  # loads the libraries
    for plain in (True, False):
        table = counts(340, 5_000)
        began = time.process_time()
        found = named(table) if plain else measured(table, tuple(map(str, range(340))), tuple(map(str, range(5_000))))
        seconds, rule = time.process_time() - began, "LQ >= 1" if plain else "P(LQ > 1) > 1/2"
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(f"340 x 5,000, M = [{rule}]: {seconds:.2f} CPU s, peak {peak:.2f} GiB, λ2 − λ3 {found.signal:.3f}")
    if find_spec("ecomplexity") is None:
        print("ecomplexity is not installed: no peer")
        return
    compared(31, 500)
    compared(340, 1_000)


if __name__ == "__main__":
    main()
