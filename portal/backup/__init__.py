"""Backups: making an archive of the running site, restoring it elsewhere, and proving that both work."""
