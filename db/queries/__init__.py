"""The questions that the product asks, one file per noun. Each takes a session; no row leaves it."""
