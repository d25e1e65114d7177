"""Turning a text into cited observations and these into a change of the data file, without any toolkit."""
