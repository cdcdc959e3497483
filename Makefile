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

.PHONY: help run analysis cluster test test-city test-bounds test-uncompiled newer-ready test-newer test-newer-whole \
  newer-compiled newer-few newer-all long bench docs headline format clean

help:
	@echo 'make run ARGS="..."   run the simulation; ARGS goes to run.py as it is'
	@echo 'make analysis         install what search, discover and sensitivity need'
	@echo 'make cluster          install what sweeps on a cluster need'
	@echo 'make test             check style and types, then run the tests'
	@echo 'make test-city        run the quick tests of any case with an invented second city, and those of levers in all cases'
	@echo 'make test-bounds      run the tests that step the model with every array index checked'
	@echo 'make test-uncompiled  run the tests of the rules as plain Python'
	@echo 'make test-newer       run some of the tests with Python 3.12 or newer, where there is one'
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

# The second city shows that nothing but the tests marked so is about the shipped one. What must hold for every lever is
# tested in every shipped case: that it moves what it should and nothing before its start, that books close, that each cost
# is its own, and that a run can be repeated. What has to do with settings only is tested in one case. `make long` runs all
# tests of health in each.
CITY := tests/cities/linhu
SHIPPED := $(filter-out %/chizhou,$(wildcard scenarios/cases/*))
OF_SETTINGS := neutral_strength or parks_named or steps_of_one or ends_before or declared_whole

test-city: $(VENV)/test.stamp
	$(PY) -m pytest --case $(CITY) -m 'not twin and not statistical' --ignore tests/health tests
	for case in $(SHIPPED); do $(PY) -m pytest --case $$case -k 'not ($(OF_SETTINGS))' tests/health/test_levers.py tests/health/test_reproducible.py || exit 1; done

# The tests that step the model in ways of their own; `make long` checks every index in the others too, in the many plain
# runs of test_coverage.py, and where folders are read and figures drawn.
STEPPING := tests/agents tests/health tests/limits tests/properties tests/statistical tests/stylised tests/unit
PLAIN := tests/statistical/test_coverage.py tests/statistical/test_carriers.py tests/properties/test_case_folders.py \
  tests/health/test_memory.py tests/unit/test_figures.py tests/unit/test_headline_figures.py tests/unit/test_figure_lines.py tests/unit/test_glyphs.py \
  tests/unit/test_values.py tests/unit/test_inspection.py tests/unit/test_plan_carriers.py

test-bounds: $(VENV)/test.stamp
	NUMBA_BOUNDSCHECK=1 $(PY) -m pytest -m 'not twin' $(addprefix --ignore ,$(PLAIN)) $(STEPPING)

test-uncompiled: $(VENV)/test.stamp
	NUMBA_DISABLE_JIT=1 $(PY) -m pytest $(RULE_TESTS)

# With Python 3.12 comes another line of Mesa and of most other packages. Where there is such a Python beside that of
# .venv, it gets an environment of its own: a small one for the tests that `test-newer` runs, a full one for all of them.
NEWER := python3.12 python3.13 python3.14 python3 $(wildcard $(or $(PYENV_ROOT),$(HOME)/.pyenv)/versions/3.1[2-9].*/bin/python)
NEWER_TESTS := tests/agents tests/unit/test_quarter.py tests/unit/test_streams.py
# The first of these that can make environments; nothing if none is new enough.
first_newer = $(shell for python in $(NEWER); do \
  if "$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then \
    echo "$$python"; break; \
  fi; \
done)

newer-ready: WANTED := newer-compiled
test-newer: WANTED := newer-few
test-newer-whole: WANTED := newer-all
newer-ready test-newer test-newer-whole: .venv/python.stamp
	@python='$(first_newer)'; \
	if .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 12))'; then \
	  echo '.venv has Python 3.12 or newer: the tests run with it anyway.'; \
	elif [ -z "$$python" ]; then \
	  echo 'Found no Python 3.12 or newer: its tests are left out.'; \
	else \
	  $(MAKE) --no-print-directory $(WANTED) VENV=.venv-newer LEAST=12 PYTHON="$$python"; \
	fi

newer-compiled: $(VENV)/pytest.stamp
	$(PY) -m pytest --collect-only $(NEWER_TESTS) >/dev/null

newer-few: $(VENV)/pytest.stamp
	$(PY) -m pytest $(NEWER_TESTS)
	folder=$$(mktemp -d) && $(PY) run.py run -n 24 -s draft --out $$folder/run >$$folder/shown && rm -rf $$folder

newer-all: $(VENV)/test.stamp
	$(PY) -m pytest

# Some two hours on two cores. Sweeps and other commands are killed at random moments; what is continued must end as if
# nobody had disturbed it. Last come the intervals, which must hold the means over many populations as often as they say:
# both tables, whatever one says.
KILLED := scenarios/cases/chizhou/sweeps/two_levers.toml

long: $(VENV)/test.stamp
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
