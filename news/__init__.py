"""Articles and their organisation: categories, tags, authors, sources."""
