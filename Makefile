.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
# Other machines than Lambda's x86_64 have wheels of it, too; not all: it is optional.
ACCELERATOR := services/variants/requirements-x86_64.txt
# With flags of its own: requirements-subject.in says why.
SUBJECT := services/variants/requirements-subject.txt

LOCKED := services/parser/requirements.txt services/generator/requirements.txt services/variants/requirements.txt

.PHONY: help install demo check test soak images lock schemas bench format clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

# One virtual environment for all of it; made again when a requirements file changes.
$(INSTALLED): requirements.txt requirements-dev.txt pyproject.toml $(wildcard services/*/requirements*)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed, $$($(PYTHON) --version) was found: make PYTHON=python3.12 ..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing into $(VENV) (about a minute, once)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes $(LOCKED:%=--requirement %)
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@$(BIN)/pip install --quiet --disable-pip-version-check --only-binary=:all: --require-hashes --requirement $(ACCELERATOR) \
	    || echo "goes on without it: rendering takes a fifth longer, and its tests are skipped"
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --ignore-requires-python --require-hashes --requirement $(SUBJECT) \
	    || echo "goes on without them: pictures of pale products stay whole, and their tests are skipped"
	@touch $(INSTALLED)

install: $(INSTALLED) ## the virtual environment, with everything in it

demo: $(INSTALLED) ## a whole campaign on the local AWS, pictures included
	@$(BIN)/creative demo

check: $(INSTALLED) ## style, types, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# One worker more than a small machine has cores: a third of the time they wait for the local AWS, or for a browser.
test: check ## check, then all tests
	$(BIN)/pytest --numprocesses 3 --dist loadgroup

soak: $(INSTALLED) ## every crash point, a campaign of 50 products, the types of pulumi_aws, and what else takes long
	$(BIN)/pytest -m soak
	$(BIN)/mypy --config-file mypy-followed.ini

images: ## build the three images, start and invoke each (needs Docker)
	$(PYTHON) -m tests.images.check

# Universal: one file for each machine and Python that pip may ask it for. No addresses: whose mirror it is, says pip.
lock: $(INSTALLED) ## renew what the images install: newest versions that services/*/requirements*.in allow, with hashes
	for each in services/*/requirements*.in; do \
	    case "$$each" in *-subject.in) alone=--no-deps ;; *) alone= ;; esac; \
	    UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 $$alone \
	        --generate-hashes --no-emit-index-url --no-emit-find-links "$$each" --output-file "$${each%.in}.txt" || exit 1; \
	done

schemas: $(INSTALLED) ## write the JSON Schemas under docs/ again
	$(BIN)/python -m docs.write_schemas

bench: $(INSTALLED) ## figures, as ratios where machines differ
	$(BIN)/python -m benchmarks

format: $(INSTALLED)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) .local demo-output
