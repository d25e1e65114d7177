"""Starts the dashboard: ``streamlit run dashboard.py``."""

from pathlib import Path

import streamlit as st

import xtdata.app
from xtdata.app.chrome import trouble
from xtdata.app.data import live
from xtdata.web import routes

app = st.App(Path(xtdata.app.__file__).parent / "main.py", routes=routes(live()), on_script_error=trouble)
