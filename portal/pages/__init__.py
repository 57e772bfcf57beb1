"""What staff decide about the site as a whole: its names, emblem, contact."""
