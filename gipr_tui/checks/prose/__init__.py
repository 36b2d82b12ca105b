"""The rules N-*: what the narrative says, held against the tables, against last year's report and against itself."""
