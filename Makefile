# Everything a contributor needs; `make` alone lists the recipes.

BIN := .venv/bin
READY := .venv/.installed
EXTRAS := charts,dev,postgres,sandbox,xlsx
CODE := bot handlers storage sandbox

.DEFAULT_GOAL := help
.PHONY: help install demo tour test oracle check pictures format bench soak clean

help: ## List the recipes
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(READY) ## Make .venv with everything in it

$(READY): pyproject.toml
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Firstline needs Python 3.11 or newer as python3.'; exit 1; }
	@python3 -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo 'This Python cannot make virtual environments; install python3-venv first.'; exit 1; }
	test -x $(BIN)/pip || python3 -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[$(EXTRAS)]'
	@touch $@

demo: $(READY) ## Try the help desk in a browser, without a Slack account
	$(BIN)/firstline demo

tour: $(READY) ## Watch a day at the desk in the terminal
	$(BIN)/firstline demo --tour

test: $(READY) ## Run the tests on SQLite and on PostgreSQL
	$(BIN)/pytest -n 2

oracle: $(READY) ## Hold the calendar against the clock, and the desk against anybody, for hours
	FIRSTLINE_ORACLE_CASES=10000 $(BIN)/pytest -n 2 --timeout=7200 tests/domain/test_minute_oracle.py
	FIRSTLINE_MACHINE_RUNS=1000 $(BIN)/pytest -n 2 --timeout=7200 tests/usecases/test_machine.py

check: $(READY) ## Check style, types, architecture, dead code and dependencies
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture
	$(BIN)/deptry $(CODE)

pictures: $(READY) ## Take the pictures of the documentation anew; needs a Chromium
	$(BIN)/python -m bot.demo.pictures docs/pictures

format: $(READY) ## Put the code into shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(READY) ## Measure the speed against its targets
	$(BIN)/python -m benchmarks

soak: $(READY) ## Break things at random for ten minutes, and count what is lost or double
	$(BIN)/python -m benchmarks.soak

clean: ## Remove what the other recipes have made
	rm -rf .venv build dist *.egg-info .coverage htmlcov .hypothesis
	rm -rf .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find $(CODE) tests benchmarks -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
