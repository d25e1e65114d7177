"""The texts of the sources: fetched, decoded, read from a page, registered, and found again beside the data file."""


class SourceError(Exception):
    """A source that cannot be taken in; the message is one Chinese sentence without its full stop."""
