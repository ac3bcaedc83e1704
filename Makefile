# Two commands do everything: `make example` and `make test`. Both create .venv and install what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
LANG_OPTION ?= de
ON ?=

.DEFAULT_GOAL := help
.PHONY: help example test lint format types contract docs bench fuzz tables engines mutation check clean

help:
	@echo "make example   the main job on the shipped facts (LANG_OPTION=en for English, ON=2018-01-01 for another day)"
	@echo "make test      all tests, with coverage"
	@echo "make check     everything that CI runs: test, lint, types, contract, docs"
	@echo "make lint | types | contract | docs | bench | fuzz | tables | engines | mutation | format | clean"

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
	@$(BIN)/coverage run -m pytest -n 2
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

docs: $(VENV)/dev.stamp
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	@KOMMUNAL_PARTNER_SITE=1 $(BIN)/python -m pytest -q tests/test_site.py

$(VENV)/mutation.stamp: pyproject.toml | $(VENV)/dev.stamp
	@$(PIP) --editable '.[mutation]'
	@touch $@

bench: $(VENV)/bench.stamp
	@set -e; for script in benchmarks/bench_*.py; do echo "== $$script"; $(BIN)/python $$script; done

fuzz: $(VENV)/bench.stamp
	@$(BIN)/python benchmarks/fuzz_inputs.py

$(VENV)/engines.stamp: pyproject.toml | $(VENV)/dev.stamp
	@$(PIP) --editable '.[engines]'
	@touch $@

tables: $(VENV)/dev.stamp
	@$(BIN)/python benchmarks/make_conformance.py
	@$(BIN)/python benchmarks/make_datapackage.py

engines: $(VENV)/engines.stamp
	@KOMMUNAL_PARTNER_ENGINES=1 $(BIN)/python -m pytest -W ignore::FutureWarning tests/adapters/to_frames

mutation: $(VENV)/mutation.stamp
	@$(BIN)/mutmut run
	@$(BIN)/mutmut results

check: test lint types contract docs

clean:
	@rm -rf $(VENV) build dist site mutants .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .hypothesis
