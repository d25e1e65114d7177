"""The documents say what is so: links lead somewhere, commands exist, nothing that there is goes unmentioned."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from xtdata.cli.main import main
from xtdata.facts.frame import COLUMNS
from xtdata.facts.query import NAMES
from xtdata.web.routes import routes

ROOT = Path(__file__).resolve().parent.parent
DOCS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in [*ROOT.glob("*.md"), *ROOT.glob("*/*.md")]}
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)


def anchors(text: str) -> set[str]:
    """The names of the headings, made as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", CODE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


LINKS = [(name, link) for name, text in DOCS.items() for link in LINK.findall(CODE.sub("", text)) if "://" not in link]


@pytest.mark.parametrize(("name", "link"), LINKS)
def test_a_link_leads_to_a_file_and_a_heading_that_there_is(name, link):
    file, _, anchor = link.partition("#")
    target = (ROOT / name).parent / file if file else ROOT / name
    assert target.exists()
    if anchor:
        assert anchor in anchors(target.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_a_readme_is_short_and_leads_to_every_other_page(name):
    assert len(DOCS[name].splitlines()) <= 150
    linked = {link.partition("#")[0] for link in LINK.findall(DOCS[name])}
    assert {other for other in DOCS if other.startswith("docs/")} <= linked


def test_every_picture_is_shown():
    shown = {link for text in DOCS.values() for link in LINK.findall(text)}
    assert {f"docs/images/{path.name}" for path in (ROOT / "docs" / "images").glob("*.png")} <= shown


COMMANDS = [
    (name, line)
    for name, text in DOCS.items()
    for line in re.findall(r"^ *(?:\S*python -m )?xtdata (.+)$", "\n".join(CODE.findall(text)), re.MULTILINE)
]


@pytest.mark.parametrize(("name", "line"), COMMANDS)
def test_a_command_in_an_example_is_one_that_can_be_given(name, line):
    command, *arguments = shlex.split(line.partition(" | ")[0], comments=True)
    main.commands[command].make_context(command, arguments)


def test_the_python_example_runs(monkeypatch, capsys):
    (example,) = re.findall(r"^```python\n(.*?)^```", DOCS["docs/python.md"], re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(ROOT)
    exec(example, {})
    assert "region_name" in capsys.readouterr().out


def test_the_columns_are_those_of_the_table():
    section = DOCS["docs/commands.md"].partition("## The columns")[2]
    listed = next(code for code in re.findall(r"`([^`]+)`", section) if ", " in code)
    assert tuple(re.split(r",\s+", listed)) == COLUMNS


def test_every_address_and_every_filter_is_told():
    text = DOCS["docs/http.md"]
    addresses = {route.path.split("{")[0] for route in routes(None)}  # type: ignore[attr-defined, arg-type]
    assert [one for one in addresses if f"`{one}" not in text and not one.startswith("/web/")] == []
    assert [one for one in NAMES if f"`{one}`" not in text] == []


def test_every_setting_of_the_environment_is_told():
    code = [*(ROOT / "xtdata").rglob("*.py"), *(ROOT / "tests").glob("*.py"), ROOT / "Makefile", ROOT / "dashboard.py"]
    settings = {name for path in code for name in re.findall(r"XTDATA_[A-Z_]*[A-Z]", path.read_text(encoding="utf-8"))}
    assert settings == set(re.findall(r"^\| `(XTDATA_\w+)`", DOCS["docs/deployment.md"], re.MULTILINE))


def test_no_location_of_the_nginx_example_loses_the_headers_that_hold_for_all():
    """A ``proxy_set_header`` inside a location takes the place of all of those around it, ``Host`` among them."""
    (server,) = re.findall(r"^server \{.*?^\}", DOCS["docs/deployment.md"], re.MULTILINE | re.DOTALL)
    around, *locations = re.split(r"^ +location ", server, flags=re.MULTILINE)
    for header in ("Host", "X-Forwarded-For", "Upgrade", "Connection"):
        assert f"proxy_set_header {header} " in around
    assert len(locations) == 3
    assert not [one for one in locations if re.search(r"^ *proxy_set_header ", one, re.MULTILINE)]


def test_every_package_is_in_the_map_of_the_code():
    packages = {path.parent.name for path in (ROOT / "xtdata").glob("*/__init__.py")}
    assert packages == set(re.findall(r"^\| `(\w+)/` \|", DOCS["CONTRIBUTING.md"], re.MULTILINE))
