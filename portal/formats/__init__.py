"""How dates and numbers are written and read (FORMAT_MODULE_PATH); a package named `locale` would hide Python's own."""
