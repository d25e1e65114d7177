"""The browser and the Chinese font that the browser tests need: where they are, and how they come to be there.

Run as a script (`make browser`) it makes sure of both: on Debian as root it installs what is missing,
elsewhere it says what to install and fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
USUAL_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
PACKAGES = ("chromium", "fonts-noto-cjk", "libatomic1")  # Playwright's driver needs the last
ADVICE = (
    "浏览器测试需要 Chromium（或 Google Chrome）和一种中文字体。\n"
    f"  Debian：sudo apt-get install {' '.join(PACKAGES)}\n"
    "  Ubuntu、其他 Linux：安装 Google Chrome 或 Chromium，以及 Noto Sans CJK 字体、libatomic\n"
    "  macOS、Windows：安装 Google Chrome 即可\n"
    "  装在别处的，用环境变量 XTDATA_CHROMIUM 指明它的路径。"
)


def find_browser() -> str | None:
    """The path of a Chromium, or None. XTDATA_CHROMIUM, where set, is the only one considered."""
    chosen = os.environ.get("XTDATA_CHROMIUM")
    candidates = [chosen] if chosen else [*NAMES, *USUAL_PLACES]
    return next((found for name in candidates if (found := shutil.which(name))), None)


def has_chinese_font() -> bool:
    """Whether Chinese text would be drawn as characters rather than boxes; only Linux can lack that."""
    if not sys.platform.startswith("linux"):
        return True
    return shutil.which("fc-list") is not None and bool(_output("fc-list", ":lang=zh").strip())


def what_is_missing() -> list[str]:
    """What stands between this machine and the browser tests, in words; empty when nothing does."""
    browser = find_browser()
    lacks = []
    if browser is None:
        lacks.append("没有找到 Chromium。")
    elif sys.platform != "win32" and not _output(browser, "--version").strip():
        lacks.append(f"{browser} 无法启动。")
    if not has_chinese_font():
        lacks.append("没有中文字体。")
    if not _output(sys.executable, "-m", "playwright", "--version").strip():
        lacks.append("Playwright 的驱动无法启动。")
    return lacks


def _output(*command: str) -> str:
    """What a command prints; nothing if it fails."""
    try:
        result = subprocess.run(command, capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return result.stdout if result.returncode == 0 else ""


def _can_install() -> bool:
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None and os.geteuid() == 0


def _install() -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
        subprocess.run(["apt-get", "-q", *arguments], env=environment, stdin=subprocess.DEVNULL)


def main() -> int:
    """Exit status 0 when a browser and a font are there, 1 with advice on standard error when not."""
    lacks = what_is_missing()
    if lacks and _can_install():
        print(*lacks, "正在安装…", flush=True)
        _install()
        lacks = what_is_missing()
    if lacks:
        print(*lacks, ADVICE, sep="\n", file=sys.stderr)
    return 1 if lacks else 0


if __name__ == "__main__":
    sys.exit(main())
