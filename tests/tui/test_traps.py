"""The 25 traps measured in Textual, TinyDB, tabulate and terminals: each with the tests that spring it, or why it can't happen.

This list is held to: a test named here that is gone fails, and so does a trap that is left out.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

from gipr_tui.tui.terminal import prepare
from gipr_tui.writers.columns import _tabulate

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Trap:
    """A trap by its number: what happens, the tests that spring it (``tests/`` left out), and what they do not show."""

    number: int
    what: str
    tests: tuple[str, ...] = ()
    why: str = ""


TRAPS = (
    Trap(
        1,
        "a kill in the middle of a save leaves a file that can't be read",
        (
            "store/test_processes.py::test_a_killed_process_leaves_every_document_readable",
            "store/test_failures.py::test_a_failed_save_leaves_everything_as_it_was",
            "tui/test_kills.py::test_every_committed_cell_outlives_the_program",
        ),
    ),
    Trap(
        2,
        "two processes on one file",
        (
            "store/test_processes.py::test_no_save_is_lost_and_no_key_is_taken_twice",
            "store/test_processes.py::test_edits_of_many_processes_add_up",
            "store/test_documents.py::test_a_write_from_another_revision_is_refused_and_changes_nothing",
            "cli/test_damage.py::test_a_report_held_by_another_program",
        ),
        "Two operators with one report open are refused at the second's save, and nothing is lost; that the second is told "
        "when he opens it is the work of the rooms of a shared store.",
    ),
    Trap(
        3,
        "a cache loses what was not flushed",
        ("store/test_processes.py::test_a_killed_process_leaves_every_document_readable",),
        "No caching middleware is used: each save has reached the disk when its call returns.",
    ),
    Trap(
        4,
        "a file of no bytes is taken for an empty one; a full disk corrupts",
        (
            "store/test_damage.py::test_what_is_not_json_is_damaged",
            "store/test_failures.py::test_a_failed_save_leaves_everything_as_it_was",
            "cli/test_damage.py::test_a_store_that_cannot_be_written",
            "tui/test_editor.py::test_what_could_not_be_saved_is_told_and_goes_with_the_next_edit",
        ),
    ),
    Trap(
        5,
        "one file of all documents is written with every save",
        ("store/test_documents.py::test_a_save_is_one_read_and_one_write_and_never_looks_at_the_list",),
    ),
    Trap(
        6, "temporary files are left behind", ("store/test_failures.py::test_sweep_removes_leftovers_and_nothing_else",)
    ),
    Trap(
        7,
        "the encoding of files follows the locale",
        (
            "architecture/test_sources.py::test_a_text_file_is_opened_in_a_named_encoding",
            "store/test_documents.py::test_the_file_is_one_line_of_readable_utf8",
            "cli/test_processes.py::test_any_locale",
        ),
    ),
    Trap(8, "everybody may read the figures", ("store/test_permissions.py::test_files_are_0600_and_folders_0700",)),
    Trap(
        9,
        "a byte that is no UTF-8 ends the program",
        (
            "tui/test_terminal.py::test_bytes_that_are_no_text_do_not_end_the_program",
            "tui/test_terminals.py::test_other_locales",
            "tui/test_misbehaving.py::test_a_character_whose_bytes_come_apart_is_one_character",
        ),
    ),
    Trap(
        10,
        "a dropped line ends the program with nothing cleaned up",
        (
            "tui/test_terminal.py::test_a_signal_while_a_cell_is_open_loses_no_committed_cell",
            "tui/test_kills.py::test_every_committed_cell_outlives_the_program",
        ),
    ),
    Trap(
        11,
        "no SIGHUP and the terminal gone: the program spins",
        ("tui/test_misbehaving.py::test_the_program_ends_when_the_terminal_is_gone_and_no_signal_comes",),
    ),
    Trap(
        12,
        "a terminal that reads nothing stops the program in its tracks",
        (
            "tui/test_misbehaving.py::test_what_is_committed_is_on_disk_although_the_terminal_reads_nothing",
            "tui/test_misbehaving.py::test_the_program_ends_when_the_terminal_is_gone_in_the_middle_of_a_stall",
        ),
    ),
    Trap(
        13,
        "an arrow in pieces is Esc and letters in the cell",
        ("tui/test_misbehaving.py::test_an_arrow_whose_bytes_come_apart_is_an_arrow",),
    ),
    Trap(
        14,
        "the end of a paste is lost and with it every key",
        (
            "tui/test_misbehaving.py::test_a_paste_whose_end_never_comes_is_delivered_and_keys_work_again",
            "tui/test_misbehaving.py::test_an_open_paste_waits_as_long_as_something_comes",
            "tui/test_misbehaving.py::test_marks_that_come_in_pieces_are_marks",
            "tui/test_misbehaving.py::test_a_mark_that_broke_off_types_nothing",
        ),
    ),
    Trap(
        15,
        "a field drops characters: 12.0 becomes 120",
        (
            "tui/test_grid.py::test_every_character_typed_arrives",
            "tui/test_grid.py::test_what_is_no_figure_keeps_the_cell_open_and_says_why",
            "tui/test_grid.py::test_full_width_digits_and_thousands_marks_are_read_and_told",
            "report/test_values.py::test_what_is_not_one_figure_is_kept_and_called_unreadable",
        ),
    ),
    Trap(
        16,
        "brackets in a text are markup and end the program",
        (
            "tui/test_hostile.py::test_in_headings_narratives_and_cells",
            "tui/test_hostile.py::test_typed_and_pasted",
            "tui/test_hostile.py::test_in_the_name_of_a_unit",
        ),
    ),
    Trap(
        17,
        "tabulate writes figures anew and strips spaces",
        (
            "writers/test_printed.py::test_nothing_is_lost",
            "writers/test_printed.py::test_prints_are_the_same_byte_for_byte",
            "writers/test_printed.py::test_a_table_grows_rather_than_break_a_number",
        ),
    ),
    Trap(
        18,
        "tabulate drops columns without a header, and never ends at a width of one",
        (
            "writers/test_printed.py::test_every_line_of_every_table_is_as_wide_as_the_page",
            "writers/test_printed.py::test_nothing_is_lost",
            "writers/test_printed.py::test_a_width_that_cannot_be",
        ),
        "Lines are broken before tabulate sees them, and no maxcolwidths is given to it.",
    ),
    Trap(
        19,
        "without wcwidth lines are silently misaligned",
        (
            "tui/test_traps.py::test_tabulate_measures_as_the_program_does",
            "writers/test_printed.py::test_tables_stay_aligned_whatever_stands_in_them",
        ),
    ),
    Trap(
        20,
        "characters that some terminals draw wide shift the rest of the line",
        (
            "tui/test_terminals.py::test_a_terminal_that_draws_ambiguous_characters_wide",
            "tui/test_terminals.py::test_without_the_option_such_a_terminal_is_misaligned",
            "tui/test_terminals.py::test_doctor_asks_the_terminal",
            "writers/test_printed.py::test_the_default_borders_are_safe_on_any_terminal",
        ),
    ),
    Trap(
        21,
        "the Kitty protocol eats what an input method sends; its window opens at 0,0",
        (
            "tui/test_traps.py::test_what_textual_reads_once_is_set_before_it_is_loaded",
            "tui/test_terminal.py::test_the_cursor_of_the_terminal_follows_the_cell_and_the_text",
            "tui/test_grid.py::test_the_cursor_of_the_terminal_stands_on_the_cell",
        ),
    ),
    Trap(
        22,
        "kilobytes for a key, and for a cursor that blinks",
        (
            "tui/test_terminal.py::test_keys_cost_few_bytes",
            "tui/test_quietline.py::test_every_cell_of_both_forms_keeps_to_the_budget",
        ),
    ),
    Trap(
        23,
        "Ctrl+Q leaves at once, Ctrl+H is Backspace, Ctrl+Enter never arrives",
        (
            "tui/test_actions.py::test_no_key_is_out_of_reach",
            "tui/test_actions.py::test_ctrl_q_leaves_from_a_window_too",
            "tui/test_editor.py::test_nobody_leaves_unsaved_edits_without_being_asked",
        ),
    ),
    Trap(
        24,
        "what is copied never reaches the clipboard, and nobody says so",
        ("tui/test_blocks.py::test_a_copy_goes_to_the_terminal_and_is_pasted_here",),
        "Whether a terminal took it can't be known; the footer says what to do where it did not. The mouse is the terminal's "
        "own unless it is asked for.",
    ),
    Trap(
        25,
        "a fault shows figures on the screen; a kill leaves the terminal raw; starting from read-only files is slow",
        (
            "tui/test_crash.py::test_a_fault_ends_in_a_sentence_and_not_in_a_traceback",
            "tui/test_crash.py::test_the_particulars_hold_no_values",
        ),
        "Nothing runs after SIGKILL: the shell's `reset` mends the terminal. pip compiles the modules when it installs them.",
    ),
)


def test_all_are_here() -> None:
    assert [trap.number for trap in TRAPS] == list(range(1, 26))
    assert all(trap.tests or trap.why for trap in TRAPS)


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: str(trap.number))
def test_each_is_sprung_by_tests_that_are_there(trap: Trap) -> None:
    missing = [test for test in trap.tests if test.partition("::")[2] not in names_in(test.partition("::")[0])]
    assert missing == []


@lru_cache
def names_in(path: str) -> frozenset[str]:
    """The names of the tests in a file."""
    tree = ast.parse((_ROOT / "tests" / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_tabulate_measures_as_the_program_does() -> None:
    tabulate = _tabulate()
    assert tabulate.WIDE_CHARS_MODE is True
    assert tabulate.wcwidth.wcswidth("中“") == 3


def test_what_textual_reads_once_is_set_before_it_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    environment: dict[str, str] = {}
    monkeypatch.setattr("os.environ", environment)
    prepare()
    assert environment["TEXTUAL_DISABLE_KITTY_KEY"] == "1"
    assert int(environment["ESCDELAY"]) >= 300, "the bytes of an arrow may come so many milliseconds apart"
    assert environment["TEXTUAL_ANIMATIONS"] == "none"
