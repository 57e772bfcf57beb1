"""The record as administrators read it: a list by time with filters, and a copy for a spreadsheet."""
