"""What all surfaces show alike: excerpts, marked texts, addresses and templates."""
