"""The directory of sister institutions."""
