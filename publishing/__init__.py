"""What every published thing shares, whatever it is: states and moves, revisions, the audit log, rich text.

Data flows one way. A form or a command changes a thing; `workflow` alone sets its state and writes
an `Event`; `revisions` stores each saved text; saving anything readers see sends `signals.changed`
inside the transaction. This package knows no content and imports none.
"""
