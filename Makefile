# Everything a person does here by hand. `make` lists it.
PYTHON ?= python3
PY := .venv/bin/python
TEMPLATES := $(wildcard cms/templates courses/templates quizzes/templates roleplay/templates)
# `make test DB=postgres` runs what it runs with a PostgreSQL of its own; otherwise it is SQLite.
WITH_DB := $(if $(filter postgres,$(DB)),$(PYTHON) bin/postgres)
# Two and more processes with a database each; ARGS="-n 0" for one, as `--pdb` wants it.
PYTEST := -m pytest -n auto --maxprocesses 4 --dist loadfile
CHECKS := check-lint check-format check-types check-imports check-templates check-django \
	check-migrations check-messages

.DEFAULT_GOAL := help
.PHONY: help run test soak bench check screens messages fix lock clean dev $(CHECKS)

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run:  ## Set everything up, start the site and print its address
	@$(PYTHON) bin/setup
	@$(PY) manage.py serve

test: dev  ## Run every test, browsers included (ARGS="-k quiz" for some; DB=postgres: on PostgreSQL)
	@$(WITH_DB) $(PY) $(PYTEST) $(ARGS)

soak: dev  ## Try the properties as often as overnight allows: thousands of cases each (ARGS, DB)
	@TRATO_SOAK=1 $(WITH_DB) $(PY) $(PYTEST) $(ARGS)

check: $(CHECKS)  ## Lint, types, imports, templates, migrations, translations (make -k check: all, even after a failure)
	@echo "== everything checked"

screens: dev  ## Walk the journeys and save screenshots of each station in screens/
	@rm -rf screens
	@TRATO_SCREENS=screens $(PY) -m pytest tests/browser -m browser $(ARGS)
	@echo "Screenshots are in screens/"

bench: dev  ## Measure what pages cost, on SQLite and PostgreSQL, beside the least there is (takes minutes)
	@$(PY) -m bench $(DB)

messages: dev  ## Compile the translations (.po to .mo)
	@$(PY) bin/messages

fix: dev  ## Put code into the form `make check` asks for
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

lock:  ## Resolve the dependencies anew and write both lock files (needs uv)
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate pyproject.toml -o requirements.txt
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean:  ## Remove caches, test databases and screenshots; the site's data stays
	@rm -rf screens var/tools var/test .hypothesis
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

dev:
	@$(PYTHON) bin/setup --dev

check-lint: dev
	@echo "== lint (ruff)"
	@$(PY) -m ruff check .

check-format: dev
	@echo "== format (ruff)"
	@$(PY) -m ruff format --check .

check-types: dev
	@echo "== types (mypy)"
	@$(PY) -m mypy

check-imports: dev
	@echo "== imports between modules (import-linter)"
	@PYTHONPATH=. $(PY) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()' --no-logo

check-templates: dev
	@echo "== templates (djlint)"
	@$(PY) -m djlint --lint --quiet $(TEMPLATES)

check-django: dev
	@echo "== manage.py check"
	@$(PY) manage.py check --fail-level WARNING

check-migrations: dev
	@echo "== migrations match the models"
	@$(PY) manage.py makemigrations --check --dry-run

check-messages: dev
	@echo "== translations are complete and compiled"
	@$(PY) bin/messages --check
