"""The tools of an assistant: the data over the Model Context Protocol."""

from xtdata.mcp.server import http_app, server

__all__ = ["http_app", "server"]
