"""One folder with everything: ledger, graph, search index, snapshots, the user's chains and cards."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import RLock, get_ident
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

from api.access.sight import sight
from api.reading import Reading, VeiledReading, read_graph
from api.settings import Settings
from api.veiled_view import VeiledView
from api.whole_view import WholeView
from graph.analysis.thresholds import Thresholds, load_thresholds
from graph.embedded_store import EmbeddedStore
from graph.store import GraphStore, View
from graph.veil import Veil
from ontology.chains import Chain, bundled_chains, chains_in, find_chain
from ontology.errors import BadInput, GraphUnfinished, NotFound
from ontology.values.dates import parse_date

if TYPE_CHECKING:
    from api.past import Past
    from graph.ledger import Ledger

Prepare = Callable[["Workspace", Reading | None], None]


class EmptyWorkspace(NotFound):
    """A question was asked of a workspace that nothing was ingested into."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"工作区 {folder} 还没有数据 · the workspace {folder} holds nothing yet",
            "先运行 liantu demo，或 liantu ingest 文件夹 · run `liantu demo` or `liantu ingest FOLDER` first",
        )


def day_of(text: str | None) -> date | None:
    """The day a user named, None for none. Raises BadInput."""
    if not text:
        return None
    day = parse_date(text)
    if day is None:
        raise BadInput(f"{text!r} 不是日期 · {text!r} is no day", "写作 2025-06-30 · write it as 2025-06-30")
    return day


class Workspace:
    """Opens each part when it is first asked for, so that a question never waits for what it does not use.

    What is read of the graph is kept until the graph's version changes.

    Args:
        settings: where it is.
        prepare: makes ready what else the first questions would wait for, of the new graph and before that answers; it
            is given the workspace, which shows this thread the new graph, and the reading before, if any.
    """

    def __init__(self, settings: Settings, *, prepare: Prepare | None = None) -> None:
        self.settings = settings
        self.folder = settings.workspace
        self._ledger: Ledger | None = None
        self._store: GraphStore | None = None
        self._reading: Reading | None = None  # answers
        self._newest: Reading | None = None  # of the graph as it is written, not yet made ready
        self._lock = RLock()  # threads of the service share one workspace
        self._past: Past | None = None  # what was asked of days gone by
        self._prepare = prepare
        self._fetching = RLock()  # one thread fetches a snapshot; who must have it waits
        self._making = RLock()  # one thread makes a reading; the others go on with the one before
        self._recalling = RLock()  # one thread makes a day of the past
        self._ahead: dict[int, Reading] = {}  # by thread: the reading it makes ready

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files, so that another process may have them."""
        if self._past is not None:
            self._past.close()
        self._past = None
        for part in (self._ledger, self._store):
            if part is not None:
                part.close()
        self._ledger = self._store = self._reading = self._newest = None

    @property
    def has_ledger(self) -> bool:
        """Whether there is a ledger here; a graph on a server may be asked without one."""
        return self._ledger is not None or (self.folder / "ledger.duckdb").exists()

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
        """The rows of the graph, as far as the account may see them that asks.

        Raises:
            as `whole_view` does.
        """
        regions = sight().regions
        if not regions:
            return self.whole_view
        return VeiledView(self.whole_view, lambda version: self._veil_over(version, regions))

    def _veil_over(self, version: str, regions: tuple[str, ...]) -> Veil:
        reading = self._reading_of(version)
        if reading.version != version:  # a newer one has come meanwhile: its veil could not tell what to hide
            raise GraphUnfinished
        return reading.seen_from(regions).veil

    @property
    def veil(self) -> Veil | None:
        """What is hidden from the account that asks; None where it sees all regions."""
        reading = self.reading
        return reading.veil if isinstance(reading, VeiledReading) else None

    @property
    def reading(self) -> Reading:
        """The newest whole graph as the account may see it that asks, to be taken once a question.

        Raises:
            as `whole_reading` does.
        """
        regions = sight().regions
        return self.whole_reading.seen_from(regions) if regions else self.whole_reading

    @property
    def whole_view(self) -> View:
        """The rows of the graph, whoever asks.

        Raises:
            EmptyWorkspace: nothing was ingested yet.
            GraphUnfinished: it is being written, or its last writing did not end: half of it would be a false answer.
        """
        if not self._written_version():
            raise self._why_nothing()
        return WholeView(self.store.view())

    @property
    def whole_reading(self) -> Reading:
        """The newest whole graph, whoever asks.

        While a new one is written, or made ready by another thread, the one before goes on answering.
        Raises EmptyWorkspace and GraphUnfinished where there is none before.
        """
        if (ahead := self._ahead.get(get_ident())) is not None:
            return ahead
        version, known = self._written_version(), self._reading
        if known is not None and version in {"", known.version}:
            return known
        if not version:
            raise self._why_nothing()
        if not self._making.acquire(blocking=known is None):
            return cast("Reading", known)
        try:
            return self._read_anew(version)
        except GraphUnfinished:
            if known is None:
                raise
            return known
        finally:
            self._making.release()

    def at(self, day: date | None) -> "Workspace":
        """The workspace as it was known and valid on a day, to be asked only; itself for None.

        Its graph stays open as long as the caller holds what is answered, whatever other threads ask for meanwhile.

        Raises:
            EmptyWorkspace, GraphUnfinished: as `view` does.
            WorkspaceLocked: another process holds the ledger, from which the past has to be derived once.
        """
        if day is None:
            return self
        from api.past import Past

        with self._recalling:
            self._past = self._past or Past(self)
            return self._past.at(day)

    @property
    def day(self) -> str:
        """ISO day that is asked about; empty for the workspace as it stands."""
        return ""

    @contextmanager
    def renewing(self) -> Iterator[None]:
        """While the graph is written and made ready all other threads go on with the reading before."""
        with self._making:
            yield

    def warm(self) -> None:
        """Make ready what the first question would wait for, before the new graph begins to answer."""
        with self._making:
            before, fresh = self._reading, self._reading_of(self._written_version())
            _ = fresh.indexes
            _ = self.chains  # thousands of nodes take seconds to read
            if self._prepare is not None:
                self._ahead[get_ident()] = fresh
                try:
                    self._prepare(self, before)
                finally:
                    del self._ahead[get_ident()]
            self._reading, self._newest = fresh, None

    def _read_anew(self, version: str) -> Reading:
        if self._reading is None or self._reading.version != version:
            self._reading = self._reading_of(version)
        return self._reading

    def _reading_of(self, version: str) -> Reading:
        """The reading of the graph as it is written, which may be newer than the one that answers."""
        with self._fetching:
            for known in (self._reading, self._newest):
                if known is not None and known.version == version:
                    return known
            self._newest = read_graph(self.whole_view, self.folder)
            return self._newest

    def _written_version(self) -> str:
        """Version of the graph, empty where there is none or an unfinished one."""
        if self._store is None and not self.settings.graph and not (self.folder / "graph.lbug").exists():
            return ""
        return self.store.view().version()

    def _why_nothing(self) -> EmptyWorkspace | GraphUnfinished:
        """The embedded graph is never written before the ledger; a served one may be another process's work."""
        begun = self.store.view().counts() if self.settings.graph else (self.folder / "ledger.duckdb").exists()
        return GraphUnfinished() if begun else EmptyWorkspace(self.folder)

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
