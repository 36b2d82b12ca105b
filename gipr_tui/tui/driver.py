"""Reading a terminal that misbehaves: in another encoding, with a paste whose end never comes, or gone.

Textual's own driver ends with the first byte that is no UTF-8, waits for the end of a paste for ever and takes all keys for a
part of it, and reads from a terminal that is gone over and over.
"""

from __future__ import annotations

import codecs
import os
import selectors
import sys
from collections.abc import Iterable
from threading import Timer
from time import monotonic

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

#: An open paste of which nothing has come for so many seconds has come to its end.
PASTE_PATIENCE = 2.0
#: Once the terminal is gone the program has so many seconds to leave in order.
_LEAVING = 3.0
#: What a shell gives for a program that a dropped line has ended: 128 and the number of SIGHUP.
_HUNG_UP = 129
_TICK = 0.1


#: F1 to F12 with Shift, as xterm and as the Linux console sends them; Textual takes the latter for control characters.
_XTERM = [*(f"1;2{last}" for last in "PQRS"), *(f"{number};2~" for number in (15, 17, 18, 19, 20, 21, 23, 24))]
_CONSOLE = [f"{number}~" for number in (25, 26, 28, 29, 31, 32, 33, 34)]
_SHIFTED = {f"\x1b[{code}": f"f{number}" for codes in (_XTERM, _CONSOLE) for number, code in enumerate(codes, 13)}


_ESC = "\x1b"
#: What may follow when the bytes of one key are torn apart after the first; anything else was typed after Esc.
_GOES_ON = ("[", "O", _ESC)


class PatientParser(XTermParser):
    """Turns what a terminal sends into keys and pastes; a paste ends with its mark, or when no more of it comes.

    An Esc inside of a paste is dropped: Textual would take what comes after it for keys, and do these before the paste.

    Esc waits for what may belong to it, and Textual would take the key that is typed meanwhile for one with Alt: Esc and 1
    for ``¡``. What Alt sends comes in one piece; a key that comes by itself is a key by itself.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._tail = self._held = ""
        self._paste_until: float | None = None
        self._ends_in_esc = False

    def feed(self, data: str) -> Iterable[Message]:
        """The keys and pastes that are complete with ``data``."""
        before = self._esc_before(data)
        self._ends_in_esc = data.endswith(_ESC)
        is_open, pieces = self._paste_until is not None, []
        rest, self._held = self._held + data, ""
        while rest:
            piece, rest, is_open = self._pasted(rest) if is_open else self._typed(rest)
            pieces.append(piece)
        self._paste_until = monotonic() + PASTE_PATIENCE if is_open else None
        whole = "".join(pieces)
        return [*before, *(super().feed(whole) if whole else ())]  # nothing would be the end of all

    def _typed(self, data: str) -> tuple[str, str, bool]:
        """What comes up to the beginning of a paste, what comes after it, and whether there is one."""
        seen = self._tail + data
        at = seen.find(BRACKETED_PASTE_START)
        end = len(data) if at < 0 else at + len(BRACKETED_PASTE_START) - len(self._tail)
        self._tail = seen[1 - len(BRACKETED_PASTE_START) :] if at < 0 else ""
        return data[:end], data[end:], at >= 0

    def _pasted(self, data: str) -> tuple[str, str, bool]:
        """What is pasted up to the end of a paste, with its mark but without any other Esc; what comes after it; and whether
        the paste goes on. What may be the beginning of the mark is held back."""
        pasted, mark, rest = data.partition(BRACKETED_PASTE_END)
        if not mark:
            held = next((n for n in range(len(BRACKETED_PASTE_END) - 1, 0, -1) if _ends_in_mark(pasted, n)), 0)
            self._held = pasted[len(pasted) - held :]
            pasted = pasted[: len(pasted) - held]
        return pasted.replace(_ESC, "") + mark, rest, not mark

    def _esc_before(self, data: str) -> list[Message]:
        """The Esc that still waits, where ``data`` cannot belong to it."""
        waits = self._ends_in_esc and self._timeout_time is not None and self._paste_until is None
        if not waits or data.startswith(_GOES_ON):
            return []
        self._timeout_time = 0.0
        return list(super().tick())

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        key = _SHIFTED.get(sequence)
        return [events.Key(key, None)] if key else super()._sequence_to_key_events(sequence, alt)

    def tick(self) -> Iterable[Message]:
        """What is complete because no more has come."""
        if self._paste_until is None:
            return super().tick()
        if monotonic() < self._paste_until:
            return ()
        # a mark that was begun and broke off must not be typed into a cell
        self._held = ""
        return [event for event in self.feed(BRACKETED_PASTE_END) if isinstance(event, events.Paste)]


def _ends_in_mark(text: str, length: int) -> bool:
    return text.endswith(BRACKETED_PASTE_END[:length])


class PatientDriver(LinuxDriver):
    """Reads in the encoding that the screen is written in; what is no character there becomes ``\\ufffd``."""

    def run_input_thread(self) -> None:
        """Reads the terminal until the program ends or the terminal is gone."""
        encoding = getattr(sys.__stderr__, "encoding", None) or "utf-8"
        decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        parser = PatientParser(self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_TICK):
                    data = self._read()
                    if not data:
                        self._leave()
                        return
                    if text := decoder.decode(data):
                        for event in parser.feed(text):
                            self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)

    def _read(self) -> bytes:
        """What the terminal sends; nothing where it is gone."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _leave(self) -> None:
        """Ends the program in order; at once, where what it still has to say finds no reader. Every edit is on disk."""
        hurry = Timer(_LEAVING, os._exit, (_HUNG_UP,))
        hurry.daemon = True
        hurry.start()
        self._app.call_later(self._app.exit)
