"""Reads and checks the body of /predict."""

import math
from dataclasses import dataclass
from typing import Any

import numpy

from .engine import ASSET_BUCKETS, PATH_BUCKETS
from .formulas import correlation_matrix, loadings

MOST_INSTANCES = 64
MOST_PAIRS = 5000


class RequestError(ValueError):
    """A body that cannot be answered; its text says where and why, and is for the caller."""


@dataclass(frozen=True)
class Instance:
    """One portfolio, ready to be drawn."""

    loadings: numpy.ndarray
    confidence: float
    horizon_days: int
    paths: int
    seed: int

    @property
    def deviation(self) -> float:
        """Standard deviation of one day's profit and loss."""
        return float(math.sqrt(numpy.dot(self.loadings, self.loadings)))


def read_instances(body: Any) -> list[Instance]:
    """The portfolios of a body `{"instances": [...]}`, in its order. Raises RequestError at the first fault."""
    instances = body.get("instances") if isinstance(body, dict) else None
    if not isinstance(instances, list) or not 1 <= len(instances) <= MOST_INSTANCES:
        raise RequestError(f"/instances has to be a list of 1 to {MOST_INSTANCES}")
    return [_read_instance(value, f"/instances/{index}") for index, value in enumerate(instances)]


def _read_instance(value: Any, path: str) -> Instance:
    if not isinstance(value, dict):
        raise RequestError(f"{path} has to be an object")
    known = {"deviations", "default_correlation", "pairs", "confidence", "horizon_days", "paths", "seed"}
    for name in sorted(value.keys() - known):
        raise RequestError(f"{path}/{str(name)[:64]} is not a known property")
    deviations = value.get("deviations")
    if not isinstance(deviations, list) or not 1 <= len(deviations) <= ASSET_BUCKETS[-1]:
        raise RequestError(f"{path}/deviations has to be a list of 1 to {ASSET_BUCKETS[-1]}")
    vector = numpy.array([_number(item, f"{path}/deviations/{index}", -1e15, 1e15) for index, item in enumerate(deviations)])
    default = _number(value.get("default_correlation", 0), f"{path}/default_correlation", 0, 1)
    pairs = _read_pairs(value.get("pairs", []), len(deviations), f"{path}/pairs")
    try:
        row = loadings(vector, correlation_matrix(len(vector), default, pairs))
    except ValueError as error:
        raise RequestError(f"{path}/pairs: {error}") from error
    return Instance(
        loadings=row,
        confidence=_number(value.get("confidence", 0.99), f"{path}/confidence", 0.5, 0.9999),
        horizon_days=_integer(value.get("horizon_days", 1), f"{path}/horizon_days", 1, 252),
        paths=_integer(value.get("paths", 100_000), f"{path}/paths", 1, PATH_BUCKETS[-1]),
        seed=_integer(value.get("seed", 0), f"{path}/seed", 0, 2**32 - 1),
    )


def _read_pairs(value: Any, size: int, path: str) -> list[tuple[int, int, float]]:
    if not isinstance(value, list) or len(value) > MOST_PAIRS:
        raise RequestError(f"{path} has to be a list of at most {MOST_PAIRS}")
    pairs = []
    for index, pair in enumerate(value):
        where = f"{path}/{index}"
        if not isinstance(pair, list) or len(pair) != 3:
            raise RequestError(f"{where} has to be two positions and a correlation")
        row, column = (_integer(item, where, 0, size - 1) for item in pair[:2])
        if row == column:
            raise RequestError(f"{where} has to be of two assets")
        pairs.append((row, column, _number(pair[2], where, -1, 1)))
    return pairs


def _number(value: Any, path: str, least: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise RequestError(f"{path} has to be a number from {least:g} to {most:g}")
    return float(value)


def _integer(value: Any, path: str, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise RequestError(f"{path} has to be a whole number from {least} to {most}")
    return value
