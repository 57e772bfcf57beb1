"""What readers look for and find: one entry for each thing that tells of itself by `search_entry()`.

Entries are written by whoever announces a change, in the same transaction (`indexing`). A question becomes words and
phrases (`question`), these become conditions on entries (`finding`), and what is found is shown with the passage that
holds the words (`snippets`). How entries are stored and matched concerns nobody outside.
"""
