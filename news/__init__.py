"""Articles and what orders them: categories, tags, authors, sources."""
