# `make` lists what there is to do. PYTHON chooses the interpreter: PYTHON=python3.12 make test
PYTHON ?= python3
CORPORA ?= benchmarks/corpora
SUITES ?= benchmarks/suites
UNSEEN ?= benchmarks/unseen
# Whoever chooses what to run does not ask for the gate of branch coverage.
GATE := $(if $(PYTEST_ARGS),,coverage)
PYTEST_ARGS ?= -n 2 -m "not long"
# The tests that hold up that gate, less those that build sites: measured apart, as measuring takes twice as long.
COVERING := tests/test_body.py tests/test_decisions.py tests/test_html_cases.py tests/test_plan.py tests/test_rewrite.py tests/test_selector.py tests/sources --ignore=tests/sources/test_apply_command.py --ignore=tests/sources/test_markdown_cases.py

# Environments: what a user installs, what a developer needs, the oldest that we promise to work with, what fits weights,
# what breaks the code to test the tests.
USER_ENV := .venv
TEST_ENV := .venv-test
LOWEST_ENV := .venv-lowest
FIT_ENV := .venv-fit
MUTATION_ENV := .venv-mutation
BENCH_ENV := .venv-bench

# The stamp of an environment names the Python that made it, so that another PYTHON makes it anew.
STAMP := .installed-$(shell $(PYTHON) -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null)

# The runners' announcements about other programs are no output of ours.
export DISABLE_MKDOCS_2_WARNING = true
export NO_MKDOCS_2_WARNING = 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test coverage test-long lint format test-lowest corpora suites fuzz fit quality unseen peers review-effort mutation bench clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(USER_ENV)/$(STAMP) ## build example-site with the plugin and say where to look
	@$(USER_ENV)/bin/python tools/demo.py example-site

test: lint $(GATE) ## run every check and every test
	$(TEST_ENV)/bin/python -m pytest $(PYTEST_ARGS)

coverage: $(TEST_ENV)/$(STAMP) ## run the tests of the modules that may have no untested branch, and see that they have none
	$(TEST_ENV)/bin/python -m pytest -q -n 2 -m "not long and not slow" -k "not linear_time" $(COVERING) --cov

test-long: $(TEST_ENV)/$(STAMP) ## run the tests that take a minute or more
	$(TEST_ENV)/bin/python -m pytest -m long

lint: $(TEST_ENV)/$(STAMP) ## style, types and import layers
	$(TEST_ENV)/bin/ruff check .
	$(TEST_ENV)/bin/ruff format --check .
	$(TEST_ENV)/bin/mypy
	$(TEST_ENV)/bin/lint-imports

format: $(TEST_ENV)/$(STAMP) ## mend what ruff can mend
	$(TEST_ENV)/bin/ruff check --fix .
	$(TEST_ENV)/bin/ruff format .

test-lowest: $(LOWEST_ENV)/$(STAMP) ## run the tests with the oldest dependencies that pyproject.toml allows
	$(LOWEST_ENV)/bin/python -m pytest $(PYTEST_ARGS)

corpora: $(TEST_ENV)/$(STAMP) ## fetch the documentation sites of the benchmarks (needs a network)
	$(TEST_ENV)/bin/python benchmarks/fetch_corpora.py --into $(CORPORA)
	@echo "Now: AUTOLINK_CORPORA=$(CORPORA) make test"

suites: $(TEST_ENV)/$(STAMP) ## fetch the test suites of HTML parsers and Markdown converters (needs a network)
	$(TEST_ENV)/bin/python benchmarks/fetch_suites.py --into $(SUITES)
	@echo "Now: AUTOLINK_SUITES=$(SUITES) make test"

fuzz: $(TEST_ENV)/$(STAMP) ## link a million pieces of broken HTML and have two parsers judge each; FUZZ_ARGS="--seed 2" chooses
	PYTHONPATH=tests $(TEST_ENV)/bin/python benchmarks/fuzz.py --inputs 1000000 $(FUZZ_ARGS)

fit: $(FIT_ENV)/$(STAMP) ## fit the weights to the sites in AUTOLINK_CORPORA and print what they are worth
	$(FIT_ENV)/bin/python benchmarks/fit.py

quality: $(FIT_ENV)/$(STAMP) ## evaluate those sites as a user would, with weights that never saw them
	$(FIT_ENV)/bin/python benchmarks/quality.py

unseen: $(FIT_ENV)/$(STAMP) ## fetch sites that no weight was fitted on, and count what comes back of their links (needs a network)
	$(FIT_ENV)/bin/python benchmarks/fetch_corpora.py --list benchmarks/unseen.yml --into $(UNSEEN)
	AUTOLINK_CORPORA=$(UNSEEN) $(FIT_ENV)/bin/python benchmarks/unseen.py

peers: $(FIT_ENV)/$(STAMP) ## compare with other tools on those sites (needs Node and a network)
	$(FIT_ENV)/bin/python -m pip install --quiet -r benchmarks/peers/requirements.txt
	npm ci --prefix benchmarks/peers --no-audit --no-fund
	PYTHONPATH=benchmarks $(FIT_ENV)/bin/python -m peers.run

review-effort: $(TEST_ENV)/$(STAMP) ## count the decisions that settle a thousand links of those sites
	$(TEST_ENV)/bin/python benchmarks/review_effort.py

mutation: $(MUTATION_ENV)/$(STAMP) ## break the code in small ways and count what the tests notice (half an hour)
	$(MUTATION_ENV)/bin/python benchmarks/mutation.py $(MODULES)

bench: $(BENCH_ENV)/$(STAMP) ## measure speed and memory, on those sites too; BENCH_ARGS="--quick growth" chooses
	@PYTHONPATH=benchmarks $(BENCH_ENV)/bin/python -m speed.run $(BENCH_ARGS)

clean: ## remove environments, caches and everything that was built
	rm -rf $(USER_ENV) $(TEST_ENV) $(LOWEST_ENV) $(FIT_ENV) $(MUTATION_ENV) $(BENCH_ENV) build dist benchmarks/peers/node_modules example-site/site example-site/autolink-report
	rm -rf .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The example site is written with pymdown-extensions, as most sites are.
$(USER_ENV)/$(STAMP): REQUIREMENTS = -e . pymdown-extensions
$(TEST_ENV)/$(STAMP): REQUIREMENTS = -e '.[test,lint]'
$(MUTATION_ENV)/$(STAMP): REQUIREMENTS = -e '.[test,mutation]'
$(BENCH_ENV)/$(STAMP): REQUIREMENTS = -e '.[test,bench]'
$(FIT_ENV)/$(STAMP): REQUIREMENTS = -e '.[test,fit]'
$(LOWEST_ENV)/$(STAMP): REQUIREMENTS = -e '.[test]' $$($(LOWEST_ENV)/bin/python tools/lowest.py)

# The stamp is as new as the last installation: a second run costs nothing until pyproject.toml changes.
%/$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "make: '$(PYTHON)' is not Python 3.11 or later; name one that is: PYTHON=python3.12 make $(MAKECMDGOALS)" >&2; \
	  exit 1; }
	@$(PYTHON) -m venv --clear $* || { \
	  echo "make: '$(PYTHON)' cannot make an environment; on Debian and Ubuntu: apt install python3-venv" >&2; \
	  exit 1; }
	@echo "Installing into $* ..."
	@$*/bin/python -m pip install --quiet $(REQUIREMENTS) || { \
	  echo "make: pip could not install into $*; its message is above." >&2; \
	  echo "make: it needs the network, or an index of packages nearby (PIP_INDEX_URL, PIP_FIND_LINKS)." >&2; \
	  exit 1; }
	@touch $@
