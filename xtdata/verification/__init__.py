"""Whether a catalogue holds: quotes, figures, contradictions, relations, coverage."""
