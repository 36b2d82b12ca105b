"""How long things take, as tables: ``python -m tests.benchmarks`` prints all, ``python -m tests.benchmarks.NAME`` one.

Times differ between machines and from day to day. What counts are the ratios, each to something that was measured in the
same run and in turn with it, and that the program has no part in: a bare Textual app, the standard library's JSON, the
same bytes flushed to the same disk. Nothing here fails because something was slow.
"""
