"""``python -m xtdata``."""

import io
import sys

from xtdata.cli.main import main
from xtdata.model.diagnostics import reason

for stream in (sys.stdout, sys.stderr):
    # A terminal that cannot show a character shows its number.
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
try:
    main(prog_name="python -m xtdata")
except OSError as error:
    # A full disk, a closed terminal.
    sys.exit(f"写不出结果：{reason(error)}")
