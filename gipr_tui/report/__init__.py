"""One report in memory: addresses, values, the report itself, and edits with undo and redo."""
