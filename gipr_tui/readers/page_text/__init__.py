"""A published page saved as text, one cell a line: headings, labels, rows and cells, and what can't be placed."""
