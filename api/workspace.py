"""One folder with everything: ledger, graph, search index, snapshots, the user's chains and cards."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar, cast

from api.settings import Settings
from graph.analysis.need import Dictionary, dictionary_of
from graph.analysis.thresholds import Thresholds, load_thresholds
from graph.embedded_store import EmbeddedStore
from graph.search import NameIndex, TextIndex, open_indexes
from graph.snapshot import Snapshot
from graph.snapshot_file import read_snapshot, write_snapshot
from graph.store import GraphStore, View
from ontology.chains import Chain, bundled_chains, chains_in, find_chain
from ontology.errors import NotFound

if TYPE_CHECKING:
    from graph.ledger import Ledger

Part = TypeVar("Part")


class EmptyWorkspace(NotFound):
    """A question was asked of a workspace that nothing was ingested into."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"工作区 {folder} 还没有数据 · the workspace {folder} holds nothing yet",
            "先运行 liantu demo，或 liantu ingest 文件夹 · run `liantu demo` or `liantu ingest FOLDER` first",
        )


class Workspace:
    """Opens each part when it is first asked for, so that a question never waits for what it does not use.

    Everything read from the graph is kept until the graph's version changes.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.folder = settings.workspace
        self._ledger: Ledger | None = None
        self._store: GraphStore | None = None
        self._read: dict[str, tuple[str, object]] = {}
        self._lock = RLock()  # threads of the service share one workspace

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files, so that another process may have them."""
        for part in (self._ledger, self._store):
            if part is not None:
                part.close()
        self._ledger = self._store = None
        self._read.clear()

    @property
    def ledger(self) -> "Ledger":
        """The truth. Raises WorkspaceLocked when another process writes it."""
        with self._lock:
            if self._ledger is None:
                from graph.ledger import Ledger  # questions are asked of the graph, and need no DuckDB

                self._ledger = Ledger(self.folder / "ledger.duckdb")
            return self._ledger

    @property
    def store(self) -> GraphStore:
        """The graph: embedded in the folder, or the Neo4j the settings name."""
        with self._lock:
            if self._store is None:
                self._store = self._open_store()
            return self._store

    def _open_store(self) -> GraphStore:
        if not self.settings.graph:
            return EmbeddedStore(self.folder / "graph.lbug")
        from graph.neo4j_store import Neo4jStore  # the driver is not needed where the graph is embedded

        return Neo4jStore(self.settings.graph, self.settings.graph_user, self.settings.graph_password)

    @property
    def view(self) -> View:
        """The graph to read from. Raises EmptyWorkspace before the first ingest."""
        if not self.settings.graph and not (self.folder / "graph.lbug").exists():
            raise EmptyWorkspace(self.folder)
        return self.store.view()

    @property
    def snapshot(self) -> Snapshot:
        """The columnar copy of the graph at its present version."""
        return self._at_version("snapshot", self._load_snapshot)

    @property
    def dictionary(self) -> Dictionary:
        """Names a need may ask for."""
        return self._at_version("dictionary", lambda: dictionary_of(self.snapshot))

    @property
    def names(self) -> NameIndex:
        """Search by name."""
        return self._indexes[0]

    @property
    def texts(self) -> TextIndex:
        """Search in what is known of each provider."""
        return self._indexes[1]

    @property
    def _indexes(self) -> tuple[NameIndex, TextIndex]:
        return self._at_version("indexes", lambda: open_indexes(self.folder / "search", self.snapshot))

    def warm(self) -> None:
        """Make what the first question would wait for."""
        assert all((self.snapshot, self._indexes))

    def prepare(self) -> None:
        """For a service: have everything in memory before the first question; an empty workspace has nothing."""
        try:
            self.warm()
            assert self.dictionary
        except EmptyWorkspace:
            return

    @cached_property
    def limits(self) -> Thresholds:
        """The proposed thresholds, or the workspace's own in `thresholds.yaml`."""
        return load_thresholds(self.folder / "thresholds.yaml")

    @property
    def chains(self) -> tuple[Chain, ...]:
        """The bundled definitions and the user's own; a user's chain goes before a bundled one of the same id."""
        own = chains_in(self.folder / "chains")
        taken = {chain.id for chain in own}
        return tuple(sorted((*own, *(one for one in bundled_chains() if one.id not in taken)), key=lambda one: one.id))

    def chain(self, text: str) -> Chain:
        """A chain by id or name. Raises UnknownChain."""
        return find_chain(text, self.chains)

    def _load_snapshot(self) -> Snapshot:
        from graph.snapshot import load_snapshot

        path = self.folder / "snapshots"
        kept = read_snapshot(path, self.view.version())
        if kept is None:
            kept = load_snapshot(self.view)
            write_snapshot(path, kept)
        return kept

    def _at_version(self, name: str, make: Callable[[], Part]) -> Part:
        with self._lock:
            version = self.view.version()
            known = self._read.get(name)
            if known is None or known[0] != version:
                known = (version, make())
                self._read[name] = known
            return cast("Part", known[1])
