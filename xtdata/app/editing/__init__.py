"""编辑台: the page on which editors turn an article into cited observations."""

TITLE, PATH = "编辑台", "editing"


def show() -> None:
    """Show the page. What it needs is loaded only now: a dashboard that nobody edits does without."""
    from xtdata.app.editing.page import show_page

    show_page()
