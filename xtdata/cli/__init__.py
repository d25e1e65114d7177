"""The command line: ``python -m xtdata COMMAND``."""
