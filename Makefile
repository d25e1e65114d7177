# make run 启动看板；make test 跑检查和测试；make help 列出其余。
# Both prepare .venv once; it is touched again only when a requirements file changes (they come from pyproject.toml: make lock).

VENV := .venv
PY := $(VENV)/bin/python
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --constraint requirements.lock

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)

# Where to listen. ADDRESS=0.0.0.0 lets other machines in: the default is this machine only.
PORT ?=
ADDRESS ?=
SERVER_FLAGS := $(if $(PORT),--server.port $(PORT)) $(if $(ADDRESS),--server.address $(ADDRESS))
SERVE := $(PY) -m streamlit run dashboard.py $(SERVER_FLAGS)

PYTEST_FLAGS ?= -n auto --maxprocesses 4 --dist loadfile

# A .venv whose Python was removed or upgraded away is as good as none: build it again.
RUN_READY := $(VENV)/.run-ready
TEST_READY := $(VENV)/.test-ready
ifeq ($(shell $(PY) -c 'print("works")' 2>/dev/null),)
.PHONY: $(RUN_READY)
endif

.DEFAULT_GOAL := help
.PHONY: help run edit test lint format check browser lock clean

help: ## 列出这些命令
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: $(RUN_READY) ## 启动看板（PORT=8600 换端口，ADDRESS=0.0.0.0 允许其他机器访问）
	@exec $(SERVE)

edit: $(RUN_READY) ## 以可编辑的方式启动看板（编辑台可以保存）
	@XTDATA_EDIT=1 exec $(SERVE)

test: lint browser ## 代码检查，然后跑全部测试
	@if [ -d ../shared/corpus ]; then export XTDATA_SOURCES="$${XTDATA_SOURCES:-$$(cd ../shared/corpus && pwd)}"; fi; \
	exec $(PY) -m pytest $(PYTEST_FLAGS)

lint: $(TEST_READY) ## ruff、mypy 和模块的层次
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports --no-logo

format: $(TEST_READY) ## 用 ruff 整理代码格式
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

check: $(RUN_READY) ## 核对 indicators.yaml
	@$(PY) -m xtdata check

browser: $(TEST_READY) ## 确认有 Chromium 和中文字体（Debian 上以 root 运行时自动安装）
	@$(PY) tests/browser.py

lock: $(TEST_READY) ## 依照 pyproject.toml 重写 requirements*.txt 和 requirements.lock（取最新的可用版本）
	@$(PY) .ci/requirements.py
	@$(PIP_INSTALL) uv
	@$(PY) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --no-header --no-annotate \
		--no-emit-index-url --no-emit-find-links --output-file requirements.lock requirements-dev.txt

clean: ## 删除 .venv 和各种缓存
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN_READY): requirements.txt requirements.lock
	@if [ -z "$(PYTHON)" ]; then \
		echo '没有找到 Python 3.11 或更新的版本。请先安装，或用 make PYTHON=/路径/python3 指明。' >&2; exit 1; fi
	@if ! $(PY) -m pip --version >/dev/null 2>&1; then \
		echo '正在准备 $(VENV)（只此一次，约需一两分钟）…'; \
		sh .ci/venv "$(PYTHON)" $(VENV); fi
	@$(PIP_INSTALL) --requirement requirements.txt
	@touch $@

$(TEST_READY): requirements-dev.txt $(RUN_READY)
	@echo '正在安装测试所需的库…'
	@$(PIP_INSTALL) --requirement requirements-dev.txt
	@touch $@
