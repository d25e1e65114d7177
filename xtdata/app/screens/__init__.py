"""The pages that are not about one theme, one module each with a ``show``.

The folder is not called ``pages``: Streamlit would run the modules of a ``pages/`` beside the page script by themselves.
"""
