"""The text of a PDF or a Word document, read by a program of its own: whatever the file holds, it ends in time and within its memory.

Run as a program, it reads the file from its input and prints JSON: ``pages``, or ``trouble``, the name of what is wrong with it.
It imports nothing of this package, so that it starts fast.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SECONDS, MEMORY = 30, 1_500_000_000
MOST_PAGES, MOST_UNPACKED, MOST_CHARACTERS = 500, 60_000_000, 3_000_000
DAMAGED, ENCRYPTED, SCANNED, LONG, BOMB, OTHER = "damaged", "encrypted", "scanned", "long", "bomb", "other"


def pages_of(content: bytes, *, seconds: int = SECONDS) -> tuple[list[str], str]:
    """The pages of the PDF or Word document *content* (a Word document is one page), and what is wrong where there are none."""
    # -I: nothing of the folder in which the dashboard runs is imported.
    command = [sys.executable, "-I", str(Path(__file__).resolve())]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=seconds, check=True)
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return [], BOMB
    except (OSError, subprocess.CalledProcessError, ValueError):
        return [], DAMAGED
    return answer["pages"], answer["trouble"]


class _Trouble(Exception):
    """What is wrong with the file: one of the names above."""


def _read(content: bytes) -> list[str]:
    pages = ["\n".join(_of_word(content))] if content.startswith(b"PK") else list(_of_pdf(content))
    if not any(page.strip() for page in pages):
        raise _Trouble(SCANNED)
    if sum(map(len, pages)) > MOST_CHARACTERS:
        raise _Trouble(LONG)
    return pages


def _of_pdf(content: bytes) -> Iterator[str]:
    import pypdf

    document = pypdf.PdfReader(io.BytesIO(content))
    if document.is_encrypted and not document.decrypt(""):
        raise _Trouble(ENCRYPTED)
    if len(document.pages) > MOST_PAGES:
        raise _Trouble(LONG)
    for page in document.pages:
        yield page.extract_text()


def _of_word(content: bytes) -> Iterator[str]:
    """The paragraphs of a Word document in their order, each row of a table as one."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if any(part.flag_bits & 1 for part in packed.infolist()):
            raise _Trouble(ENCRYPTED)
        # No part gives more than it declares: zipfile stops there.
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            raise _Trouble(BOMB)
        if "word/document.xml" not in packed.namelist():
            raise _Trouble(OTHER)
    import docx
    from docx.table import Table

    for part in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(part, Table):
            yield from ("\t".join(_cells(row)) for row in part.rows)
        else:
            yield part.text


def _cells(row: Any) -> Iterator[str]:
    before = None
    for cell in row.cells:
        # A cell that spans several columns is there once for each of them.
        if cell._tc is not before:
            yield " ".join(cell.text.split())
        before = cell._tc


def _limit() -> None:
    try:
        import resource
    except ImportError:
        # Windows has no such limits; the caller's time limit holds there too.
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def main() -> None:
    """Read the file, print what it holds."""
    _limit()
    try:
        answer = {"pages": _read(sys.stdin.buffer.read()), "trouble": ""}
    except _Trouble as trouble:
        answer = {"pages": [], "trouble": str(trouble)}
    except MemoryError:
        answer = {"pages": [], "trouble": BOMB}
    except Exception:
        # Whatever a reader of a foreign format meets in a hostile file: to the caller it is a damaged file.
        answer = {"pages": [], "trouble": DAMAGED}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


if __name__ == "__main__":
    main()
