"""Formats of dates and numbers (FORMAT_MODULE_PATH); a package named `locale` would shadow Python's own."""
