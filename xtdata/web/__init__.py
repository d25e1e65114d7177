"""Plain pages and data over HTTP, beside the dashboard."""

from xtdata.web.routes import routes

__all__ = ["routes"]
