"""What staff are told: in the admin, and by letters through `portal.outbox`."""
