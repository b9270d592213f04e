# The commands of the project. They need make and Python 3.12 or newer, nothing else, and ask nothing.
# Whatever is set in the environment wins over what is set here.

export PORT ?= 8000

# The first of these that is new enough. .python-version may name one that pyenv has not got: hence the last.
PYTHONS = python3 python3.14 python3.13 python3.12 /usr/bin/python3 "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/*/bin/python3
PYTHON ?= $(shell for python in $(PYTHONS); do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && echo "$$python" && break; done)

# The production set-up, on a laptop.
LAPTOP = DEBUG="$${DEBUG:-0}" \
	SECRET_KEY="$${SECRET_KEY:-$$(cat var/secret_key)}" \
	ALLOWED_HOSTS="$${ALLOWED_HOSTS:-127.0.0.1,localhost,[::1]}" \
	SITE_URL="$${SITE_URL:-http://127.0.0.1:$$PORT}" \
	CONTENT_LICENCE="$${CONTENT_LICENCE-CC BY 4.0 https://creativecommons.org/licenses/by/4.0/}"

# What the deployment check is given: a site as it would stand on the internet.
DEPLOYED = DEBUG=0 ALLOWED_HOSTS=hub.example.org SITE_URL=https://hub.example.org \
	SECRET_KEY="$$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(48))')"

# Tests make and drop a database of their own beside the one named here.
POSTGRES_URL ?= postgres://postgres@127.0.0.1:5432/learning_hub

MANAGE = .venv/bin/python manage.py
PYTEST = .venv/bin/python -m pytest
PARALLEL = --numprocesses auto --dist loadfile --no-loadscope-reorder

.PHONY: help run dev test check proofs content-check image bench drill format requirements clean
.DELETE_ON_ERROR:

help:
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

run: .venv/base var/secret_key ## serve the site at http://127.0.0.1:8000/ (elsewhere: PORT=9000 make run)
	@export $(LAPTOP) && $(MANAGE) prepare --static && exec .venv/bin/python -m gunicorn --config gunicorn.conf.py --log-level warning

dev: .venv/base ## the same site with DEBUG=1, reloaded when the code changes
	@export DEBUG="$${DEBUG:-1}" && $(MANAGE) prepare && exec $(MANAGE) runserver "$$PORT"

test: .venv/dev ## the tests; what they cannot run here they name (one file: make test ARGS=tests/hub/test_start.py)
	$(PYTEST) $(or $(ARGS),$(PARALLEL))

check: .venv/dev .venv-bench/bench ## format, lint, migrations, deployment, then the tests on PostgreSQL and SQLite, skipping none
	.venv/bin/python -m ruff format --check .
	.venv/bin/python -m ruff check .
	find templates -name '*.html' -exec .venv/bin/djade --check --target-version 6.1 {} +
	$(MANAGE) makemigrations --check --dry-run
	@$(DEPLOYED) $(MANAGE) check --deploy --fail-level WARNING
	REQUIRE_SERVICES=1 DATABASE_URL= POSTGRES_URL="$(POSTGRES_URL)" $(PYTEST) $(PARALLEL)
	REQUIRE_SERVICES=1 DATABASE_URL="$(POSTGRES_URL)" $(PYTEST) $(PARALLEL) -m "database and not browser"

proofs: .venv/base ## every proof of content/ with its control, in the sandbox (needs bubblewrap, Node.js and npm; some: ARGS=feature/technology)
	@export DATABASE_URL= DATA_DIR="$(CURDIR)/var/proofs-run" && mkdir -p "$$DATA_DIR" && rm -f "$$DATA_DIR"/hub.sqlite3* \
		&& $(MANAGE) migrate --verbosity 0 && $(MANAGE) import_content content | tail -1 && $(MANAGE) run_proofs $(ARGS)

content-check: .venv/dev ## code blocks, proofs, links and sources of content/ (needs bubblewrap, Node.js and npm; ARGS=--quick: no proofs)
	@export DEBUG=1 DATABASE_URL= DATA_DIR="$(CURDIR)/var/content-check" && mkdir -p "$$DATA_DIR" && rm -f "$$DATA_DIR"/hub.sqlite3* \
		&& .venv/bin/python -m tests.content_check $(ARGS)

image: ## the container image, by docker, podman or buildah, started once and asked for its health
	@.ci/image

bench: .venv/base .venv-bench/bench ## our pages measured beside FastAPI’s and nginx’s (about nine minutes; a try: make bench ARGS=--quick)
	@.venv/bin/python -m benchmarks $(ARGS)

drill: .venv/dev ## outages, takedown, new code, backup and restoring, with a PostgreSQL cluster and sites of its own
	@.venv/bin/python -m tests.drill $(ARGS)

format: .venv/dev ## what can be mended by itself: format, imports, templates
	.venv/bin/python -m ruff check --fix --exit-zero --quiet .
	.venv/bin/python -m ruff format .
	find templates -name '*.html' -exec .venv/bin/djade --target-version 6.1 {} + || true  # 1 says that it mended something

PIN_GROUP = uv pip compile --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-header --quiet
PIN = $(PIN_GROUP) pyproject.toml

requirements: ## pin what pyproject.toml asks for (needs uv; newest versions: make requirements ARGS=--upgrade)
	$(PIN) $(ARGS) --output-file requirements/base.txt
	$(PIN) $(ARGS) --output-file requirements/dev.txt --group dev
	$(PIN) $(ARGS) --output-file requirements/extras.txt --all-extras
	$(PIN_GROUP) $(ARGS) --output-file requirements/bench.txt --group bench

clean: ## remove what can be made again; the database and the uploads in var/ stay
	rm -rf .venv .venv-bench .pytest_cache .ruff_cache .hypothesis var/static
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp stands for an installed requirements file, and is older than it once the pins have changed.

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.12 or newer is needed. Is it installed elsewhere? make PYTHON=/path/to/python3 $(MAKECMDGOALS)"; exit 1; }
	@echo "Making a virtual environment with $(PYTHON) …"
	@"$(PYTHON)" -m venv --clear .venv

.venv/base: .venv/bin/python requirements/base.txt
	@echo "Installing the packages of requirements/base.txt …"
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/base.txt
	@touch $@

.venv/dev: .venv/bin/python requirements/dev.txt
	@echo "Installing the packages of requirements/dev.txt …"
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/dev.txt
	@touch $@ .venv/base

# FastAPI has a virtual environment of its own, so that the site never runs with more than its own packages.
.venv-bench/bench: .venv/bin/python requirements/bench.txt
	@echo "Installing the packages of requirements/bench.txt …"
	@test -x .venv-bench/bin/python || .venv/bin/python -m venv --clear .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/bench.txt
	@touch $@

var/secret_key: | .venv/bin/python
	@mkdir -p var
	@umask 077 && .venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(48))' > $@
