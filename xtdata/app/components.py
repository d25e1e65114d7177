"""The page's own scripts as components of the toolkit."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st


@cache
def component(script: Path) -> Any:
    """The component that the file *script* is, made known to this process's runtime on first use."""
    return st.components.v2.component(f"xtdata_{script.stem}", js=script.read_text(encoding="utf-8"), isolate_styles=False)
