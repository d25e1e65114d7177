"""``python -m xtdata``."""

from xtdata.cli import main

main(prog_name="python -m xtdata")
