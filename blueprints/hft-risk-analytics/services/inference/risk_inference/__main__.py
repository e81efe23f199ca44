"""Runs the server until SIGTERM or SIGINT; PORT and HOST say where (8080, all addresses)."""

import json
import logging
import os
import signal
import sys
import threading
from datetime import UTC, datetime

from .engine import find_engine
from .server import InferenceServer, serve_in_thread


class _CloudFormatter(logging.Formatter):
    """Lines as Cloud Logging reads them."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "severity": record.levelname,
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "component": "inference",
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["stack"] = self.formatException(record.exc_info)
        return json.dumps(line)


def main() -> int:
    """Serves, and returns the exit code."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(_CloudFormatter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    log = logging.getLogger("risk_inference")
    log.setLevel(logging.INFO)
    port = os.environ.get("PORT", "8080")
    if not port.isdigit() or int(port) > 65535:
        log.critical("PORT has to be a number from 0 to 65535")
        return 1
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    server = InferenceServer((os.environ.get("HOST", "0.0.0.0"), int(port)), find_engine())
    thread = serve_in_thread(server)
    log.info("listening at %s:%d, compiling for %s", *server.server_address[:2], server.engine.name)
    server.warm_up()
    log.info("ready")
    stopped.wait()
    log.info("stopping")
    server.stop()
    thread.join()
    return 0


if __name__ == "__main__":
    sys.exit(main())
