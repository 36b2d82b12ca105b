"""Web pages: whole ones, fragments of them, and what word processors save as one."""
