"""Backups: making an archive of the running site, restoring it elsewhere, and drills that prove that both work."""
