"""Who edits on this machine: the name that the journal gives where nobody logs in."""

from __future__ import annotations

import getpass
import os


def own_name() -> str:
    """``XTDATA_EDITOR``, else the name of the user of this machine, else 本机编者."""
    try:
        return os.environ.get("XTDATA_EDITOR", "").strip() or getpass.getuser()
    except (OSError, KeyError):
        return "本机编者"
