"""The audit log for administrators: a list by time with filters, and an export for spreadsheets."""
