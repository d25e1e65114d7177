"""The security headers of every kind of address of a running dashboard, as a table.

    python benchmarks/headers.py [URL]

Without URL a dashboard is started for it. Only this machine is asked: the address must be a loopback one.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from conftest import running_server  # noqa: E402
from visitor import http  # noqa: E402

ADDRESSES = (
    "/", "/investment", "/editing", "/nowhere", "/openapi.json", "/s/contest-2020", "/o/none", "/api/observations.csv", "/api/revision",
    "/healthz", "/web/style.css", "/_stcore/health", "/_stcore/metrics", "/_stcore/agent/x", "/_stcore/upload_file/a/b",
)  # fmt: skip
HEADERS = ("content-security-policy", "x-frame-options", "x-content-type-options", "referrer-policy")


def main() -> int:
    with ExitStack() as stack:
        if len(sys.argv) > 1:
            url = sys.argv[1]
        else:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            url = stack.enter_context(running_server(Path(folder) / "server.log")).url
        if not url.startswith(("http://127.0.0.1:", "http://localhost:", "http://[::1]:")):
            print("only an address of this machine is asked", file=sys.stderr)
            return 2
        bare = 0
        with http(url) as client:
            for address in ADDRESSES:
                answer = client.get(address)
                missing = [name for name in HEADERS if name not in answer.headers]
                bare += bool(missing)
                frames = answer.headers.get("content-security-policy", "").partition("frame-ancestors")[2].split(";")[0].strip()
                print(f"{answer.status_code} {address:28} frame-ancestors {frames or '-':8} missing: {', '.join(missing) or 'none'}")
    return 1 if bare else 0


if __name__ == "__main__":
    sys.exit(main())
