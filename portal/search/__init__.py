"""Search for readers: one `Entry` row for each object that returns a `search_entry()`.

Rows are written by the receiver of `changed`, in its transaction (`indexing`). A query is parsed to words and phrases
(`query`), turned into conditions on entries (`ranking`), run (`results`) and shown with a passage that contains the
words (`snippets`). Other packages do not depend on how entries are stored and matched.
"""
