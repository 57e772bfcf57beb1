# The project's commands. `make run` and `make test` need a Python 3.11 with venv and pip, and nothing else.
PYTHON ?= python3
VENV = .venv/bin
PYTEST = $(VENV)/python -m pytest
.PHONY: run test matrix faults mutants lint bench quality lock packages dev-packages
.NOTPARALLEL:

run: packages
	@$(VENV)/python manage.py prepare --demo
	@exec $(VENV)/python manage.py serve

# Once on each database, then what needs a browser; a skipped test fails the run. All decode a picture once.
test: export KEPT_RENDITIONS = $(CURDIR)/.pytest_cache/renditions
test: dev-packages
	@rm -rf $(KEPT_RENDITIONS)
	@$(VENV)/python -m tests.ffmpeg install
	DATABASE_URL= $(PYTEST) -n 2 -m "not browser"
	$(PYTEST) -n 2 -m "not browser" -p tests.on_postgresql
	@$(VENV)/python -m tests.chromium install
	DATABASE_URL= $(PYTEST) -n 2 -m browser
	@$(VENV)/python -m tests.chromium explain
	@$(VENV)/python -m tests.ffmpeg explain

# Everybody x every address x every method x what it is asked for, whole, on each database; `make test` draws a sample.
matrix: dev-packages
	MATRIX=whole DATABASE_URL= $(PYTEST) -n 2 tests/permissions tests/portal/test_permission_matrix.py
	MATRIX=whole $(PYTEST) -n 2 -p tests.on_postgresql tests/permissions tests/portal/test_permission_matrix.py

# In a directory of its own, so that neither .env nor this checkout's data is used.
CHECK = DATA_DIR=.venv/lint DATABASE_URL= SECRET_KEY= $(VENV)/python -W error manage.py
lint: dev-packages
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	find templates -name "*.html" -print0 | xargs -0 -r $(VENV)/djade --check --target-version 5.2
	$(CHECK) check --fail-level WARNING
	$(CHECK) makemigrations --check --dry-run
	$(VENV)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(VENV)/hadolint Dockerfile

# A running site killed, starved and disconnected, on both databases, for long; `make test` does it briefly.
faults: dev-packages
	FAULTS=long DATABASE_URL= $(PYTEST) -m faults
	FAULTS=long $(PYTEST) -m faults -p tests.on_postgresql

# Guards taken out one by one, in a copy, to see whether a test fails; takes hours, can be ended and goes on where it was.
# Parts of it by ARGS="--only traffic/,publishing/workflow.py --sample 20"; what is known so far by ARGS=--report.
mutants: dev-packages
	@$(VENV)/python -m scripts.mutants $(ARGS)

# What is measured against what; the figures are printed, nothing is judged. Parts of it by ARGS="--only kept --pairs 20".
bench: dev-packages
	@$(VENV)/python -m benchmarks $(ARGS)

# What readers get, page by page, into docs/quality.md; parts of it by ARGS="--only axe,weights --pages home".
quality: dev-packages
	@$(VENV)/python -m tests.chromium install
	@$(VENV)/python -m benchmarks.quality $(ARGS)

# Renew the hashes after a change in pyproject.toml; needs uv (https://docs.astral.sh/uv/).
LOCK = uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links
lock:
	$(LOCK) --output-file requirements.txt
	$(LOCK) --group dev --constraint requirements.txt --output-file requirements-dev.txt

packages:
	@$(PYTHON) scripts/packages.py requirements.txt

dev-packages:
	@$(PYTHON) scripts/packages.py requirements-dev.txt
