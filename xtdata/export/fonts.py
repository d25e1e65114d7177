"""A font with Chinese characters on this machine, for what is drawn without a browser."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache

_SECONDS = 20
# What most resembles the font of the pages comes first.
_LIKED = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei")


@dataclass(frozen=True)
class Font:
    """A family of fonts and the files that it stands in."""

    family: str
    files: tuple[str, ...]


@cache
def chinese_font() -> Font | None:
    """A font with Chinese characters; ``None`` where this machine has none.

    Windows and macOS always have some: there the family is enough, and the files are empty.
    """
    if not sys.platform.startswith("linux"):
        return Font("PingFang SC" if sys.platform == "darwin" else "Microsoft YaHei", ())
    return choose(_listed())


def choose(listed: str) -> Font | None:
    """The most fitting font of what ``fc-list`` lists: ``FILE: FAMILY,FAMILY`` on each line.

    >>> choose("/f/a.ttc: Some Song\\n/f/b-Bold.ttc: Noto Sans CJK SC,Noto Sans CJK SC Bold\\n/f/b.ttc: Noto Sans CJK SC\\n")
    Font(family='Noto Sans CJK SC', files=('/f/b-Bold.ttc', '/f/b.ttc'))
    """
    families: dict[str, list[str]] = {}
    for line in listed.splitlines():
        file, _, names = line.partition(": ")
        for name in names.split(","):
            families.setdefault(name.strip(), []).append(file)
    families.pop("", None)
    if not families:
        return None
    best = min(families, key=lambda name: (_LIKED.index(name) if name in _LIKED else len(_LIKED), "Sans" not in name, name))
    files = sorted(set(families[best]))
    usual = [file for file in files if re.search(r"(Regular|Bold)\.|^[^-]*\.", file)]
    return Font(best, tuple(usual or files))


def _listed() -> str:
    if shutil.which("fc-list") is None:
        return ""
    try:
        done = subprocess.run(
            ["fc-list", ":lang=zh", "file", "family"], capture_output=True, text=True, timeout=_SECONDS, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
