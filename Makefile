# Each target sets up what it needs in .venv, from nothing but Python >= 3.11 and make.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet -c constraints.txt
SOURCES := pyproject.toml constraints.txt

.PHONY: demo test check lint bench conformance docs constraints clean

demo: .venv/report.stamp  ## the report of the example group, in the terminal and as a page
	@$(BIN)/crmi18n report examples/rollout --as munich --locale de --on 2026-10-30 \
	    --html build/demo/report.html; code=$$?; [ $$code -le 1 ]

test: .venv/test.stamp  ## all tests, in parallel
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: .venv/lint.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test  ## what has to be green before a commit

bench: .venv/bench.stamp  ## every benchmark beside its peer, in one run
	$(BIN)/python -m benchmarks.run

conformance: .venv/conformance.stamp  ## the standards' test data, all of it: build/conformance.json
	$(BIN)/python -m pytest -m conformance

docs: .venv/docs.stamp  ## the documentation as HTML
	$(BIN)/sphinx-build -n -T -W -q docs build/docs

constraints:  ## write down the versions that are installed together
	rm -rf build/lock && $(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --upgrade pip
	build/lock/bin/python -m pip install --quiet -e '.[report]' --group dev --group docs
	(echo '# The versions that are tested together; "make constraints" writes them.'; \
	    build/lock/bin/python -m pip freeze --all --exclude-editable | LC_ALL=C sort -f) > constraints.txt

.venv/bin/python:
	$(PYTHON) -m venv .venv
	$(PIP) --upgrade pip

.venv/report.stamp: .venv/bin/python $(SOURCES)
	$(PIP) -e '.[report]'
	@touch $@

.venv/test.stamp: .venv/report.stamp
	$(PIP) --group test
	@touch $@

.venv/lint.stamp: .venv/test.stamp
	$(PIP) --group lint
	@touch $@

.venv/bench.stamp: .venv/report.stamp
	$(PIP) --group bench
	@touch $@

.venv/conformance.stamp: .venv/test.stamp
	$(PIP) --group conformance
	@touch $@

.venv/docs.stamp: .venv/report.stamp
	$(PIP) --group docs
	@touch $@

clean:
	rm -rf .venv build
