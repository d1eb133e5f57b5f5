# Raddir. Everything is set up from Python 3.11 or newer alone: `make demo` and `make test` need nothing else.

VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python
OFFSCREEN := QT_QPA_PLATFORM=offscreen
CATALOGS := $(wildcard locales/*/LC_MESSAGES/*.po)

ifeq (prove,$(firstword $(MAKECMDGOALS)))
PROOFS := $(wordlist 2,$(words $(MAKECMDGOALS)),$(MAKECMDGOALS))
$(if $(PROOFS),$(eval $(PROOFS):;@:))
endif

.PHONY: demo run test prove check bench pictures build build-check catalogs requirements system clean .venv

demo: .venv ## sample people, their brief in every language as PDF, and the window on them
	@$(RUN) packaging/demo.py

run: .venv ## the window
	@$(RUN) main.py

test: .venv
	@bash packaging/system.sh test
	$(OFFSCREEN) $(RUN) -m pytest -q -n 2 --dist loadgroup

prove: .venv ## the long proofs; `make prove disk` one of them
	@bash packaging/system.sh test
	$(OFFSCREEN) $(RUN) packaging/prove.py $(PROOFS)

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

build: .venv ## a folder that needs no Python: dist/raddir
	@bash packaging/system.sh build
	$(RUN) packaging/build.py

build-check: .venv ## start that folder's program with no Python on the path, on the command line and under Xvfb
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
	@bash packaging/system.sh run
	@$(RUN) -m pip --version >/dev/null 2>&1 || { python=$$(RADDIR_PYTHON='$(RADDIR_PYTHON)' bash packaging/python.sh) && rm -rf $(VENV) && $$python -m venv $(VENV); }
	@echo "Installing what Raddir needs into $(VENV)"
	@$(RUN) -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.catalogs: $(VENV)/.ready $(CATALOGS)
	@$(RUN) packaging/catalogs.py compile
	@touch $@

clean:
	rm -rf $(VENV) build dist demo pictures locales/*/LC_MESSAGES/*.mo
