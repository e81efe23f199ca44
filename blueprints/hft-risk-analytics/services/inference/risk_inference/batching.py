"""Puts portfolios that are asked for at about the same time into one call of the engine."""

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

import numpy

from .engine import ASSET_BUCKETS, BATCH_BUCKETS, PATH_BUCKETS, Engine, bucket
from .formulas import TailRisk, parametric_risk, quantile_error, tail_count
from .instances import Instance

_STOP = None


class FullError(RuntimeError):
    """More waits than can be answered in good time."""


@dataclass(frozen=True)
class Prediction:
    """What was found for one portfolio, over its horizon."""

    simulated: TailRisk
    parametric: TailRisk
    standard_error: float
    paths: int


@dataclass(frozen=True)
class _Job:
    instance: Instance
    shape: tuple[int, int]
    result: "Future[Prediction]"


class Batcher:
    """One thread that owns the engine: it takes what waits, for `window_s` at most, and calls the engine once for each shape.

    `observe(size, seconds)` is told of every call: how many portfolios, and how long the engine took.
    """

    def __init__(self, engine: Engine, observe: Callable[[int, float], None], window_s: float = 0.002, capacity: int = 256) -> None:
        self._engine, self._observe, self._window_s = engine, observe, window_s
        self._waiting: queue.Queue[_Job | None] = queue.Queue(capacity)
        self._thread = threading.Thread(target=self._run, name="batcher", daemon=True)

    def start(self) -> None:
        """Begins to take jobs."""
        self._thread.start()

    def submit(self, instance: Instance) -> "Future[Prediction]":
        """The prediction to come. Raises FullError when too many wait."""
        shape = (bucket(len(instance.loadings), ASSET_BUCKETS), bucket(instance.paths, PATH_BUCKETS))
        job = _Job(instance, shape, Future())
        try:
            self._waiting.put_nowait(job)
        except queue.Full as error:
            raise FullError("too many portfolios are waiting") from error
        return job.result

    def stop(self) -> None:
        """Answers what waits, then ends."""
        self._waiting.put(_STOP)
        self._thread.join()

    def _run(self) -> None:
        is_stopping = False
        while not is_stopping:
            first = self._waiting.get()
            if first is _STOP:
                return
            jobs = [first]
            deadline = time.monotonic() + self._window_s
            while len(jobs) < BATCH_BUCKETS[-1]:
                try:
                    job = self._waiting.get(timeout=max(0.0, deadline - time.monotonic()))
                except queue.Empty:
                    break
                if job is _STOP:
                    is_stopping = True
                    break
                jobs.append(job)
            by_shape: dict[tuple[int, int], list[_Job]] = {}
            for job in jobs:
                by_shape.setdefault(job.shape, []).append(job)
            for shape, alike in by_shape.items():
                self._answer(shape, alike)

    def _answer(self, shape: tuple[int, int], jobs: list[_Job]) -> None:
        try:
            started = time.perf_counter()
            predictions = predict(self._engine, shape, [job.instance for job in jobs])
            self._observe(len(jobs), time.perf_counter() - started)
        except Exception as error:  # The thread has to live on; the caller is told by the future.
            for job in jobs:
                job.result.set_exception(error)
            return
        for job, prediction in zip(jobs, predictions, strict=True):
            job.result.set_result(prediction)


def predict(engine: Engine, shape: tuple[int, int], instances: list[Instance]) -> list[Prediction]:
    """Draws portfolios of one shape (assets, paths) in one call, filled up with empty ones to the next size that is compiled."""
    assets, paths = shape
    rows = bucket(len(instances), BATCH_BUCKETS)
    loadings = numpy.zeros((rows, assets))
    seeds, tails = numpy.zeros(rows, dtype=numpy.int64), numpy.ones(rows, dtype=numpy.int64)
    for index, instance in enumerate(instances):
        loadings[index, : len(instance.loadings)] = instance.loadings
        seeds[index], tails[index] = instance.seed, tail_count(paths, instance.confidence)
    values, shortfalls = engine.simulate(loadings, seeds, tails, paths)
    return [
        _prediction(instance, float(value), float(shortfall), paths)
        for instance, value, shortfall in zip(instances, values, shortfalls, strict=False)
    ]


def _prediction(instance: Instance, value: float, shortfall: float, paths: int) -> Prediction:
    horizon = instance.horizon_days**0.5
    return Prediction(
        simulated=TailRisk(value * horizon, shortfall * horizon),
        parametric=parametric_risk(instance.deviation, instance.confidence, instance.horizon_days),
        standard_error=quantile_error(instance.deviation, instance.confidence, instance.horizon_days, paths),
        paths=paths,
    )
