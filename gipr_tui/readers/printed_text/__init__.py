"""The program's own printed text, read back: only what is certainly such a print, and then to the character."""
