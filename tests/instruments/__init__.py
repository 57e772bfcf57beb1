"""What a reader meets on a page, measured in a browser; the tests judge it, `make quality` writes it down.

Each instrument answers a list of complaints, one sentence each, empty where all is well.
"""
