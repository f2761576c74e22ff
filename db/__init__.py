"""Records and questions. Takes a URL, knows no settings; nothing above it is imported here."""
