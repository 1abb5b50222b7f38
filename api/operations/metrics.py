"""Figures of one service in the text format that Prometheus reads; nothing is sent anywhere.

liantu_requests_total{method,route,status}   liantu_request_seconds{route}
liantu_graph_nodes{class}  liantu_graph_edges{relation}  liantu_jobs{state}
process_* (memory, processor time, open files) by the library
"""

from collections.abc import Iterable, Iterator
from http import HTTPMethod
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from api import answers
from api.jobs import Jobs
from api.workspace import Workspace
from ontology.errors import LiantuError

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_METHODS: Final = frozenset(HTTPMethod)
_OTHER: Final = "(other)"  # a method is any word that a client likes to send: unknown ones are counted as one
_SECONDS: Final = (0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """The figures of one service: each has its own registry, so that two in one process do not mix."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._requests = Counter(
            "liantu_requests", "Requests answered", ("method", "route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "liantu_request_seconds", "Time to the answer", ("route",), buckets=_SECONDS, registry=self._registry
        )

    def watch(self, workspace: Workspace, jobs: Jobs) -> None:
        """Tell of a workspace and its jobs too, read when the figures are asked for."""
        self._registry.register(_Contents(workspace, jobs))

    def note(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request; `route` is the path's pattern, so that ids make no figures of their own."""
        self._requests.labels(method if method in _METHODS else _OTHER, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """All figures."""
        return generate_latest(self._registry)


class _Contents(Collector):
    def __init__(self, workspace: Workspace, jobs: Jobs) -> None:
        self._workspace, self._jobs = workspace, jobs

    def describe(self) -> Iterable[Metric]:
        return ()  # asks nothing of the graph before the first reading

    def collect(self) -> Iterator[Metric]:
        jobs = GaugeMetricFamily("liantu_jobs", "Jobs by state", labels=("state",))
        for state, count in self._jobs.counts().items():
            jobs.add_metric((state,), count)
        yield jobs
        try:
            stats = answers.stats(self._workspace)
        except LiantuError:
            return  # nothing was ingested yet, or the graph is being written
        for part, label in (("nodes", "class"), ("edges", "relation")):
            family = GaugeMetricFamily(f"liantu_graph_{part}", f"{part} of the graph", labels=(label,))
            for name, count in stats[part].items():
                family.add_metric((name,), count)
            yield family
