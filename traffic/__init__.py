"""What every public page shares: the front door, the tally of views, the housekeeper, the statistics.

How a view travels: a request comes in by the front door (`frontdoor`). A page that is kept (`store`) and still fresh
(`edition`) is at hand; else Django renders it, if there is a seat (`seats`) and nobody is at it (`renders`), and it is
kept when everybody would get the same (`pages`, `keeping`), with the parts that many pages share (`fragments`). The
page's template has named the one thing that is counted (`{% counts %}`) and left a slot wherever a number is shown
(`{% view_count %}`). If a reader asked (`readers`), the front door adds one to the process's tally (`tally`, a file
in memory that outlives the process), then fills the slots (`slots`; `spliced`, in a compressed page) and answers. No
request writes to the database.

Twice a second the process's housekeeper (`housekeeper`) adds what the tally has gained to `DailyViews` and
`ViewTotal`, exactly once whenever it is killed, and reads what other processes have added, so that the number shown
is base + total + what this tally has gained since. The tallies of dead processes are adopted (`adoption`).

This package knows no content. A counted thing is named by its model's `counted_as` and its primary key (`things`).
"""
