"""The server over HTTP, on an engine that can be held up."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from risk_inference.engine import NumpyEngine
from risk_inference.server import InferenceServer, serve_in_thread

SHAPE = (8, 1 << 14)
SAMPLE = {"deviations": [2844.18, -1259.88], "pairs": [[0, 1, 0.6]], "paths": 1000, "seed": 3}


class HeldEngine(NumpyEngine):
    """Waits for `gate` before it draws, and says by `entered` that it was called."""

    def __init__(self):
        self.gate, self.entered, self.sizes = threading.Event(), threading.Event(), []
        self.gate.set()
        self.failure = None

    def simulate(self, loadings, seeds, tails, paths):
        self.entered.set()
        assert self.gate.wait(30)
        if self.failure:
            raise self.failure
        self.sizes.append(len(loadings))
        return super().simulate(loadings, seeds, tails, paths)


@pytest.fixture
def server():
    running = InferenceServer(("127.0.0.1", 0), HeldEngine(), timeout_s=20)
    thread = serve_in_thread(running)
    yield running
    running.engine.gate.set()
    running.stop()
    thread.join()


def call(server, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection(*server.server_address, timeout=30)
    try:
        connection.request(method, path, body if body is None or isinstance(body, str) else json.dumps(body), headers or {})
        response = connection.getresponse()
        text = response.read().decode()
        is_json = response.headers["Content-Type"] == "application/json"
        return response.status, json.loads(text) if is_json else text
    finally:
        connection.close()


def test_is_alive_before_it_is_ready_and_takes_no_requests_until_then(server):
    assert [call(server, "GET", path)[0] for path in ("/health", "/healthz", "/ready", "/readyz")] == [200, 200, 503, 503]
    assert call(server, "POST", "/predict", {"instances": [SAMPLE]})[0] == 503
    server.warm_up((SHAPE,))
    assert [call(server, "GET", path)[0] for path in ("/ready", "/readyz")] == [200, 200]


def test_answers_as_the_api_reads_it(server):
    server.warm_up((SHAPE,))
    status, body = call(server, "POST", "/predict", {"instances": [SAMPLE, {**SAMPLE, "confidence": 0.95, "horizon_days": 10}]})
    assert (status, body["engine"], len(body["predictions"])) == (200, "cpu", 2)
    first = body["predictions"][0]
    assert first["parametric_var"] == pytest.approx(5394.26, abs=0.02)
    assert abs(first["var"] - first["parametric_var"]) < 4 * first["standard_error"]
    assert first["expected_shortfall"] > first["var"] > 0


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ([], "/instances has to be"),
        ({"instances": []}, "/instances has to be"),
        ({"instances": [1]}, "/instances/0 has to be an object"),
        ({"instances": [{**SAMPLE, "path": 1}]}, "/instances/0/path is not a known property"),
        ({"instances": [{**SAMPLE, "deviations": ["1"]}]}, "/instances/0/deviations/0 has to be a number"),
        ('{"instances": [{"deviations": [NaN]}]}', "/instances/0/deviations/0 has to be a number"),
        ({"instances": [{**SAMPLE, "pairs": [[0, 2, 0.5]]}]}, "/instances/0/pairs/0 has to be a whole number from 0 to 1"),
        ({"instances": [{**SAMPLE, "pairs": [[1, 1, 0.5]]}]}, "/instances/0/pairs/0 has to be of two assets"),
        ({"instances": [{**SAMPLE, "paths": 1 << 21}]}, "/instances/0/paths has to be a whole number"),
        ({"instances": [{"deviations": [1, 1, 1], "pairs": [[0, 1, 1], [1, 2, 1], [0, 2, -1]]}]}, "/instances/0/pairs: the correlations contradict"),
    ],
)
def test_says_where_a_body_is_wrong(server, body, words):
    server.warm_up((SHAPE,))
    status, answer = call(server, "POST", "/predict", body)
    assert status == 400
    assert words in answer["error"]


def test_refuses_a_body_that_is_too_long_without_reading_it(server):
    server.warm_up((SHAPE,))
    assert call(server, "POST", "/predict", "", {"Content-Length": str(5 * 1024 * 1024)})[0] == 413


def test_tells_nothing_of_a_failure(server):
    server.warm_up((SHAPE,))
    server.engine.failure = RuntimeError("secret")
    status, body = call(server, "POST", "/predict", {"instances": [SAMPLE]})
    assert (status, body) == (500, {"error": "the prediction failed"})
    server.engine.failure = None
    assert call(server, "POST", "/predict", {"instances": [SAMPLE]})[0] == 200


def test_portfolios_that_wait_together_are_drawn_together(server):
    server.warm_up((SHAPE,))
    engine = server.engine
    engine.sizes.clear()
    status, _ = call(server, "POST", "/predict", {"instances": [{**SAMPLE, "seed": seed} for seed in range(20)]})
    assert status == 200
    # At most 8 at a time, so at least three calls; alone they would be twenty.
    assert 3 <= len(engine.sizes) < 20


def test_measures_requests_batches_and_the_engine(server):
    server.warm_up((SHAPE,))
    call(server, "POST", "/predict", {"instances": [SAMPLE]})
    call(server, "POST", "/predict", "{")
    status, text = call(server, "GET", "/metrics")
    assert status == 200
    assert 'inference_requests_total{status="200"} 1\n' in text
    assert 'inference_requests_total{status="400"} 1\n' in text
    assert "inference_request_seconds_count 2\n" in text
    assert 'inference_batch_size_bucket{le="1"} 1\n' in text
    assert "inference_engine_seconds_count 1\n" in text
    for line in text.splitlines():
        assert re.fullmatch(r'# (HELP|TYPE) .+|[a-z_]+(\{[a-z]+="[^"]+"\})? [0-9.e+-]+', line)


def test_answers_what_runs_before_it_ends():
    server = InferenceServer(("127.0.0.1", 0), HeldEngine(), timeout_s=20)
    thread = serve_in_thread(server)
    server.warm_up((SHAPE,))
    server.engine.gate.clear()
    server.engine.entered.clear()
    answers = []
    caller = threading.Thread(target=lambda: answers.append(call(server, "POST", "/predict", {"instances": [SAMPLE]})[0]))
    caller.start()
    assert server.engine.entered.wait(30)
    stopper = threading.Thread(target=server.stop)
    stopper.start()
    thread.join()
    server.engine.gate.set()
    for waiting in (caller, stopper):
        waiting.join(30)
    assert answers == [200]


def test_process_ends_with_0_after_sigterm():
    environment = {**os.environ, "PORT": "0", "HOST": "127.0.0.1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "risk_inference"], cwd=Path(__file__).parents[1], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        messages = []
        for line in process.stdout:
            messages.append(json.loads(line))
            if messages[-1]["message"] == "ready":
                process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert [message["message"] for message in messages[1:]] == ["ready", "stopping"]
        assert {message["severity"] for message in messages} == {"INFO"}
    finally:
        process.kill()
