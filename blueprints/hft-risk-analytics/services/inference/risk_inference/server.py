"""The HTTP server: /health and /healthz, /ready and /readyz, /metrics, POST /predict."""

import json
import logging
import threading
import time
from concurrent.futures import TimeoutError as FutureTimeoutError
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy

from . import MODEL_VERSION
from .batching import Batcher, FullError, Prediction, predict
from .engine import BATCH_BUCKETS, Engine
from .instances import Instance, RequestError, read_instances
from .metrics import SECONDS, Counter, Histogram

BODY_LIMIT_BYTES = 4 * 1024 * 1024

# Shapes that are compiled before the server says it is ready: up to 32 assets, by the API's 100,000 paths.
WARM_SHAPES = ((8, 1 << 17), (32, 1 << 17))

_log = logging.getLogger("risk_inference")


class InferenceServer(ThreadingHTTPServer):
    """Answers on a thread for each connection; the engine is called by the batcher's thread alone."""

    # close() waits for the threads of requests that are running.
    daemon_threads = False
    block_on_close = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], engine: Engine, timeout_s: float = 10.0) -> None:
        super().__init__(address, _Handler)
        self.engine, self.timeout_s = engine, timeout_s
        self.is_ready, self.is_stopping = False, False
        self.requests = Counter("inference_requests_total", "Requests by status.", "status")
        self.latency = Histogram("inference_request_seconds", "Time of a request, from its headers to its answer.", SECONDS)
        self.step = Histogram("inference_engine_seconds", "Time of one call of the engine, transfers included.", SECONDS)
        self.batches = Histogram("inference_batch_size", "Portfolios in one call of the engine.", BATCH_BUCKETS)
        self.batcher = Batcher(engine, self._observe)

    def _observe(self, size: int, seconds: float) -> None:
        self.batches.observe(size)
        self.step.observe(seconds)

    def warm_up(self, shapes: tuple[tuple[int, int], ...] = WARM_SHAPES) -> None:
        """Compiles the shapes most asked for, then takes requests."""
        empty = Instance(loadings=numpy.zeros(1), confidence=0.99, horizon_days=1, paths=1, seed=0)
        for shape in shapes:
            for rows in BATCH_BUCKETS:
                predict(self.engine, shape, [empty] * rows)
        self.batcher.start()
        self.is_ready = True

    def stop(self) -> None:
        """Takes no new connections, answers the requests that are running, and ends; not to be called by the serving thread."""
        self.is_stopping = True
        self.shutdown()
        self.server_close()
        if self.is_ready:
            self.batcher.stop()


class _Handler(BaseHTTPRequestHandler):
    server: InferenceServer
    protocol_version = "HTTP/1.1"
    # Of a connection that says nothing; it would hold up the end of the server for as long.
    timeout = 5

    def do_GET(self) -> None:
        match self.path:
            case "/health" | "/healthz":
                self._send(200, {"status": "ok", "engine": self.server.engine.name, "model_version": MODEL_VERSION})
            case "/ready" | "/readyz":
                is_ready = self.server.is_ready and not self.server.is_stopping
                self._send(200 if is_ready else 503, {"status": "ready" if is_ready else "not ready"})
            case "/metrics":
                parts = (self.server.requests, self.server.latency, self.server.step, self.server.batches)
                self._send_text(200, "".join(part.render() for part in parts), "text/plain; version=0.0.4; charset=utf-8")
            case _:
                self._send(404, {"error": "there is nothing at this address"})

    def do_POST(self) -> None:
        started = time.perf_counter()
        status, body = self._predict() if self.path == "/predict" else (404, {"error": "there is nothing at this address"})
        if self.path == "/predict":
            self.server.requests.add(str(status))
            self.server.latency.observe(time.perf_counter() - started)
        self._send(status, body)

    def _predict(self) -> tuple[int, dict[str, Any]]:
        if not self.server.is_ready or self.server.is_stopping:
            return 503, {"error": "not ready"}
        try:
            instances = read_instances(self._read_body())
            futures = [self.server.batcher.submit(instance) for instance in instances]
            deadline = time.monotonic() + self.server.timeout_s
            found = [future.result(max(0.0, deadline - time.monotonic())) for future in futures]
        except _LengthError as error:
            return 413, {"error": str(error)}
        except RequestError as error:
            return 400, {"error": str(error)}
        except FullError:
            return 503, {"error": "too many portfolios are waiting"}
        except FutureTimeoutError:
            return 504, {"error": "the calculation took too long"}
        except Exception:
            _log.exception("a prediction failed")
            return 500, {"error": "the prediction failed"}
        return 200, {
            "predictions": [_describe(prediction) for prediction in found],
            "engine": self.server.engine.name,
            "model_version": MODEL_VERSION,
        }

    def _read_body(self) -> Any:
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit():
            self.close_connection = True
            raise RequestError("Content-Length has to say how long the body is")
        if int(length) > BODY_LIMIT_BYTES:
            self.close_connection = True
            raise _LengthError(f"the body has more than {BODY_LIMIT_BYTES} bytes")
        try:
            return json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError) as error:
            raise RequestError("the body is not JSON") from error

    def _send(self, status: int, body: dict[str, Any]) -> None:
        self._send_text(status, json.dumps(body), "application/json")

    def _send_text(self, status: int, text: str, kind: str) -> None:
        data = text.encode()
        self.send_response_only(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        if self.server.is_stopping or self.close_connection:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        self.wfile.write(data)


class _LengthError(ValueError):
    """The body is longer than is read."""


def _describe(prediction: Prediction) -> dict[str, Any]:
    return {
        "var": prediction.simulated.value_at_risk,
        "expected_shortfall": prediction.simulated.expected_shortfall,
        "standard_error": prediction.standard_error,
        "paths": prediction.paths,
        "parametric_var": prediction.parametric.value_at_risk,
        "parametric_expected_shortfall": prediction.parametric.expected_shortfall,
    }


def serve_in_thread(server: InferenceServer) -> threading.Thread:
    """Starts to answer, on a thread of its own."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="server")
    thread.start()
    return thread
