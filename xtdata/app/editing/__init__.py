"""编辑台: the page on which editors turn an article into cited observations."""
