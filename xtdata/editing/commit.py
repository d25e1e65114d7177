"""A commit for each save, where the data lie in a git repository and ``XTDATA_COMMIT=1`` asks for it."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

_SECONDS = 60


def is_wanted() -> bool:
    """Whether saves are to be committed."""
    return os.environ.get("XTDATA_COMMIT", "").strip() == "1"


def commit(folder: Path, files: Iterable[Path], message: str, editor: str) -> str:
    """Commit *files*, and nothing else, in the repository of *folder*, in the name of *editor*.

    Why it could not be, in one Chinese sentence; empty where it is done. The save has happened either way.
    """
    name = re.sub(r"[<>\x00-\x1f]", "", editor).strip() or "editor"
    address = name if "@" in name else "editor@localhost"
    who = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in (("NAME", name), ("EMAIL", address))}
    paths = [str(file) for file in files]
    for arguments in (["add", "--", *paths], ["commit", "--quiet", "--only", "-m", message, "--", *paths]):
        try:
            done = subprocess.run(
                ["git", "-C", str(folder), *arguments],
                env=os.environ | who, capture_output=True, text=True, errors="replace", timeout=_SECONDS, stdin=subprocess.DEVNULL, check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired):
            return "已经写入，但没有提交到 git：找不到 git，或它没有应答"
        if done.returncode:
            why = next(iter((done.stderr or done.stdout).strip().splitlines()), "没有说明原因")
            return f"已经写入，但没有提交到 git：{why[:200]}"
    return ""
