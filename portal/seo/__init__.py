"""Page metadata (Open Graph, JSON-LD), sitemaps, robots.txt, feeds, and social cards for pages without a picture."""
