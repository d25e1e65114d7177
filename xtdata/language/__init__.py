"""Chinese figures: normalised text with offsets, numerals, units, qualifiers, periods. Knows no YAML."""
