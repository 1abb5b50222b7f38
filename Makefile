# Liantu 链图: every command says what it does; `make demo` and `make test` are the two to know.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
WHEEL  := build/wheel

.PHONY: demo test check tests wheel bundle serve neo4j bench docs screenshots clean

demo: $(VENV)/.run          ## build the bundled sample in ./liantu-data/demo and print what was found
	@$(BIN)/liantu --workspace liantu-data/demo demo

test: check tests wheel     ## everything CI runs
	@echo "== 全部通过 · all passed"

check: $(VENV)/.dev         ## format, lint, types, import directions
	@echo "== 检查格式、规范、类型、依赖方向 · format, lint, types, imports"
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

tests: $(VENV)/.dev         ## unit, contract (embedded and a real Neo4j), browser tests
	@echo "== 运行测试：嵌入式图库、真实 Neo4j、真实浏览器 · tests on the embedded store, a real Neo4j, a real browser"
	@$(BIN)/pytest -n auto --dist loadgroup

wheel: $(VENV)/.dev         ## build the wheel and run the demo from it in a fresh environment
	@echo "== 构建安装包并在全新环境中试运行 · the wheel in a fresh environment"
	@rm -rf $(WHEEL) && mkdir -p $(WHEEL)
	@$(BIN)/pip wheel -q --no-deps --wheel-dir $(WHEEL) .
	@$(PYTHON) -m venv $(WHEEL)/env
	@$(WHEEL)/env/bin/pip install -q -c constraints.txt $(WHEEL)/liantu-*.whl
	@cd $(WHEEL) && env/bin/liantu --workspace demo demo --json > demo.json && echo "   ok: $(WHEEL)/demo.json"

bundle:                     ## all that a machine without a network needs, tried where there is none
	@echo "== 打包离线安装包 · the offline bundle"
	@PYTHON=$(PYTHON) sh deploy/bundle.sh

serve: $(VENV)/.run         ## the pages and REST on http://127.0.0.1:8000
	@$(BIN)/liantu --workspace liantu-data/demo serve

neo4j: $(VENV)/.run         ## a real Neo4j on bolt://127.0.0.1:7687 without Docker (Java 17, Maven)
	@$(BIN)/python -m api.neo4j_server

bench: $(VENV)/.dev         ## measure against named peers and write docs/benchmarks.md
	@$(BIN)/python -m benchmarks

docs: $(VENV)/.dev          ## the manual and the tutorials as a site that needs no network: build/site/index.html
	@$(BIN)/mkdocs build --quiet && echo "   build/site/index.html"

screenshots: $(VENV)/.dev   ## take the pictures of the tutorials anew, into docs/images
	@LIANTU_TUTORIAL_IMAGES=docs/images $(BIN)/pytest -q tests/api/pages/test_tutorials.py

clean:                      ## remove what these commands made; your own workspaces stay
	@rm -rf $(VENV) build liantu-data/demo .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .grimp_cache

$(VENV)/bin/python:
	@echo "== 创建 Python 环境 · creating the Python environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "== 安装依赖 · installing what Liantu needs"
	@$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "== 安装开发依赖 · installing what the checks need"
	@$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(VENV)/.run $@
