"""Site-wide content that staff edit: names, menu, static pages, announcements."""
