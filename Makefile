# Few verbs. `make serve` and `make test` need nothing but Python 3.11 or newer, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: site serve test coverage check words components pictures bench clean

site: $(READY)  ## build the demo site into site/
	$(BIN)/goalsite build --strict

serve: $(READY)  ## show the demo site at a local address, rebuilt on every save
	$(BIN)/goalsite serve

test: $(READY)  ## run all tests
	$(BIN)/python -m pytest -n auto $(ARGS)

coverage: $(READY)  ## run all tests and hold the branches of the core to 95 %
	$(BIN)/python -m pytest -n auto --cov --cov-report=term --cov-report=json:build/coverage.json $(ARGS)
	$(BIN)/python -m tests.branches build/coverage.json

check: $(READY)  ## check the demo's goals, the code's style and its types
	$(BIN)/goalsite check --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

words: $(READY)  ## bring the catalogs of translations up to date and name what lacks one
	$(BIN)/python -m tests.words

components: $(READY)  ## draw all components in every state, light and dark, into build/components/
	$(BIN)/python -m tests.components build/components

pictures: $(READY)  ## make the pictures of the README, with the Chromium of this machine
	$(BIN)/python -m tests.browser.pictures docs/pictures

bench: $(READY)  ## measure side by side and print the table of the README
	$(BIN)/python -m benchmarks.run $(ARGS)

clean:
	rm -rf $(VENV) site dist build

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Goalsite needs Python 3.11 or newer; set PYTHON=…"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	touch $(READY)
