# Short forms. A bare machine needs python3 (3.11 or newer, with venv); `installation/` makes the environment in .venv with
# the first call and brings it up to date with later ones, as it does for `python run.py`.

VENV := .venv
PY := $(VENV)/bin/python
# Any Python will do to start with: one that is too old looks for a newer one.
START := $(or $(PYTHON),$(firstword $(foreach each,python3 python3.13 python3.12 python3.11 python,\
  $(shell command -v $(each) 2>/dev/null))),python3)
LEAST := 11
READY = $(START) -m installation --folder $(VENV) --least $(LEAST)

# The tests of the rules and phases: one file for each file of model/rules, and those of the phases.
RULE_TESTS := $(patsubst model/rules/%.py,tests/unit/test_%.py,$(filter-out %/__init__.py,$(wildcard model/rules/*.py))) \
  $(wildcard tests/unit/test_phase_*.py) tests/unit/test_elementary.py \
  tests/unit/test_quarter.py tests/unit/test_streams.py

.PHONY: help run analysis cluster test test-city test-bounds test-uncompiled newer-ready test-newer-whole \
  bounds-compiled bounds newer-all long bench docs headline format clean

help:
	@echo 'make run ARGS="..."   run the simulation; ARGS goes to run.py as it is'
	@echo 'make analysis         install what search, discover and sensitivity need'
	@echo 'make cluster          install what sweeps on a cluster need'
	@echo 'make test             check style and types, then run the tests'
	@echo 'make test-city        run the quick tests of any case with an invented second city, and that books close in all cases'
	@echo 'make test-bounds      run tests that step the model with every array index checked, with Python 3.12 or newer if there is one'
	@echo 'make test-uncompiled  run the tests of the rules as plain Python'
	@echo 'make long             what takes longer than the tests: every processor, intervals over populations, killed commands,'
	@echo '                      generated attacks, a second city, every index, a newer Python'
	@echo 'make bench            measure the speed'
	@echo 'make docs             rewrite the tables and the reference that are made from the declarations'
	@echo 'make headline         measure what carries the headline, within an hour, and write docs/headline.md; a second call goes on'
	@echo 'make format           bring the code into its standard form'
	@echo 'make clean            remove .venv, .venv-newer and all caches, but no results'
	@echo 'The first call picks the interpreter; PYTHON=... (after make clean) picks another.'

run:
	@$(START) run.py $(ARGS)

analysis cluster:
	@$(START) run.py install $@

test:
	@$(START) run.py test

# What other targets need of the environment. `installation/` decides whether a stamp is still true.
$(VENV)/%.stamp: FORCE
	@$(READY) $*

FORCE:

# The second city shows that nothing but the tests marked so is about the shipped one. In every shipped case books must close
# with all levers at their ends, each cost must be its own and every mechanism at work. `make long` runs all tests of health
# in each: what every lever moves there, and that nothing happens before it starts.
CITY := tests/cities/linhu
SHIPPED := $(filter-out %/chizhou,$(wildcard scenarios/cases/*))
ALL_AT_ONCE := books_close or everything_on or costs_of_levers or a_cost_is_booked

test-city: $(VENV)/test.stamp
	$(PY) -m pytest --case $(CITY) -m 'not twin and not statistical and not long' --ignore tests/health tests
	for case in $(SHIPPED); do $(PY) -m pytest -n 0 --case $$case -k '$(ALL_AT_ONCE)' tests/health/test_levers.py tests/health/test_reproducible.py || exit 1; done

test-uncompiled: $(VENV)/test.stamp
	NUMBA_DISABLE_JIT=1 $(PY) -m pytest $(RULE_TESTS)

# Tests that step the model in ways of their own are run with every array index checked. With Python 3.12 comes another line
# of Mesa and of most other packages: where there is such a Python beside that of .venv, it runs these tests, in an
# environment of its own. `make long` checks every index in all tests, and runs all of them with the newer Python.
NEWER := python3.12 python3.13 python3.14 python3 $(wildcard $(or $(PYENV_ROOT),$(HOME)/.pyenv)/versions/3.1[2-9].*/bin/python)
STEPPING := tests/agents tests/limits tests/properties/test_small_worlds.py tests/properties/test_permit_books.py tests/health \
  tests/unit/test_population.py tests/unit/test_firms_file.py tests/unit/test_order_of_rows.py $(RULE_TESTS)
OF_SETTINGS := neutral_strength or parks_named or steps_of_one or ends_before or declared_whole
# The first of these that can make environments; nothing if none is new enough.
first_newer = $(shell for python in $(NEWER); do \
  if "$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then \
    echo "$$python"; break; \
  fi; \
done)

# What each does with the newer Python, and what with that of .venv where there is no newer one beside it.
OTHERWISE := :
newer-ready: WANTED := bounds-compiled
test-bounds: WANTED := bounds
test-bounds: OTHERWISE := $(MAKE) --no-print-directory bounds
test-newer-whole: WANTED := newer-all
newer-ready test-bounds test-newer-whole: .venv/python.stamp
	@python='$(first_newer)'; \
	if .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 12))'; then \
	  echo '.venv has Python 3.12 or newer: the tests run with it anyway.'; $(OTHERWISE); \
	elif [ -z "$$python" ]; then \
	  echo 'Found no Python 3.12 or newer: nothing is tested with it.'; $(OTHERWISE); \
	else \
	  $(MAKE) --no-print-directory $(WANTED) VENV=.venv-newer LEAST=12 PYTHON="$$python"; \
	fi

bounds-compiled: $(VENV)/pytest.stamp
	NUMBA_BOUNDSCHECK=1 $(PY) -m pytest --collect-only $(RULE_TESTS) >/dev/null

bounds: $(VENV)/pytest.stamp
	NUMBA_BOUNDSCHECK=1 $(PY) -m pytest -m 'not long' -k 'not ($(OF_SETTINGS))' $(STEPPING)
	folder=$$(mktemp -d) && NUMBA_BOUNDSCHECK=1 $(PY) run.py run -n 24 -s draft --out $$folder/run >$$folder/shown && rm -rf $$folder

newer-all: $(VENV)/test.stamp
	$(PY) -m pytest

# Some three hours on two cores. It begins with the tests that are one more of a kind. Sweeps and other commands are killed at random moments; what is continued must end as if
# nobody had disturbed it. Last come the intervals, which must hold the means over many populations as often as they say:
# both tables, whatever one says.
KILLED := scenarios/cases/chizhou/sweeps/two_levers.toml

long: $(VENV)/test.stamp
	$(PY) -m pytest -m long
	$(PY) -m tests.house.processors
	folder=$$(mktemp -d) && $(PY) -m tests.sweep.killing $(KILLED) $$folder/processes && \
	  $(PY) -m tests.sweep.killing_workers $(KILLED) $$folder/workers && rm -rf $$folder
	$(PY) -m tests.fuzz -n 20000 --processes 200
	$(PY) -m tests.fuzz -n 0 --processes 100 --kind folders
	folder=$$(mktemp -d) && $(PY) -m tests.folders.killing $$folder/killed 200 $$(date +%s) && rm -rf $$folder
	$(PY) -m pytest --case $(CITY)
	for case in $(SHIPPED); do $(PY) -m pytest --case $$case tests/health || exit 1; done
	NUMBA_BOUNDSCHECK=1 $(PY) -m pytest -m 'not twin'
	$(MAKE) --no-print-directory test-newer-whole
	folder=$$(mktemp -d); met=0; \
	  $(PY) -m tests.statistical.coverage -n 120 --truth-file $$folder/truth.csv --out results/coverage.csv || met=1; \
	  $(PY) -m tests.statistical.coverage -n 480 --pool 24 --truth-file $$folder/truth.csv --out results/coverage_pool.csv || met=1; \
	  rm -rf $$folder; exit $$met

bench: $(VENV)/core.stamp
	@$(PY) -m benchmarks.run $(ARGS)

docs: $(VENV)/core.stamp
	@$(PY) -m outputs.reference.model_tables

headline: $(VENV)/core.stamp
	@$(PY) -m outputs.headline -n 1000 $(ARGS)

format: $(VENV)/test.stamp
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

clean:
	rm -rf .venv .venv-newer .venv.lock .venv-newer.lock .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
