"""The report between operators: who has it, what others did to it, its history, and what to do where two have changed it."""

from __future__ import annotations

from contextlib import suppress

from textual.timer import Timer

from gipr_tui.errors import GiprError, StoreUnavailable
from gipr_tui.report.model import Status
from gipr_tui.text.moments import without_today
from gipr_tui.tui.behind import behind
from gipr_tui.tui.screens.conflict import ConflictScreen
from gipr_tui.tui.screens.desk import EditorDesk
from gipr_tui.tui.screens.dialogs import Question
from gipr_tui.tui.screens.history import HistoryScreen
from gipr_tui.workspace.keeper import ChangedElsewhere, Keeper
from gipr_tui.workspace.wording import error_sentence
from store import Person

#: So often, in seconds, it is looked at what others did, and so long after the last edit the disk is waited for.
LOOK, IDLE = 1.0, 2.0
#: With every so many looks it is tried again to save what the disk did not take.
_RETRY = 10
#: What may pass by itself, and does not make one wait.
_OF_THE_DISK = frozenset({"store-full", "store-unwritable", "store-unreadable", "store-io"})


class KeepWork:
    """What becomes of the report outside the editor. Without a keeper, nothing does."""

    def __init__(self, desk: EditorDesk) -> None:
        self._desk = desk
        self._asked: Person | None = None
        self._idle: Timer | None = None
        self._met = 0
        self._looks = 0

    @property
    def _keeper(self) -> Keeper | None:
        return self._desk.session.keeper

    def begin(self) -> None:
        """Takes the report for editing, or says why it can only be read."""
        desk, keeper = self._desk, self._keeper
        if keeper is None:
            return
        keeper.hold()
        if news := keeper.news():
            desk.session.follow(news)
        desk.set_interval(LOOK, self.look)
        desk.app.call_after_refresh(self._greet, keeper)

    def _greet(self, keeper: Keeper) -> None:
        desk = self._desk
        if keeper.reading:
            self.refuse()
        elif keeper.recovered:
            desk.say(desk.text("keeping.recovered", count=keeper.recovered))
            self.edited()
        elif keeper.damage:
            desk.say(desk.text("keeping.history-damaged", detail=keeper.damage), "error")

    def end(self) -> None:
        """Lets go of the report; the disk has it then, if it takes it at all."""
        if self._keeper:
            self._try_again()
            self._keeper.close()

    def _try_again(self) -> None:
        """Saves what the disk did not take before; not what somebody else has to be asked about."""
        session = self._desk.session
        if session.unsaved and session.unsaved.code in _OF_THE_DISK:
            session.save()

    def refuse(self) -> None:
        """Says why the report can't be changed here, where it can't."""
        desk, reading = self._desk, self._desk.session.locked
        if reading and reading.code == "report-held":
            desk.say(desk.text("keeping.held", **reading.fields), "error")
        elif reading:
            desk.complain(reading)

    # ---- while it is open

    def before_key(self) -> None:
        """Takes in what others did, before the next key is meant for something else."""
        if self._keeper and self._desk.session.reading:
            self._follow()

    def look(self) -> None:
        """Takes in what others did: who has the report now, who asks for it, what they saved. Shows only what is new."""
        desk, keeper = self._desk, self._keeper
        if keeper is None:
            return
        if desk.session.reading:
            before = desk.session.reading
            keeper.look()
            self._follow()
            if error_sentence(desk.text, before) != error_sentence(desk.text, desk.session.reading):
                desk.show_all()
            return
        self._looks += 1
        if desk.session.unsaved and self._looks % _RETRY == 0:
            self._try_again()
            if not desk.session.unsaved:
                desk.show_all()
                desk.say(desk.text("editor.saved"))
        if (asker := keeper.asked_by) != self._asked:
            self._asked = asker
            desk.show_all()
            if asker:
                desk.say(desk.text("keeping.asked", who=asker.who, host=asker.host))

    def _follow(self) -> None:
        news = self._keeper.news() if self._keeper else None
        if news:
            self._desk.session.follow(news)
            self._desk.show_report()

    @property
    def mark(self) -> str:
        """What the title says of others, if anything."""
        desk, reading = self._desk, self._desk.session.reading
        if reading is None:
            return desk.text("keeping.mark-asked", who=self._asked.who) if self._asked else ""
        said = {"since": without_today(str(reading.fields.get("since", "")))}
        return desk.text(f"keeping.mark-{reading.code.removeprefix('report-')}", **{**reading.fields, **said})

    def edited(self) -> None:
        """An edit was made: the disk is waited for when the operator is idle; and where others have edited too, one chooses."""
        session = self._desk.session
        if self._idle:
            self._idle.stop()
        if session.unsaved is None and self._keeper:
            self._idle = self._desk.set_timer(IDLE, self._settle)
        elif isinstance(session.unsaved, ChangedElsewhere) and session.unsaved.entry.revision != self._met:
            self._met = session.unsaved.entry.revision
            self._desk.app.call_later(self.meet)

    def _settle(self) -> None:
        keeper = self._keeper
        if keeper is None:
            return

        def settle() -> None:
            with suppress(StoreUnavailable):
                keeper.settle()

        behind(self._desk.app, settle)

    # ---- others have changed it too

    def meet(self) -> None:
        """Shows what others and the edits here have made of the report, and takes what is chosen."""
        desk = self._desk
        merge, unsaved = desk.session.conflict, desk.session.unsaved
        if merge is None or not isinstance(unsaved, ChangedElsewhere):
            return
        final = unsaved.theirs.status is Status.FINAL
        if final or unsaved.theirs.layout.cells.keys() != desk.session.report.layout.cells.keys():
            question = desk.text("conflict.final" if final else "conflict.other-form")
            desk.app.push_screen(Question(desk.text, question, self._take_theirs))
            return

        def chosen(texts: dict[str, str] | None) -> None:
            if texts is None:
                desk.say(desk.text("conflict.not-saved"), "error")
                return
            desk.session.resolve(texts)
            desk.show_all()
            if not desk.session.unsaved:
                desk.say(desk.text("conflict.resolved"))
            self.edited()

        desk.app.push_screen(ConflictScreen(merge, desk.session.report, desk.wording), chosen)

    def _take_theirs(self) -> None:
        self._desk.session.take_theirs()
        self._desk.show_report()

    # ---- commands

    def do_take_over(self) -> None:
        """Takes the report for editing where nobody has it; otherwise asks who has."""
        desk, keeper = self._desk, self._keeper
        if keeper is None or not desk.session.reading:
            desk.say(desk.text("keeping.mine"))
        elif keeper.hold():
            self._follow()
            desk.show_all()
            desk.say(desk.text("keeping.taken-over"))
        else:
            desk.show_all()
            if keeper.holder:
                keeper.ask()
                desk.say(desk.text("keeping.ask", who=keeper.holder.who, host=keeper.holder.host))
            else:
                self.refuse()

    def do_hand_over(self) -> None:
        """Lets go of the report, and reads on."""
        desk, keeper = self._desk, self._keeper
        if keeper is None or desk.session.reading or not desk.leave_cell():
            return
        if desk.session.unsaved:
            desk.session.save()
        if desk.session.unsaved:
            desk.complain(desk.session.unsaved)
            return
        keeper.hand_over()
        self._asked = None
        desk.session.follow(desk.session.report)
        desk.show_all()
        desk.say(desk.text("keeping.handed-over"))

    def do_history(self) -> None:
        """Lists every save, shows the report as it was, and goes back to that as one edit."""
        desk, keeper = self._desk, self._keeper
        if keeper is None or not desk.leave_cell():
            return
        workspace, entry = desk.gipr.workspace, keeper.entry

        def show(revision: int) -> None:
            desk.gipr.open_preview(workspace.report_at(entry, revision))

        def chosen(revision: int | None) -> None:
            if revision is None:
                return
            try:
                outcome = desk.session.become(workspace.report_at(entry, revision))
            except GiprError as error:
                desk.complain(error)
                return
            self.edited()
            desk.stepping.took(desk.text("history.gone-back"), desk.text("history.same"), outcome)

        desk.app.push_screen(HistoryScreen(workspace.history(entry), desk.wording, show), chosen)
