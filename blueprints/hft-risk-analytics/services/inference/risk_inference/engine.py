"""Draws the paths: JAX on whatever accelerator it finds, NumPy where JAX is not installed. Nothing else imports JAX."""

import math
from typing import Protocol

import numpy

# A new shape is compiled for seconds, so there are few: numbers of assets, paths and portfolios are rounded up to these.
ASSET_BUCKETS = (8, 32, 128, 512, 2048)
PATH_BUCKETS = (1 << 14, 1 << 17, 1 << 20)
BATCH_BUCKETS = (1, 4, 8)

# Normal draws held at a time for one portfolio.
_BLOCK_DRAWS = 1 << 20


class Engine(Protocol):
    """Something that can draw paths."""

    name: str

    def simulate(
        self, loadings: numpy.ndarray, seeds: numpy.ndarray, tails: numpy.ndarray, paths: int
    ) -> tuple[numpy.ndarray, numpy.ndarray]:
        """The value at risk and expected shortfall of one day, for each portfolio.

        `loadings` has one row for each portfolio; row i is drawn by `seeds[i]` alone, whatever stands beside it, and
        its tail is the `tails[i]` worst of `paths`. All sizes are buckets.
        """


def bucket(size: int, buckets: tuple[int, ...]) -> int:
    """The smallest bucket that holds `size`; ValueError when there is none."""
    for candidate in buckets:
        if size <= candidate:
            return candidate
    raise ValueError(f"{size} is more than {buckets[-1]}")


def block_paths(assets: int, paths: int) -> int:
    """How many paths are drawn at a time: a power of two that divides `paths`."""
    return min(paths, max(1, _BLOCK_DRAWS // (1 << math.ceil(math.log2(assets)))))


class NumpyEngine:
    """The processor, by NumPy's counter-based generator."""

    name = "cpu"

    def simulate(
        self, loadings: numpy.ndarray, seeds: numpy.ndarray, tails: numpy.ndarray, paths: int
    ) -> tuple[numpy.ndarray, numpy.ndarray]:
        block = block_paths(loadings.shape[1], paths)
        results = []
        for row, seed, tail in zip(loadings, seeds, tails, strict=True):
            generator = numpy.random.Generator(numpy.random.Philox(int(seed)))
            losses = [generator.standard_normal((block, len(row)), dtype=numpy.float32) @ row for _ in range(paths // block)]
            worst = numpy.sort(numpy.concatenate(losses))[::-1][: int(tail)]
            results.append((worst[-1], worst.mean(dtype=numpy.float64)))
        return numpy.array([var for var, _ in results]), numpy.array([shortfall for _, shortfall in results])


class JaxEngine:
    """The first accelerator JAX finds; draws are threefry, a counter-based generator."""

    def __init__(self) -> None:
        import jax
        import jax.numpy as jnp

        def one(row, seed, tail, paths):
            block = block_paths(row.shape[0], paths)
            key = jax.random.key(seed)

            def draw(_, index):
                normals = jax.random.normal(jax.random.fold_in(key, index), (block, row.shape[0]), dtype=jnp.float32)
                # A TPU would multiply in bfloat16, which has three digits.
                return None, jnp.matmul(normals, row, precision=jax.lax.Precision.HIGHEST)

            _, losses = jax.lax.scan(draw, None, jnp.arange(paths // block))
            descending = -jnp.sort(-losses.reshape(-1))
            in_tail = jnp.arange(paths) < tail
            shortfall = jnp.sum(jnp.where(in_tail, descending, 0.0)) / tail
            return descending[tail - 1], shortfall

        self._simulate = jax.jit(jax.vmap(one, in_axes=(0, 0, 0, None)), static_argnums=3)
        self.name = _engine_name(jax.devices()[0])

    def simulate(
        self, loadings: numpy.ndarray, seeds: numpy.ndarray, tails: numpy.ndarray, paths: int
    ) -> tuple[numpy.ndarray, numpy.ndarray]:
        rows = loadings.astype(numpy.float32)
        var, shortfall = self._simulate(rows, seeds.astype(numpy.uint32), tails.astype(numpy.int32), paths)
        return numpy.asarray(var, dtype=numpy.float64), numpy.asarray(shortfall, dtype=numpy.float64)


def _engine_name(device) -> str:
    """`cpu`, a generation as the blueprint spells it, or else what JAX calls the device."""
    if device.platform == "cpu":
        return "cpu"
    kind = device.device_kind.lower()
    for words, name in (("v6", "v6e"), ("v5 lite", "v5e"), ("v5e", "v5e"), ("v5", "v5p"), ("7x", "tpu7x"), ("v7", "tpu7x")):
        if words in kind:
            return name
    return kind


def find_engine() -> Engine:
    """JAX where it is installed, else NumPy."""
    try:
        return JaxEngine()
    except ModuleNotFoundError:
        return NumpyEngine()
