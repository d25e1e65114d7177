"""Starts the dashboard: ``streamlit run dashboard.py``."""

import os
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

import xtdata.app
from xtdata.app import access, editing, serving
from xtdata.app.chrome import trouble
from xtdata.app.data import live
from xtdata.app.main import is_page
from xtdata.app.token import TokenFromAddress
from xtdata.app.uploads import Uploads
from xtdata.web import routes
from xtdata.web.meeting import MeetingMode
from xtdata.web.security import KnownAddresses, SameOrigin, SecurityHeaders, frame_ancestors

# An assistant's way to the data is a part of this server where it was switched on; it takes most of a second to load.
tools = []
if os.environ.get("XTDATA_MCP") == "1":
    from xtdata import mcp

    tools.append(mcp.http_app(mcp.server(live(), os.environ.get("XTDATA_SITE", ""))))

app = st.App(
    Path(xtdata.app.__file__).parent / "main.py",
    routes=[*routes(live()), *(route for part in tools for route in part.routes)],
    middleware=[
        Middleware(SecurityHeaders, serving.policy(), frame_ancestors(os.environ.get("XTDATA_FRAME_ANCESTORS", ""))),
        Middleware(SameOrigin, access.may_connect),
        Middleware(TokenFromAddress, editing.PATH),
        Middleware(Uploads),
        Middleware(MeetingMode, is_page, st.get_option("server.baseUrlPath")),
        Middleware(KnownAddresses, is_page, st.get_option("server.baseUrlPath")),
    ],
    lifespan=serving.lifespan(*tools),
    on_script_error=trouble,
)
