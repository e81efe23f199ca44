"""Counters and histograms in Prometheus' text format."""

import threading
from bisect import bisect_left
from collections.abc import Sequence

SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Histogram:
    """Counts of observed values by upper bound, safe to use from several threads."""

    def __init__(self, name: str, text: str, bounds: Sequence[float]) -> None:
        self._name, self._text, self._bounds = name, text, tuple(bounds)
        self._counts = [0] * (len(bounds) + 1)
        self._sum = 0.0
        self._lock = threading.Lock()

    def observe(self, value: float) -> None:
        """Counts one value, which belongs to the first bound that is not below it."""
        with self._lock:
            self._counts[bisect_left(self._bounds, value)] += 1
            self._sum += value

    def render(self) -> str:
        """Its lines, each ended; bounds are cumulative, as the format wants them."""
        with self._lock:
            counts, total = list(self._counts), self._sum
        lines = [f"# HELP {self._name} {self._text}", f"# TYPE {self._name} histogram"]
        seen = 0
        for bound, count in zip([*self._bounds, "+Inf"], counts, strict=True):
            seen += count
            lines.append(f'{self._name}_bucket{{le="{bound}"}} {seen}')
        return "\n".join([*lines, f"{self._name}_sum {total}", f"{self._name}_count {seen}", ""])


class Counter:
    """A count by one label, safe to use from several threads."""

    def __init__(self, name: str, text: str, label: str) -> None:
        self._name, self._text, self._label = name, text, label
        self._counts: dict[str, int] = {}
        self._lock = threading.Lock()

    def add(self, value: str) -> None:
        """Counts one more with this value of the label."""
        with self._lock:
            self._counts[value] = self._counts.get(value, 0) + 1

    def render(self) -> str:
        """Its lines, sorted by the label."""
        with self._lock:
            counts = sorted(self._counts.items())
        lines = [f"# HELP {self._name} {self._text}", f"# TYPE {self._name} counter"]
        return "\n".join([*lines, *(f'{self._name}{{{self._label}="{value}"}} {count}' for value, count in counts), ""])
