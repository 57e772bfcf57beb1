"""The letters that the portal sends: written in the transaction of an act, sent by a thread or command of its own."""
