"""``python -m xtdata``."""

import sys

from xtdata.cli import main
from xtdata.findings import reason

try:
    main(prog_name="python -m xtdata")
except OSError as error:
    # A full disk, a closed terminal.
    sys.exit(f"写不出结果：{reason(error)}")
