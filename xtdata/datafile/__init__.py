"""The data file as text: reading YAML with positions, changing it in place, saving it safely."""
