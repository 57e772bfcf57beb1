"""Staff: users, the roles as data, permissions per category."""
