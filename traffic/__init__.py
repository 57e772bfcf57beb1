"""What every public page shares: the front door, the tally of views, the housekeeper, the statistics.

How a view travels: a request comes in by the front door (`frontdoor`). A page that is cached (`page_store`) and still
fresh (`edition`) is at hand; else Django renders it, if there is a permit (`bulkhead`) and no other request renders it
(`single_flight`), and it is cached when everybody would get the same (`public_pages`, `captured_response`), with the
parts that many pages share (`fragment_cache`). The look-up of the page has named the one thing that is counted
(`mark_view`), its template has left a slot wherever a number is shown (`{% view_count %}`). If a reader asked
(`reader_detection`), the front door adds one to the process's tally (`tally`, a file in memory that outlives the
process), fills the slots (`count_slots`; `spliced_gzip`, in a compressed page) and answers. No request writes to the
database.

Twice a second the process's housekeeper (`housekeeper`) adds what the tally has gained to `DailyViews` and
`ViewTotal`, exactly once whenever it is killed, and reads what other processes have added, so that the number shown
is base + total + what this tally has gained since. Tallies of dead processes are added too (`orphan_recovery`).

This package knows no content. A counted thing is named by its model's `counted_as` and its primary key (`thing_keys`).
"""
