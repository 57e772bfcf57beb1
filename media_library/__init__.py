"""Pictures, videos with their programmes, and files; every upload is handled here."""
