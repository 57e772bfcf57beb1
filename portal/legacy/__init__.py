"""The old site: importing its pages, redirecting its addresses."""
