"""``python -m xtdata``: the same as the installed command ``xtdata``."""

from xtdata.cli.main import run

run(prog_name="python -m xtdata")
