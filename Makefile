# `make demo` grades the examples, `make test` runs everything; both install what they need into this folder.
.DEFAULT_GOAL := help
.PHONY: help demo test lint types unit rego ruleset schemas opa cdk cdk-check checkov-newest benchmark chromium clean

PYTHON ?= python3
OPA_VERSION := 1.22.0
REGAL_VERSION := 0.42.0
CHECKOV_VERSION := 3.3.30

BIN := .venv/bin
TOOLS := .tools
SCHEMAS := .schemas
OPA := $(TOOLS)/opa
REGAL := $(TOOLS)/regal

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

demo: .venv/installed ## grade the bundled examples
	@$(BIN)/stackgrade grade examples --fail-on never

test: lint types rego unit ## everything

lint: .venv/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/tested
	$(BIN)/mypy

unit: .venv/tested chromium $(OPA) $(TOOLS)/checkov/bin/checkov $(SCHEMAS)/fetched
	PATH="$(CURDIR)/$(TOOLS):$$PATH" $(BIN)/pytest --numprocesses auto

rego: .venv/tested $(OPA) $(REGAL)
	$(OPA) check --strict --bundle policies
	$(OPA) check --strict deploy/opa
	$(OPA) fmt --fail --list policies deploy .regal/rules
	$(BIN)/python tools/coverage.py --opa $(OPA) --at-least 95
	$(OPA) test deploy/opa
	$(REGAL) test .regal/rules
	$(REGAL) lint policies deploy
	$(BIN)/python tools/build_ruleset.py --opa $(OPA) --check
	$(BIN)/python tools/build_docs.py --check
	$(BIN)/python tools/build_checkov_rules.py --check

ruleset: .venv/tested $(OPA) ## compile the rules into what the package ships, and write their pages
	$(BIN)/python tools/build_ruleset.py --opa $(OPA)
	$(BIN)/python tools/build_docs.py
	$(BIN)/python tools/build_checkov_rules.py

checkov-newest: .venv/tested ## try the newest Checkov, in an environment of its own
	$(PYTHON) -m venv $(TOOLS)/checkov-newest
	$(TOOLS)/checkov-newest/bin/pip install --quiet --upgrade checkov
	CHECKOV="$(CURDIR)/$(TOOLS)/checkov-newest/bin/checkov" $(BIN)/pytest --numprocesses auto tests/checkov

cdk: ## synthesize what the tests read of CDK and CDKTF again; needs Node.js and npm
	$(PYTHON) tests/cdk/synthesize.py --tools $(TOOLS)/cdk

cdk-check: ## whether that has changed
	$(PYTHON) tests/cdk/synthesize.py --tools $(TOOLS)/cdk --check

benchmark: .venv/tested $(OPA) $(TOOLS)/checkov/bin/checkov ## measure, side by side with Checkov
	$(BIN)/python -m benchmarks --checkov $(TOOLS)/checkov/bin/checkov

chromium: ## a browser for the tests of the HTML report, from Debian's packages where none is there
	@tools/install_chromium.sh

clean: ## remove what was installed here
	rm -rf .venv $(TOOLS) $(SCHEMAS) build dist *.egg-info

.venv/installed: setup.py
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --editable .
	@touch $@

.venv/tested: .venv/installed
	$(BIN)/pip install --quiet --editable '.[test]'
	@touch $@

$(TOOLS)/checkov/bin/checkov:
	$(PYTHON) -m venv $(TOOLS)/checkov
	$(TOOLS)/checkov/bin/pip install --quiet checkov==$(CHECKOV_VERSION)

schemas: $(SCHEMAS)/fetched ## the published schemas that reports are held against

$(SCHEMAS)/fetched: tools/fetch_schemas.sh | .venv/installed
	PYTHON="$(CURDIR)/$(BIN)/python" tools/fetch_schemas.sh $(SCHEMAS)
	@touch $@

opa: $(OPA) ## the pinned OPA, in .tools/opa

$(OPA):
	tools/install_go_tool.sh opa $(OPA_VERSION) github.com/open-policy-agent/opa $(TOOLS)

$(REGAL):
	tools/install_go_tool.sh regal $(REGAL_VERSION) github.com/open-policy-agent/regal $(TOOLS)
