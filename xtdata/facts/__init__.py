"""The checked data as a dataset: facts, their table, selections and versions, and what they say in Chinese."""
