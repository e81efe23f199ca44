"""Both engines: JAX where it is installed, NumPy always."""

import importlib.util

import numpy
import pytest

from risk_inference.batching import predict
from risk_inference.engine import ASSET_BUCKETS, PATH_BUCKETS, JaxEngine, NumpyEngine, block_paths, bucket
from risk_inference.formulas import correlation_matrix, loadings, tail_count
from risk_inference.instances import Instance

has_jax = importlib.util.find_spec("jax") is not None
PATHS = PATH_BUCKETS[1]


@pytest.fixture(
    scope="module",
    params=[NumpyEngine, pytest.param(JaxEngine, marks=pytest.mark.skipif(not has_jax, reason="JAX is not installed"))],
)
def engine(request):
    return request.param()


def instance(deviations, *, rho=0.0, confidence=0.99, horizon_days=1, seed=0):
    row = loadings(numpy.array(deviations), correlation_matrix(len(deviations), rho, []))
    return Instance(loadings=row, confidence=confidence, horizon_days=horizon_days, paths=PATHS, seed=seed)


@pytest.mark.parametrize("confidence", [0.95, 0.975, 0.99])
@pytest.mark.parametrize("horizon_days", [1, 10])
def test_simulation_meets_the_formula_within_four_standard_errors(engine, confidence, horizon_days):
    held = instance([2844.18, -1259.88, 700.0], rho=0.6, confidence=confidence, horizon_days=horizon_days, seed=11)
    (found,) = predict(engine, (8, PATHS), [held])
    assert abs(found.simulated.value_at_risk - found.parametric.value_at_risk) < 4 * found.standard_error
    assert abs(found.simulated.expected_shortfall - found.parametric.expected_shortfall) < 8 * found.standard_error
    assert found.standard_error < 0.01 * found.parametric.value_at_risk


def test_result_does_not_depend_on_what_stands_beside_it_in_the_batch(engine):
    held = instance([100.0, 200.0], rho=0.3, seed=5)
    others = [instance([float(size)] * 3, seed=size) for size in range(1, 5)]
    (alone,) = predict(engine, (8, PATHS), [held])
    beside = predict(engine, (8, PATHS), [others[0], held, *others[1:]])[1]
    assert alone.simulated.value_at_risk == pytest.approx(beside.simulated.value_at_risk, rel=1e-6)
    assert alone.simulated.expected_shortfall == pytest.approx(beside.simulated.expected_shortfall, rel=1e-6)


def test_same_seed_gives_the_same_result_and_another_seed_another(engine):
    first, second, third = (predict(engine, (8, PATHS), [instance([100.0], seed=seed)])[0] for seed in (1, 1, 2))
    assert first == second
    assert first.simulated != third.simulated


def test_hedged_pair_has_no_risk(engine):
    (found,) = predict(engine, (8, PATHS), [instance([1000.0, -1000.0], rho=1.0)])
    assert found.simulated.value_at_risk < 0.01


def test_sizes_are_rounded_up_to_what_is_compiled():
    assert [bucket(size, ASSET_BUCKETS) for size in (1, 8, 9, 2048)] == [8, 8, 32, 2048]
    with pytest.raises(ValueError, match="2049 is more than 2048"):
        bucket(2049, ASSET_BUCKETS)


@pytest.mark.parametrize("assets", ASSET_BUCKETS)
@pytest.mark.parametrize("paths", PATH_BUCKETS)
def test_blocks_divide_the_paths(assets, paths):
    assert paths % block_paths(assets, paths) == 0


def test_tail_is_the_share_of_the_worst_and_never_empty():
    assert [tail_count(500, 0.99), tail_count(501, 0.99), tail_count(10, 0.99)] == [5, 6, 1]
