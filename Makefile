# Two commands for a newcomer: `make demo` and `make test`. Both need Python >= 3.11 and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# pip comes with the project, since Debian's bare python3 has neither pip nor ensurepip.
PIP = $(BIN)/python $(wildcard tools/pip-*.whl)/pip --disable-pip-version-check

.PHONY: demo test check lint format bench bench-tips bench-delivery bench-digest going-live docs-pictures docs-digest documents wheel lock clean

demo: $(VENV)/.ready
	$(BIN)/python -m bot demo

test: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -n 3 --dist worksteal

check: lint test

lint: $(VENV)/.ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.ready-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.ready-dev
	$(BIN)/python -m tests.bench.report

bench-tips: $(VENV)/.ready-dev
	$(BIN)/python -m tests.bench.tips

bench-delivery: $(VENV)/.ready-dev
	$(BIN)/python -m tests.bench.delivery

bench-digest: $(VENV)/.ready-dev
	$(BIN)/python -m tests.bench.digest

# As root, with debootstrap and a Debian mirror: what README's Going live says, typed on a bare Debian.
going-live: $(VENV)/.ready-dev
	$(BIN)/python -m tests.going_live

docs-pictures: $(VENV)/.ready-dev
	$(BIN)/python -m pytest tests/browser -k good_to_look
	cp build/screenshots/phones-1280.png docs/phone.png

# The sample hospital, a made-up year: docs/lights.png and docs/trend.png.
docs-digest: $(VENV)/.ready-dev
	$(BIN)/python -m tests.reports.draw_digests docs

# Needs LibreOffice (soffice); docs/document.png is one of the pages.
documents: $(VENV)/.ready-dev
	$(BIN)/python -m tests.reports.print_documents

wheel: $(VENV)/.ready-build
	$(BIN)/python -m hatchling build -t wheel

lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade pyproject.toml --group dev --extra postgresql -o requirements-dev.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade --group build -o requirements-build.lock

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "gridbot needs Python 3.11 or newer; try: make PYTHON=python3.12")'
	$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/.ready: $(VENV)/bin/python requirements.lock
	$(PIP) install -q --require-hashes -r requirements.lock
	touch $@

$(VENV)/.ready-build: $(VENV)/bin/python requirements-build.lock
	$(PIP) install -q --require-hashes -r requirements-build.lock
	touch $@

$(VENV)/.ready-dev: $(VENV)/bin/python requirements-dev.lock
	$(PIP) install -q --require-hashes -r requirements-dev.lock
	touch $@ $(VENV)/.ready

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
