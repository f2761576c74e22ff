"""Where to look: the catalogue, and one file per kind of source that turns bytes into entries."""
