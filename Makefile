# Bearings. `make` or `make help` lists what there is.
.DEFAULT_GOAL := help
BEARINGS := .venv/bin/bearings

.PHONY: help setup run test lint check check-content unit core facts train adapt evaluate mentors
.PHONY: actions bench lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: ## Install uv, Python 3.10 and the locked packages into .venv
	@./scripts/setup

run: setup ## Talk to it: Telegram if TELEGRAM_BOT_TOKEN is set, else this terminal; with the mentors' page
	@$(BEARINGS) run

test: setup lint check check-content unit core ## Every check and test

lint: setup ## Style and types
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

check: setup ## The Rasa project fits together, and no reply is missing or unused
	.venv/bin/bearings check

check-content: setup ## Facts are fresh and cited, and every reply keeps to the rules of writing
	@$(BEARINGS) check-content

unit: setup ## All tests with coverage
	.venv/bin/pytest --cov --cov-report=term

core: setup ## Rasa's own test of the dialogue policies
	RASA_TELEMETRY_ENABLED=false TF_CPP_MIN_LOG_LEVEL=3 .venv/bin/rasa test core \
		--model models --stories tests/stories --out var/test-core --fail-on-prediction-errors

facts: setup ## Write docs/facts.md from data/facts.yml
	@$(BEARINGS) facts

train: setup ## Check the data, train, evaluate, and release the model to models/ if it is not worse
	@$(BEARINGS) train

adapt: setup ## Adapt the sentence encoders to the intents (half an hour); then make train
	@$(BEARINGS) adapt

evaluate: setup ## Cross-validate the NLU; report and pictures under results/
	@$(BEARINGS) evaluate

mentors: setup ## The mentors' page on loopback
	@$(BEARINGS) mentors

actions: setup ## The custom actions as a separate Rasa action server
	RASA_TELEMETRY_ENABLED=false .venv/bin/rasa run actions --actions actions

bench: setup ## Measure beside Rasa's default project; results under results/
	.venv/bin/python -m bench

lock: setup ## Compile requirements.lock from pyproject.toml
	./scripts/lock

clean: ## Remove what can be made again (not var/)
	rm -rf .venv .tools results .rasa .cache .pytest_cache .mypy_cache .ruff_cache .coverage
