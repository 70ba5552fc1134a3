# Everything a newcomer needs; `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_TEST := $(VENV)/.ready-test
SHELL := /bin/sh

.DEFAULT_GOAL := help
.PHONY: help run test check types style layers house bench chat messages migration translations clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Python 3.11 or newer is needed"'
	$(PYTHON) -m venv $(VENV)

$(READY): pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(READY_TEST): pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ $(READY)

run: $(READY) ## the demonstration: one command, then open the address it prints
	@$(BIN)/palabre demo

test: $(READY_TEST) check ## everything: checks, then every test on SQLite, PostgreSQL and Valkey
	$(BIN)/python -m pytest -n 2 --dist worksteal --ignore tests/browser --ignore tests/house  # checked above
	$(BIN)/python -m pytest -n 2 --dist worksteal tests/browser  # apart: its driver keeps an event loop in the process

check: $(READY_TEST) ## ruff, mypy, layers, catalogues, migrations, settings, house figures
	@$(MAKE) --no-print-directory --jobs 2 types style layers house

types: $(READY_TEST)
	$(BIN)/mypy

style: $(READY_TEST)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .

layers: $(READY_TEST)
	$(BIN)/lint-imports

house: $(READY_TEST)
	$(BIN)/python -m pytest -q tests/house

bench: $(READY_TEST) ## speeds, memory and kill tests, each against a floor measured in the same run
	$(BIN)/python -m bench

chat: $(READY) ## a phone in the terminal, talking to the demonstration
	@$(BIN)/palabre chat --demo

messages: $(READY_TEST) ## what the usual journeys cost in SMS segments, in each language
	@$(BIN)/palabre messages

translations: $(READY_TEST) ## gather new phrases into the catalogues and say what is missing
	$(BIN)/python -m locales.extract

migration: $(READY) ## write the next migration: make migration name="what changes"
	$(BIN)/palabre migration "$(name)"

clean: ## remove what was built; data under var/ stays
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
