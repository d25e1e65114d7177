"""What the data file speaks of: sources, regions, themes, indicators, observations, relations, and diagnostics about them."""
