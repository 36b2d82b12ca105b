"""A report written out: printed as plain text, and exported for other programs."""
