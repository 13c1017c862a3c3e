# What a reader of the README runs. Needs Python >= 3.11, g++ and make; everything else is installed into .venv.
# pip keeps the caller's configuration (PIP_* variables, pip.conf).

PYTHON ?= python3
# Whole data sets, where they lie beside the checkout; tests that need them are skipped elsewhere.
HDLGEN_DATA ?= $(firstword $(wildcard $(abspath ../shared/data/mnist ../data/mnist)))
export HDLGEN_DATA
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
RUN := $(VENV)/.stamp-run
TEST := $(VENV)/.stamp-test

.PHONY: help lenet test campaign bench lint types format doctor clean

help:
	@echo 'make lenet    emit the bundled LeNet-5 into rtl_out/lenet_q4 and cosimulate 20 images'
	@echo 'make test     lint, types, import rules and all tests'
	@echo 'make campaign what is exhaustive or takes hours: 600 random networks in simulators, recipes trained anew'
	@echo 'make bench    speed of the array models beside plain NumPy'
	@echo 'make lint     lint and import rules alone        make types   types alone'
	@echo 'make format   rewrite the sources as ruff does   make doctor  what was found on this machine'
	@echo 'make clean    remove caches and what was built; .venv stays'

lenet: $(RUN)
	$(BIN)/hdlgen emit --net lenet_q4
	$(BIN)/hdlgen cosim --net lenet_q4 --images 20

test: $(TEST) lint types
	$(BIN)/python -m pytest -n 2

# Alone: pytest -m campaign tests/cosim/test_random_graphs.py (networks with branches, their intervals against bounds)
#        pytest -m campaign -s tests/cosim/test_tight_queues.py (how many pixels queues have too many)
campaign: $(TEST)
	$(BIN)/python -m pytest -n 2 -m campaign

bench: $(TEST)
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -p no:xdist benchmarks --benchmark-columns=median,min,rounds

lint: $(TEST)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(TEST)
	$(BIN)/mypy

format: $(TEST)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

doctor: $(RUN)
	$(BIN)/hdlgen doctor

clean:
	rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis sim_build runs
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "hdlgen needs Python >= 3.11: make PYTHON=python3.x")'
	$(PYTHON) -m venv $(VENV)

$(RUN): pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e .
	@touch $@

$(TEST): pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e '.[train,test]'
	@touch $@ $(RUN)
