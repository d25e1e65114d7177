"""Writes requirements.txt and requirements-dev.txt from pyproject.toml, the one place where dependencies are declared."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MADE = "# Made from pyproject.toml by make lock."


def files() -> dict[str, str]:
    """The text of each requirements file, under its name."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run, dev = declared["project"]["dependencies"], declared["dependency-groups"]["dev"]
    return {"requirements.txt": _text(run), "requirements-dev.txt": _text(["-r requirements.txt", *dev])}


def _text(lines: list[str]) -> str:
    return "\n".join([MADE, *lines]) + "\n"


if __name__ == "__main__":
    for name, text in files().items():
        (ROOT / name).write_text(text, encoding="utf-8")
