"""The reference values both services are held to."""

import json
import math
from pathlib import Path

import numpy
import pytest

from risk_inference.formulas import TRADING_DAYS, correlation_matrix, loadings, parametric_risk, value_option

GOLDEN = json.loads((Path(__file__).parents[2] / "golden-vectors.json").read_text(encoding="utf-8"))


def assert_digits(actual: float, digits: str) -> None:
    """Agrees in every digit that is written down."""
    decimals = len(digits.partition(".")[2])
    assert f"{actual:.{decimals}f}" == digits


@pytest.mark.parametrize("vector", GOLDEN["parametric"], ids=lambda vector: vector["name"])
def test_portfolios_have_their_risk(vector):
    symbols = [position["symbol"] for position in vector["positions"]]
    deviations = numpy.array(
        [p["quantity"] * p["price"] * p["volatility"] / math.sqrt(TRADING_DAYS) for p in vector["positions"]]
    )
    pairs = [(symbols.index(p["first"]), symbols.index(p["second"]), p["correlation"]) for p in vector["correlations"]]
    row = loadings(deviations, correlation_matrix(len(symbols), 0.0, pairs))
    deviation = math.sqrt(row @ row)
    assert_digits(deviation, vector["daily_deviation"])
    for expected in vector["expected"]:
        risk = parametric_risk(deviation, expected["confidence"], expected["horizon_days"])
        if "var" in expected:
            assert_digits(risk.value_at_risk, expected["var"])
        if "expected_shortfall" in expected:
            assert_digits(risk.expected_shortfall, expected["expected_shortfall"])


@pytest.mark.parametrize("factor", GOLDEN["factors"], ids=lambda factor: str(factor["confidence"]))
def test_confidence_has_its_factors(factor):
    risk = parametric_risk(1.0, factor["confidence"], 1)
    assert_digits(risk.value_at_risk, factor["quantile"])
    assert_digits(risk.expected_shortfall, factor["shortfall"])


@pytest.mark.parametrize("vector", GOLDEN["options"], ids=lambda vector: vector["name"])
def test_options_have_their_value(vector):
    value = value_option(**vector["option"])
    for name, digits in vector["expected"].items():
        assert_digits(getattr(value, name), digits)
