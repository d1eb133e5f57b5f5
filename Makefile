# Raddir. Everything is set up from Python 3.11 or newer alone: `make demo` and `make test` need nothing else.

PYTHON := $(firstword $(foreach each,python3.13 python3.12 python3.11 python3.14 python3,$(shell command -v $(each) 2>/dev/null)))
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python
OFFSCREEN := QT_QPA_PLATFORM=offscreen
CATALOGS := $(wildcard locales/*/LC_MESSAGES/*.po)

.PHONY: demo run test prove check bench pictures build build-check catalogs requirements system clean .venv

demo: .venv ## sample people, their brief in every language as PDF, and the window on them
	@$(RUN) packaging/demo.py

run: .venv ## the window
	@$(RUN) main.py

test: .venv
	@bash packaging/system.sh test
	$(OFFSCREEN) $(RUN) -m pytest -q -n 2 --dist loadgroup

prove: .venv ## the long proofs
	@bash packaging/system.sh test
	$(OFFSCREEN) $(RUN) -m pytest -q -m slow

check: .venv ## style, types, import rules, catalogs
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(OFFSCREEN) $(RUN) -m pytest -q tests/test_house.py
	$(RUN) packaging/catalogs.py check

bench: .venv
	$(OFFSCREEN) $(RUN) -m benchmarks

pictures: .venv ## every screen and every page as PNG in pictures/
	@bash packaging/system.sh test
	$(OFFSCREEN) $(RUN) packaging/pictures.py

build: .venv
	$(RUN) packaging/build.py

build-check: .venv
	@bash packaging/system.sh window
	$(RUN) packaging/check.py

catalogs: .venv ## bring the catalogs up to date with the sources
	$(RUN) packaging/catalogs.py update

requirements: .venv ## pin what requirements*.in ask for
	$(RUN) -m pip install -q uv
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links requirements-dev.in -o requirements-dev.txt

.venv: $(VENV)/.ready $(VENV)/.catalogs

$(VENV)/.ready: requirements-dev.txt
	@test -n "$(PYTHON)" || { echo "Raddir needs Python 3.11 or newer; install it and try again."; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Raddir needs Python 3.11 or newer; $(PYTHON) is older."; exit 2; }
	@bash packaging/system.sh run
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV) || { echo "Python lacks its module venv; on Debian: apt-get install python3-venv"; exit 2; }
	$(RUN) -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.catalogs: $(VENV)/.ready $(CATALOGS)
	@$(RUN) packaging/catalogs.py compile
	@touch $@

clean:
	rm -rf $(VENV) build dist demo pictures locales/*/LC_MESSAGES/*.mo
