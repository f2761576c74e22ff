"""What a text says of surveillance in the region: the watch list, the finder, the verdict and its reasons."""
