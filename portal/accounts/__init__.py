"""Who works here: users, the roles as data, rights per category."""
