# Two commands for a newcomer: `make demo` and `make test`. Both need Python >= 3.11 with its module venv, and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# Debian and Ubuntu keep what fills an environment apart from Python: python3-venv, or python3.12-venv for python3.12.
VENV_PACKAGE = $(notdir $(PYTHON))-venv

# The tests start some forty processes, and rewrite each `assert` of their own: compiled once, not by each process of each run.
unexport PYTHONDONTWRITEBYTECODE

# Rules, forms, words, registers and storage, and one conversation from the tap to the figure: what any Python must run.
QUICK := tests/domain tests/forms tests/locales tests/registers tests/storage tests/test_recordings.py
# The tests of what `make coverage` holds at 100 %.
HELD := tests/storage/tips/test_sealing.py tests/domain/tips/test_routing.py tests/domain/duties tests/domain/grades \
	tests/storage/test_audit.py tests/storage/test_postgresql.py tests/storage/delivery tests/reminders/delivery

DATES := 2026-12-31T23:50 2027-02-05T10:00 2028-02-29T10:00 2026-06-30T10:00
# The quick ones, and what asks the system's clock: the command line, the service's processes, delivery. All others are given
# their time (domain/time/clock.py; ruff bans the rest). `make test-dates DATED=tests` runs everything, for an hour.
DATED := $(QUICK) tests/bot tests/reminders/delivery

.PHONY: demo test test-quick test-pythons test-postgresql test-dates coverage check lint format bench bench-tips bench-delivery bench-digest bench-tick bench-beside bench-postgresql bench-registers bench-page test-page test-processes test-city test-valkey bench-city going-live docs-pictures docs-digest docs-architecture documents wheel install lock clean

demo: $(VENV)/.ready
	$(BIN)/python -m web.building
	$(BIN)/python -m bot demo $(if $(ROSTER),--roster $(ROSTER))

test: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -n 3 --dist worksteal

