# Two commands do everything: `make example` and `make test`. Both create .venv and install what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
LANG_OPTION ?= de
ON ?=

# The tests start hundreds of processes: none of them is to compile the library anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help example test lint format types contract docs docs-test outputs bench fuzz tables engines mutation check clean

help:
	@echo "make example   the main job on the shipped facts (LANG_OPTION=en for English, ON=2018-01-01 for another day)"
	@echo "make test      all tests, with coverage"
	@echo "make check     everything that CI runs: test, lint, types, contract, docs"
	@echo "make docs-test the site in a browser: every page, the search, the library at work in the page"
	@echo "make audit | nightly | matrix | release-check | bench | fuzz | mutation | engines: longer runs, by themselves"
	@echo "make lint | types | contract | docs | tables | outputs | format | clean"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "kommunal_partner needs Python 3.11 or later; say which with: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "the module venv is missing; on Debian: apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/core.stamp: pyproject.toml | $(BIN)/python
	@$(PIP) --editable .
	@touch $@

$(VENV)/dev.stamp: pyproject.toml | $(BIN)/python
	@$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/core.stamp

$(VENV)/bench.stamp: pyproject.toml | $(VENV)/dev.stamp
	@$(PIP) --editable '.[bench]'
	@touch $@

example: $(VENV)/core.stamp
	@$(BIN)/python examples/the_page.py --lang $(LANG_OPTION) $(if $(ON),--on $(ON))

test: $(VENV)/dev.stamp
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest -n 2 --dist worksteal
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report --fail-under=100

lint: $(VENV)/dev.stamp
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: $(VENV)/dev.stamp
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: $(VENV)/dev.stamp
	@$(BIN)/mypy
	@$(BIN)/basedpyright

contract: $(VENV)/dev.stamp
	@$(BIN)/lint-imports

# Python for the browser, and what the tests of the site need: exact versions in .ci/site/package.json.
NODE_MODULES := .ci/site/node_modules/.package-lock.json
$(NODE_MODULES): .ci/site/package.json
	@cd .ci/site && npm install --no-package-lock --no-audit --no-fund --silent
	@touch $@

docs: $(VENV)/dev.stamp
	@if command -v npm > /dev/null; then $(MAKE) --no-print-directory $(NODE_MODULES); fi || \
	  echo "npm could not bring what .ci/site/package.json names"
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	@KOMMUNAL_PARTNER_SITE=1 $(BIN)/python -m pytest -q tests/test_site.py tests/test_try_it.py

docs-test: $(VENV)/dev.stamp
	@command -v npm > /dev/null || { echo "docs-test needs npm and Node 20.11 or later; on Debian: apt-get install npm"; exit 1; }
	@command -v chromium > /dev/null || \
	  { [ "$$(id -u)" = 0 ] && apt-get install --yes --quiet --no-install-recommends chromium; } || \
	  { echo "docs-test needs chromium; on Debian: apt-get install chromium"; exit 1; }
	@$(MAKE) --no-print-directory $(NODE_MODULES)
	@NO_MKDOCS_2_WARNING=1 SITE_URL=http://127.0.0.1/below/here/ $(BIN)/mkdocs build --strict --site-dir build/site
	@PYTHON=$(abspath $(BIN)/python) node --test --test-concurrency=1 .ci/site/tests/*.test.mjs

$(VENV)/mutation.stamp: pyproject.toml | $(VENV)/dev.stamp
	@$(PIP) --editable '.[mutation]'
	@touch $@

bench: $(VENV)/bench.stamp
	@$(BIN)/python benchmarks/run.py $(if $(WHOLE),--whole) $(NAMES)

bench-check: $(VENV)/bench.stamp
	@$(BIN)/python benchmarks/run.py --check $(NAMES)

fuzz: $(VENV)/bench.stamp
	@$(BIN)/python benchmarks/fuzz_inputs.py --minutes 3
	@$(BIN)/python benchmarks/fuzz_growth.py

$(VENV)/engines.stamp: pyproject.toml | $(VENV)/dev.stamp
	@$(PIP) --editable '.[engines]'
	@touch $@

outputs: $(VENV)/dev.stamp
	@$(BIN)/python .ci/blocks.py --write README.md docs/en/*.md docs/en/*/*.md docs/de/*.md docs/de/*/*.md
	@$(BIN)/python .ci/pictures.py --write examples/oda_map.svg

tables: $(VENV)/dev.stamp
	@$(BIN)/python benchmarks/make_conformance.py
	@$(BIN)/python benchmarks/make_datapackage.py

engines: $(VENV)/engines.stamp
	@KOMMUNAL_PARTNER_ENGINES=1 $(BIN)/python -m pytest -W ignore::FutureWarning tests/adapters/to_frames

mutation: $(VENV)/mutation.stamp
	@$(BIN)/python .ci/mutate.py $(ROOM) $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(AGAIN),--again)

$(VENV)/nightly.stamp: pyproject.toml | $(VENV)/dev.stamp
	@$(PIP) --editable '.[nightly]'
	@touch $@

# Other examples than those of `make test`, ten times as many, in another order, on another day, elsewhere on earth.
nightly: SEED ?= $(shell od -An -N4 -tu4 /dev/urandom | tr -d ' ')
nightly: $(VENV)/nightly.stamp
	@echo "make nightly SEED=$(SEED) runs the same again"
	@TZ=Pacific/Kiritimati KOMMUNAL_PARTNER_ON=2031-02-28T23:58:00 KOMMUNAL_PARTNER_PROFILE=nightly $(BIN)/python -m pytest \
	  -n 2 --dist worksteal --hypothesis-seed=$(SEED) --random-order --random-order-seed=$(SEED)

audit: $(VENV)/dev.stamp
	@$(BIN)/python .ci/audit.py

interface: $(VENV)/dev.stamp
	@$(BIN)/python .ci/interface.py

second-python: $(VENV)/dev.stamp
	@$(BIN)/python .ci/matrix.py --fast tests/eligibility tests/facts tests/schedule tests/countries tests/partnerships \
	  tests/invitations tests/planning tests/matching tests/test_oda.py tests/test_cycles.py tests/test_keys.py

matrix: $(VENV)/dev.stamp
	@if command -v npm > /dev/null; then $(MAKE) --no-print-directory $(NODE_MODULES); fi
	@$(BIN)/python .ci/matrix.py

$(VENV)/release.stamp: pyproject.toml | $(VENV)/dev.stamp
	@$(PIP) --editable '.[release]'
	@touch $@

release-check: $(VENV)/release.stamp
	@$(BIN)/python .ci/release_check.py

check: test lint types contract interface docs second-python

clean:
	@rm -rf $(VENV) build dist site .ci/site/node_modules mutants .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .hypothesis
