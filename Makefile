PYTHON ?= python3
PY := .venv/bin/python
CONFIG ?= data/config.example.toml

.PHONY: run test lint measure measure-mixed lock browser clean

run: .venv/installed  ## the demonstration: install, ingest, answer two questions, serve the panel
	$(PY) -m ingest sync --config $(CONFIG)
	$(PY) -m copilot serve --config $(CONFIG) \
	  --try "Wat kost het om een vast contract eerder op te zeggen?" \
	  --try "The thermostat shows F3, what does that mean and how is it solved?"

test: .venv/installed browser  ## everything that CI checks
	$(PY) -m pytest

lint: .venv/installed  ## formats, then checks what the tests check too
	$(PY) -m ruff format copilot ingest eval tests
	$(PY) -m ruff check copilot ingest eval tests
	$(PY) -m mypy
	.venv/bin/lint-imports

measure: .venv/installed  ## the figures of docs/evaluation.md; the FAQ corpus must lie beside the project
	$(PY) -m ingest sync --config $(CONFIG)
	$(PY) -m eval run data/eval/demo.toml --config $(CONFIG) --out data/reports/demo
	$(PY) -m ingest sync --config data/eval/nl_policyqa.config.toml
	$(PY) -m eval run data/eval/nl_policyqa.toml --out data/reports/nl_policyqa
	$(PY) -m eval.bench.sync_speed

measure-mixed: .venv/installed  ## the same questions among tickets, mails and chats; embeds 21,000 passages first
	$(PY) -m ingest sync --config data/eval/mixed.config.toml
	$(PY) -m eval run data/eval/mixed.toml --out data/reports/mixed

lock:  ## requirements.lock anew from pyproject.toml; needs uv
	uv pip compile pyproject.toml --extra dev --generate-hashes --no-header --no-annotate --no-emit-package torch \
	  -p 3.11 -o requirements.lock

# Installed from the lock, without resolving: every version and every hash is known.
.venv/installed: requirements.lock requirements-torch.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Balie needs Python 3.11 or newer, found " + sys.version.split()[0] + "; try: make PYTHON=python3.11 ...") if sys.version_info < (3, 11) else None'
	test -x $(PY) || $(PYTHON) -m venv .venv
	$(PY) -m pip install --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(PY) -m pip install --disable-pip-version-check -r requirements-torch.txt
	$(PY) -m pip install --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# The panel's tests drive a real browser; where it may not be installed they are skipped, and say so.
browser:
	@command -v chromium >/dev/null || { test "$$(id -u)" = 0 && apt-get update -q && apt-get install -q -y chromium; } \
	  || echo "chromium is not installed: the browser tests will be skipped"

clean:
	rm -rf .venv data/store data/reports build *.egg-info
