"""What staff decide about the site as a whole: names, menu, static pages, announcements."""
