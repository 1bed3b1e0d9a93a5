"""Shows a whole campaign: a page for any browser, and a table for whoever uploads the pictures as ads."""
