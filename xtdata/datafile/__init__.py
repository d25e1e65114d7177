"""The data file as text: reading YAML with positions, changing it in place, saving it safely."""


class CannotEdit(Exception):
    """A change that cannot be made; the message is one Chinese sentence."""
