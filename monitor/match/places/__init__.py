"""Where a text happens: its own places and countries, told from those that it only names. Pure."""
