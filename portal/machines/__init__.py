"""What machines read of the site: feeds, sitemaps, the heads of pages, pictures for sharing."""
