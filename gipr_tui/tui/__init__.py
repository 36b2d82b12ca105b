"""The full-screen interface. Importing it loads Textual; call :func:`gipr_tui.tui.terminal.prepare` first."""
