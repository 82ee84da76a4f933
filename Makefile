# Every target sets up what it needs: Python 3.11 or later and the package index are enough.
#   make demo    read the demo story      make serve   the demo story in the browser
#   make test    all checks and tests, those in a browser with Debian's chromium (installed where that may be done)
#   make lint    style and types alone    make bench   speed      make lock    renew the lock files
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
GATE := tests/quality_gate.py

.PHONY: demo serve test browser lint gate bench lock schema clean

demo: $(VENV)/.installed
	$(BIN)/malaff demo

serve: $(VENV)/.installed
	$(BIN)/malaff demo --serve

test: lint browser
	$(BIN)/python -m pytest --cov --cov-report=term

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The tests in a browser say what they need where there is none and it may not be installed.
browser:
	@if ! command -v chromium >/dev/null && command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -qq --no-install-recommends chromium >/dev/null \
		|| echo "chromium could not be installed; the tests in a browser will be left out"; fi

gate: $(VENV)/.dev
	$(BIN)/python $(GATE)

# CORPUS=news.jsonl.gz PAGES=folder-of-pages; without them the demo story is read.
bench: $(VENV)/.installed
	$(BIN)/python benchmarks/speed.py $(CORPUS) $(if $(PAGES),--pages $(PAGES))

schema: $(VENV)/.installed
	$(BIN)/python tools/write_schema.py

# Needs uv; the locks name versions and hashes only, no index.
UV_COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade --quiet
lock:
	$(UV_COMPILE) pyproject.toml -o requirements.lock
	$(UV_COMPILE) pyproject.toml --group dev -o requirements-dev.lock
	sed -i 's/^coverage==/coverage[toml]==/' requirements-dev.lock # pip 23 wants the extra named where it is asked for

clean:
	rm -rf $(VENV) build dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "malaff needs Python 3.11 or later; give it with make PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.installed
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
