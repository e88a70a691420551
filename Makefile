# Two commands do everything: `make app` runs the product, `make test` checks it.

PORT   ?= 8501
VENV   := .venv
PY     := $(VENV)/bin/python
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
APT    := DEBIAN_FRONTEND=noninteractive apt-get -qq

.PHONY: app test lint types imports unit browser format lock data screenshots clean

app: $(VENV)/.app
	@$(PY) -m geo gazetteer info > /dev/null
	@$(PY) -m geo demo
	@$(VENV)/bin/streamlit run streamlit_app.py --server.port $(PORT) --browser.serverAddress localhost

test: lint types imports unit browser

lint: $(VENV)/.test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

types: $(VENV)/.test
	$(VENV)/bin/mypy

imports: $(VENV)/.test
	$(VENV)/bin/lint-imports

unit: $(VENV)/.test .cache/.gazetteer
	$(VENV)/bin/pytest -m "not browser" -n 2 --dist loadgroup

browser: $(VENV)/.test .cache/.gazetteer .cache/.chromium
	$(VENV)/bin/pytest -m browser

format: $(VENV)/.test
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

# Re-make the screenshots in docs/ from the project's own browser test.
screenshots: $(VENV)/.test .cache/.gazetteer .cache/.chromium
	$(VENV)/bin/pytest -m browser tests/browser --screenshots docs

# Re-make the files in data/ from their sources (see data/README.md).
data: $(VENV)/.test
	$(PY) data/build.py

# Re-make both locks from pyproject.toml. The second holds only what the first does not.
lock: $(VENV)/.test
	$(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--custom-compile-command "make lock" pyproject.toml -o requirements.txt
	$(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--custom-compile-command "make lock" --extra test -c requirements.txt \
		$$(sed -n 's/^\([a-z0-9-]*\)==.*/--no-emit-package \1/p' requirements.txt | sort -u) \
		pyproject.toml -o requirements-test.txt

clean:
	rm -rf $(VENV) .cache

$(VENV)/bin/pip:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or name it with PYTHON=…"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); $(APT) update && $(APT) install -y python3-venv && $(PYTHON) -m venv $(VENV); }

$(VENV)/.app: requirements.txt | $(VENV)/bin/pip
	@echo "Installing the locked requirements (about a minute, once) …"
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.test: requirements.txt requirements-test.txt | $(VENV)/bin/pip
	@echo "Installing the locked requirements of the app and its tests (about a minute, once) …"
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt -r requirements-test.txt
	@touch $@ $(VENV)/.app

# The compiled gazetteer is made once, before test processes start side by side.
.cache/.gazetteer: $(VENV)/.test $(wildcard data/gazetteer/*.csv)
	@$(PY) -m geo gazetteer info > /dev/null
	@mkdir -p .cache && touch $@

.cache/.chromium:
	@command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 \
		|| { $(APT) update && $(APT) install -y chromium; } \
		|| echo "No Chromium could be installed: the browser tests will say so and be skipped."
	@mkdir -p .cache && touch $@
