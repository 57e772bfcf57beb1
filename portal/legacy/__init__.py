"""The old site: importing its pages, remembering its addresses."""
