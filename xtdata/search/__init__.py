"""Full-text search over indicators, regions, facts and the texts of the sources."""

from xtdata.search.search import Hit, Search
from xtdata.search.searcher import NotReady, Searcher, prepare

__all__ = ["Hit", "NotReady", "Search", "Searcher", "prepare"]
