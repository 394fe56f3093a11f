# make run | test | lint | bench | clean. Needs Python 3.11 or newer and make; everything goes into .venv.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --no-input
ARGS   ?=

.DEFAULT_GOAL := help
.PHONY: help run test lint bench bench-peers bench-libraries screenshots accept docs lock lowest sbom audit mutate clean clean-all

help:            ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/run.stamp      ## the demo county: case, plan, verified, map (in demo/)
	$(BIN)/assign demo demo $(ARGS)

test: $(VENV)/dev.stamp     ## all tests; ARGS='-m "not slow"' for the quick ones
	$(BIN)/python -m pytest -n 2 -rfEsx $(ARGS)

lint: $(VENV)/dev.stamp     ## ruff, its formatter, and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/run.stamp    ## the city of 4,834 units on 2 workers: stage times and peak memory as JSON
	@$(BIN)/python scripts/bench.py $(ARGS)

bench-peers: $(VENV)/run.stamp ## published p-median instances (../shared/peers): value, bound, seconds
	@$(BIN)/python scripts/bench_peers.py $(ARGS)

bench-libraries: $(VENV)/run.stamp ## spopt, k-means-constrained, gerrychain, compact models and us on the same districts
	@$(BIN)/python scripts/bench_libraries.py $(ARGS)

screenshots: $(VENV)/dev.stamp ## every picture of the documentation again (needs Chromium, LibreOffice, poppler)
	$(BIN)/python scripts/screenshot.py
	$(BIN)/python scripts/paper.py

accept: $(VENV)/dev.stamp   ## each promise, what was measured, reached or not; ARGS='--only 7.1'
	$(BIN)/python scripts/accept.py $(ARGS)

mutate: $(VENV)/dev.stamp   ## small changes in readers, verifier and rules: does a test notice? ARGS='-n 20 --seed 3'
	$(BIN)/python scripts/mutate.py $(ARGS)

docs: $(VENV)/dev.stamp     ## the documentation, in build/site
	$(PIP) install --quiet --constraint $(VENV)/pins.txt --editable '.[docs]'
	$(BIN)/python scripts/reference.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

lock:            ## both locks again, with hashes; ARGS=--upgrade takes the newest of everything
	sh scripts/lock.sh $(PYTHON) $(ARGS)

lowest:          ## tests with the lowest versions that pyproject.toml allows; ARGS for pytest
	sh scripts/lowest.sh $(PYTHON) $(ARGS)

sbom:            ## the bill of materials of what `make run` installs (CycloneDX), in build/sbom.json
	$(PYTHON) scripts/sbom.py

audit:           ## known vulnerabilities of the locked versions; fails if it could not look
	sh scripts/audit.sh $(PYTHON)

clean:           ## remove what was made, but not .venv
	rm -rf build dist demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests scripts -name __pycache__ -prune -exec rm -rf {} +

clean-all: clean ## remove .venv too
	rm -rf $(VENV)

# A stamp is newer than what it was made from as long as nothing has to be installed again.
$(VENV)/made.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "This needs Python 3.11 or newer; name one: make PYTHON=python3.12 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

# Every file is checked against the lock's hashes; the package itself is built with what the lock has brought.
$(VENV)/run.stamp: $(VENV)/made.stamp pyproject.toml requirements-run.lock
	$(PIP) install --quiet --require-hashes --requirement requirements-run.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements.lock
	$(PIP) install --quiet --require-hashes --requirement requirements.lock
	@sed -n 's/ *\\$$//; /^[^ #].*==/p' requirements.lock >$(VENV)/pins.txt # the pins alone, for extras
	@touch $@
