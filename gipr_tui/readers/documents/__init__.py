"""Copies in formats that need a library of their own: Word documents, workbooks, PDF."""
