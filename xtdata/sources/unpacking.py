"""The text of a PDF, a Word document, a presentation or a workbook, read by a program of its own.

Whatever the file holds, it ends in time and within its memory. Run as a program, it reads the file from its input and prints JSON:
``pages``, or ``trouble``, the name of what is wrong with it. It imports nothing of this package, so that it starts fast.
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
MOST_ROWS = 20_000
CELL = "\t"
"""What stands between the cells of a row."""
MOST_PAGES, MOST_UNPACKED, MOST_CHARACTERS = 500, 60_000_000, 3_000_000
DAMAGED, ENCRYPTED, SCANNED, LONG, BOMB, OTHER = "damaged", "encrypted", "scanned", "long", "bomb", "other"


def pages_of(content: bytes, *, seconds: int = SECONDS) -> tuple[list[str], str]:
    """The pages of the file *content*, and what is wrong where there are none.

    A Word document is one page, each slide of a presentation is one, and so is each sheet of a workbook, with a line for each row and
    ``CELL`` between its cells.
    """
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
    pages = list(_of_office(content) if content.startswith(b"PK") else _of_pdf(content))
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


def _of_office(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if any(part.flag_bits & 1 for part in packed.infolist()):
            raise _Trouble(ENCRYPTED)
        # No part gives more than it declares: zipfile stops there.
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            raise _Trouble(BOMB)
        names = set(packed.namelist())
    if "word/document.xml" in names:
        return iter(["\n".join(_of_word(content))])
    if "ppt/presentation.xml" in names:
        return _of_slides(content)
    if "xl/workbook.xml" in names:
        return _of_sheets(content)
    raise _Trouble(OTHER)


def _of_word(content: bytes) -> Iterator[str]:
    """The paragraphs of a Word document in their order, each row of a table as one."""
    import docx
    from docx.table import Table

    for part in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(part, Table):
            yield from (CELL.join(_cells(row)) for row in part.rows)
        else:
            yield part.text


def _of_slides(content: bytes) -> Iterator[str]:
    """The texts of each slide, with those of its tables, groups and notes."""
    import pptx

    slides = pptx.Presentation(io.BytesIO(content)).slides
    if len(slides) > MOST_PAGES:
        raise _Trouble(LONG)
    for slide in slides:
        notes = [slide.notes_slide.notes_text_frame.text] if slide.has_notes_slide and slide.notes_slide.notes_text_frame else []
        yield "\n".join([*_of_shapes(slide.shapes), *notes]).replace("\v", "\n")


def _of_shapes(shapes: Any) -> Iterator[str]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _of_shapes(shape.shapes)
        elif getattr(shape, "has_table", False):
            yield from (CELL.join(" ".join(cell.text.split()) for cell in row.cells) for row in shape.table.rows)
        elif shape.has_text_frame:
            yield shape.text_frame.text


def _of_sheets(content: bytes) -> Iterator[str]:
    """The rows of each sheet as lines, with the values of formulas as they were saved."""
    import openpyxl

    for sheet in openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets:
        rows = []
        for number, row in enumerate(sheet.iter_rows()):
            if number >= MOST_ROWS:
                raise _Trouble(LONG)
            rows.append(CELL.join(map(_printed, row)).rstrip(CELL))
        yield "\n".join(rows).rstrip("\n")


def _printed(cell: Any) -> str:
    """A cell in one line, a percentage as it is shown."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in (cell.number_format or ""):
        return f"{round(value * 100, 10):g}%"
    return "" if value is None else " ".join(str(value).split())


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
