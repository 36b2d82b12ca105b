"""The command line. Textual is loaded only by the commands that open the full-screen interface."""
