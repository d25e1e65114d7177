"""What `pip install .` puts on a machine, and what the files around the code promise."""

from __future__ import annotations

import configparser
import re
import runpy
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel that the build backend makes of this checkout, without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "--wheel-dir",
        str(folder),
    ]
    subprocess.run([*command, str(ROOT)], check=True, timeout=120, stdin=subprocess.DEVNULL)
    (file,) = folder.iterdir()
    return zipfile.ZipFile(file)


def read(wheel: zipfile.ZipFile, ending: str) -> str:
    (name,) = [name for name in wheel.namelist() if name.endswith(ending)]
    return wheel.read(name).decode()


def test_the_wheel_holds_the_package_as_it_is_and_nothing_else(wheel):
    package = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "xtdata").rglob("*") if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in wheel.namelist() if ".dist-info/" not in name} == package


def test_the_wheel_gives_the_command(wheel):
    scripts = configparser.ConfigParser()
    scripts.read_string(read(wheel, ".dist-info/entry_points.txt"))
    assert dict(scripts["console_scripts"]) == {"xtdata": "xtdata.cli.main:run"}


def test_the_wheel_works_where_there_is_no_checkout(wheel, tmp_path):
    wheel.extractall(tmp_path / "installed")
    code = "from xtdata.cli.main import run; run()"
    done = subprocess.run(
        [sys.executable, "-c", code, "check"],
        cwd=tmp_path, env={"PYTHONPATH": str(tmp_path / "installed"), "PYTHONUTF8": "1"}, capture_output=True, timeout=60, text=True, encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "indicators.yaml：1 个错误；0 条事实可用\n")
    assert "找不到数据文件 indicators.yaml" in done.stdout


def test_the_licence_goes_along_and_leaves_out_the_texts_of_others(wheel):
    assert "License-Expression: MIT" in read(wheel, ".dist-info/METADATA")
    assert "seeds/" in read(wheel, ".dist-info/licenses/LICENSE")


def test_the_requirement_files_say_what_the_project_declares():
    made = runpy.run_path(str(ROOT / ".ci" / "requirements.py"))["files"]()
    assert {name: (ROOT / name).read_text(encoding="utf-8") for name in made} == made


def test_everything_required_is_locked():
    def name(line: str) -> str:
        return re.match(r"[\w.-]+", line)[0].lower().replace("_", "-").replace(".", "-")  # type: ignore[index]

    locked = {name(line) for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()}
    assert {name(line) for line in [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]} <= locked


def test_the_citation_is_of_this_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (citation["title"], citation["version"], citation["license"]) == tuple(
        PROJECT["project"][key] for key in ("name", "version", "license")
    )


def test_the_hook_for_editors_checks_whatever_a_check_reads():
    (repo,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    (hook,) = repo["hooks"]
    assert hook["entry"].endswith("python -m xtdata check")
    assert [re.search(hook["files"], name) is not None for name in ("indicators.yaml", "seeds/a.txt", "README.md")] == [True, True, False]


def test_hosted_tests_are_those_of_make():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8"))
    assert [step.get("run") for step in workflow["jobs"]["test"]["steps"]][-1] == "make test"
