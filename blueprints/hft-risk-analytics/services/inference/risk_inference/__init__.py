"""Monte Carlo risk of portfolios on an accelerator, in batches, over HTTP."""

MODEL_VERSION = "monte-carlo-1.0.0"
