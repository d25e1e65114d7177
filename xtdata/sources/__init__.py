"""The texts of the sources: fetched, decoded, stored and found again."""
