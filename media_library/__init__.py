"""Pictures, videos with their programmes, and files; all that is uploaded goes through here."""
