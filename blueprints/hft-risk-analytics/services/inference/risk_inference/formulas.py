"""The closed formulas, the same as those of the risk API; both are held to ../golden-vectors.json."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy

TRADING_DAYS = 252
_NORMAL = NormalDist()

# For each asset: makes the matrix of a portfolio that hedges itself, which is singular, one that can be factored.
_JITTER = 1e-12


@dataclass(frozen=True)
class TailRisk:
    """Value at risk, and the mean loss beyond it, in the currency of the deviations."""

    value_at_risk: float
    expected_shortfall: float


def correlation_matrix(size: int, default: float, pairs: Sequence[tuple[int, int, float]]) -> numpy.ndarray:
    """The matrix with 1 on its diagonal, `default` beside it, and the correlations of `pairs` (row, column, correlation)."""
    matrix = numpy.full((size, size), default, dtype=numpy.float64)
    numpy.fill_diagonal(matrix, 1.0)
    for row, column, correlation in pairs:
        matrix[row, column] = matrix[column, row] = correlation
    return matrix


def loadings(deviations: numpy.ndarray, matrix: numpy.ndarray) -> numpy.ndarray:
    """What one unit of each independent normal factor adds to a day's profit and loss.

    The sum of their squares is the portfolio's variance. Raises ValueError for a matrix that is not positive semidefinite.
    """
    try:
        factor = numpy.linalg.cholesky(matrix + _JITTER * len(matrix) * numpy.eye(len(matrix)))
    except numpy.linalg.LinAlgError as error:
        raise ValueError("the correlations contradict each other: some portfolio would have a negative variance") from error
    return factor.T @ deviations


def parametric_risk(deviation: float, confidence: float, horizon_days: int) -> TailRisk:
    """Delta-normal risk with a mean of 0 of a portfolio whose day has this standard deviation."""
    quantile = _NORMAL.inv_cdf(confidence)
    width = deviation * math.sqrt(horizon_days)
    return TailRisk(quantile * width, _NORMAL.pdf(quantile) / (1 - confidence) * width)


def quantile_error(deviation: float, confidence: float, horizon_days: int, paths: int) -> float:
    """Standard error of a value at risk that `paths` normal draws gave: sqrt(p (1 - p) / paths) over the density there."""
    density = _NORMAL.pdf(_NORMAL.inv_cdf(confidence))
    return deviation * math.sqrt(horizon_days) * math.sqrt(confidence * (1 - confidence) / paths) / density


def tail_count(paths: int, confidence: float) -> int:
    """How many of the worst paths are the tail: ceil(paths (1 - confidence)), at least one."""
    return max(1, math.ceil(paths * (1 - confidence) - 1e-9))


@dataclass(frozen=True)
class OptionValue:
    """Price and sensitivities: vega and rho by one point, theta by one calendar day of 365."""

    price: float
    delta: float
    gamma: float
    vega: float
    theta: float
    rho: float


def value_option(
    *, type: str, spot: float, strike: float, years: float, rate: float, dividend_yield: float, volatility: float
) -> OptionValue:
    """A European option by Black, Scholes and Merton; `years` and `volatility` are above 0."""
    sign = 1 if type == "call" else -1
    growth, discount = math.exp(-dividend_yield * years), math.exp(-rate * years)
    width = volatility * math.sqrt(years)
    d1 = (math.log(spot / strike) + (rate - dividend_yield) * years) / width + width / 2
    in_money, exercised = _NORMAL.cdf(sign * d1), _NORMAL.cdf(sign * (d1 - width))
    density = _NORMAL.pdf(d1)
    decay = spot * growth * density * volatility / (2 * math.sqrt(years))
    carry = sign * (dividend_yield * spot * growth * in_money - rate * strike * discount * exercised)
    return OptionValue(
        price=sign * (spot * growth * in_money - strike * discount * exercised),
        delta=sign * growth * in_money,
        gamma=growth * density / (spot * width),
        vega=spot * growth * density * math.sqrt(years) / 100,
        theta=(carry - decay) / 365,
        rho=sign * strike * years * discount * exercised / 100,
    )
