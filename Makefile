# What developers do often; `make help` lists it. Users need only `python3 run.py`.
.DEFAULT_GOAL := help
BIN := $(firstword $(wildcard .venv-karamap/bin .venv/bin))

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

test:  ## all tests; `python3 run.py test -k atlas` for some
	python3 run.py test -q

lint:  ## ruff, mypy, spelling
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/codespell
	$(BIN)/python frontend/run.py check

data:  ## build the layers from the evidence, and check them
	$(BIN)/karamap build
	$(BIN)/karamap validate

script:  ## bundle the page's script and style sheet (frontend/)
	$(BIN)/python frontend/run.py build

manual:  ## write what in docs/ is made from the code
	$(BIN)/python tests/make_manual.py

ci:  ## what main must pass
	.ci/run

.PHONY: help test lint data script manual ci