# The tests of what is stored once more, on PostgreSQL (tests/on_postgresql.py), those of older databases too; with what is about
# PostgreSQL alone, as in `make test`. Left out: SQLite's log and lock.
ON_POSTGRESQL := tests/storage/campaigns tests/storage/delivery tests/storage/duties tests/storage/grades tests/storage/materials \
	tests/storage/own_texts tests/storage/people tests/storage/polls tests/storage/registers tests/storage/reporting \
	tests/storage/tips tests/storage/city $(wildcard tests/storage/*_migration.py)
# And with every piece of work undone once before it is done: the server has work done anew that met another's.
ON_WORKS := tests/handlers/polls tests/handlers/registers tests/handlers/reporting tests/handlers/tips/test_submit_tip.py
test-postgresql: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -p tests.works_done_twice -n 2 --dist worksteal -m "not slow" $(ON_WORKS)
	$(BIN)/python -m pytest -p tests.on_postgresql -n 2 --dist loadfile -m "not slow" --hypothesis-profile quick \
		$(ON_POSTGRESQL)
	$(BIN)/python -m pytest tests/storage/test_postgresql.py tests/storage/transactions tests/reminders/test_ticks_on_postgresql.py

# Under 90 seconds on two cores. Fewer examples of what is drawn at random: `make test` has them all.
test-quick: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow" --hypothesis-profile quick $(QUICK)

# The same on every other Python from 3.11 on that this machine has; names those it has not.
test-pythons: $(VENV)/.ready-dev
	.ci/quick-on-each-python $(BIN)/python

# Nothing depends on the day on which tests run: around New Year, in a year whose holidays are not known, on 29 February, at a
# half-year's end. Needs faketime.
test-dates: $(VENV)/.ready-dev
	for date in $(DATES); do \
		echo "at $$date UTC"; \
		.ci/at-date $$date $(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow" --hypothesis-profile quick $(DATED) || exit 1; \
	done

# Sealing, routing, audit, duties, outbox, at every line and branch; fails below (pyproject.toml, tool.coverage). Their own tests,
# since what only a walk through the bot happens to touch is not held by anything.
coverage: $(VENV)/.ready-dev
	mkdir -p build
	$(BIN)/python -m coverage run -m pytest $(HELD)
	$(BIN)/python -m coverage report

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

bench-tick: $(VENV)/.ready-dev
	$(BIN)/python -m tests.bench.tick

bench-beside: $(VENV)/.ready-dev
	$(BIN)/python -m tests.bench.beside

bench-page: $(VENV)/.ready-dev
	$(BIN)/python -m tests.bench.page

# The page alone: its build, its server, in Chromium, Firefox and WebKitGTK, the largest files too. `make test` runs all of it as well.
test-page: $(VENV)/.ready-dev
	$(BIN)/python -m pytest tests/web tests/browser/test_*page*.py tests/storage/tips/test_age_vectors.py

# Three processes on a PostgreSQL and a Redis of their own, with everything killed meanwhile; a month of PEOPLE.
# Needs redis-server (or valkey-server). GRIDBOT_SEED=n kills as the run did that said so.
PEOPLE ?= 200
test-processes: $(VENV)/.ready-dev
	GRIDBOT_WHOLE_MONTH=$(PEOPLE) $(BIN)/python -m pytest -s -rs tests/processes tests/storage/shared tests/storage/leases

# A month in two hospitals of one installation, EACH with so many people: in one process on SQLite, and over three that are killed.
EACH ?= 16
test-city: $(VENV)/.ready-dev
	GRIDBOT_TWO_MONTHS=$(EACH) $(BIN)/python -m pytest -s -rs tests/processes/test_month_in_two_hospitals.py

# What processes share, on Valkey instead of Redis: make test-valkey VALKEY=/where/it/is/valkey-server
VALKEY ?= $(shell command -v valkey-server)
test-valkey: $(VENV)/.ready-dev
	GRIDBOT_REDIS_SERVER=$(VALKEY) $(BIN)/python -m pytest -n 2 --dist worksteal tests/storage/shared tests/usecases/shared \
		tests/processes/test_several.py tests/processes/test_over_tls.py tests/bot/test_on_redis.py tests/web/test_several_servers.py

# One, two and three processes taking reports, beside one on SQLite; a machine at rest, please.
bench-city: $(VENV)/.ready-dev
	$(BIN)/python -m tests.bench.city

bench-registers: $(VENV)/.ready
	$(BIN)/python -m tests.bench.registers

# The server is a package's, in a folder of its own; as root it makes the user pgserver, since PostgreSQL won't run as root.
bench-postgresql: $(VENV)/.ready-dev
	$(BIN)/python -m tests.bench.postgresql

# As root, with debootstrap and a Debian mirror: what README's Going live says, typed on a bare Debian.
going-live: $(VENV)/.ready-dev
	$(BIN)/python -m tests.going_live

docs-pictures: $(VENV)/.ready-dev
	$(BIN)/python -m pytest tests/browser -k "good_to_look or reviewed_and_approved"
	cp build/screenshots/phones-1280.png docs/phone.png
	cp build/screenshots/registers-1280.png docs/registers.png

# The sample hospital, a made-up year: docs/lights.png and docs/trend.png.
docs-digest: $(VENV)/.ready-dev
	$(BIN)/python -m tests.reports.digests.draw_digests docs

# docs/architecture.png, from the contracts in pyproject.toml; prints the figures of docs/decisions/0011.
docs-architecture: $(VENV)/.ready-dev
	$(BIN)/python -m tests.draw_house docs

# Needs LibreOffice (soffice); docs/document.png and docs/warning.png are two of the pages.
documents: $(VENV)/.ready-dev
	$(BIN)/python -m tests.reports.documents.print_documents

wheel: $(VENV)/.ready-build
	$(BIN)/python -m hatchling build -t wheel

# As root: the program into an environment of its own, every package of it by its hash, and `gridbot` onto the path.
PREFIX ?= /opt/gridbot
LINKED ?= /usr/local/bin
install: wheel
	$(PYTHON) -m venv $(PREFIX)
	$(PREFIX)/bin/pip --disable-pip-version-check install -q --require-hashes -r requirements.lock
	$(PREFIX)/bin/pip --disable-pip-version-check install -q --no-deps --force-reinstall "$$(ls -t dist/gridbot-*.whl | head -n 1)"
	ln -sf $(PREFIX)/bin/gridbot $(LINKED)/

lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade pyproject.toml --group dev --extra postgresql --extra processes -o requirements-dev.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade --group build -o requirements-build.lock

# The target is pip, not Python: an environment that was made without it, or left half made, is completed.
$(BIN)/pip:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "gridbot needs Python 3.11 or newer; try: make PYTHON=python3.12")'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || .ci/bring-venv $(VENV_PACKAGE)
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: $(BIN)/pip requirements.lock
	$(PIP) install -q --require-hashes -r requirements.lock
	touch $@

$(VENV)/.ready-build: $(BIN)/pip requirements-build.lock
	$(PIP) install -q --require-hashes -r requirements-build.lock
	touch $@

$(VENV)/.ready-dev: $(BIN)/pip requirements-dev.lock
	$(PIP) install -q --require-hashes -r requirements-dev.lock
	touch $@ $(VENV)/.ready

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
