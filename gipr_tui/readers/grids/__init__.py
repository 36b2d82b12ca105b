"""Copies whose tables have a structure of their own: a table as a grid, and its rows as the placer takes them."""
