"""What was measured, for people: tables, plots, pages."""
