#!/usr/bin/env bash
# Installs what is locked into .venv and runs the tests; says so when it cannot, which is a failure where REQUIRE_PYTHON is set.
set -euo pipefail
cd "$(dirname "$0")"

mkdir -p coverage
rm -f coverage/junit.xml

skip() {
  printf 'SKIPPED: inference server not tested: %s\n' "$*"
  [[ -z ${REQUIRE_PYTHON:-} ]] || exit 1
  exit 0
}

python=${PYTHON:-python3}
command -v "$python" >/dev/null || skip 'there is no python3'
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || skip "$("$python" --version) is older than 3.11"

# Anew only when the lock changed: installing takes longer than the tests.
stamp=$(cksum requirements.lock | tr ' ' -)
if [[ ! -e .venv/$stamp ]]; then
  rm -rf .venv
  "$python" -m venv .venv || skip 'no virtual environment can be made'
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock ||
    skip 'the locked packages could not be installed'
  touch ".venv/$stamp"
fi
.venv/bin/python -m pytest --junitxml=coverage/junit.xml
