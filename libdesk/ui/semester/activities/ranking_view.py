"""What a challenge counts from the loans: the ranking as it is now, its rule, and its places kept once it has ended.

The librarian's own list says who it is; what is printed names people as the school chose.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.activities.activities import ActivityDraft, change_activity
from libdesk.actions.activities.results import keep_standing
from libdesk.actions.school import school_of
from libdesk.domain.challenges import Challenge
from libdesk.domain.ops import Op
from libdesk.domain.rows.activities import ActivityRow, Standing
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries.challenges import standing
from libdesk.ui import icons, theme
from libdesk.ui.deed import attempt
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.semester.activities import papers, words
from libdesk.ui.semester.activities.forms import ChallengeForm, KeepForm
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


class RankingView(QWidget):
    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("activity_ranking_view")
        self._around, self._desk = around, around.desk
        self._row: ActivityRow | None = None
        self._school = school_of(around.desk)
        self.rule = named(label(role="note", wrap=True), "ranking_rule")
        self.told = named(label(wrap=True), "ranking_told")
        self.fault = named(label(role="bad", wrap=True), "ranking_fault")
        self.list = RowTable(self._columns(), name=_("Ranking"), empty=self._nothing_counted(), key=_key)
        self.form = ChallengeForm(around, gives_back_to=self.list.view)
        self.keep_form = KeepForm(gives_back_to=self.list.view)
        self.count = button("ranking_count", _("Count from the loans …"), self._ask_rule, icon=icons.STATISTICS)
        self.keep = button("ranking_keep", _("Keep the places …"), self._ask_keep, role="next", icon=icons.SAVE)
        self.print = button("ranking_print", _("Print the ranking"), self._print, icon=icons.PRINT)
        self.poster = button("ranking_poster", _("Print a poster"), self._print_poster, icon=icons.PRINT)
        self.stop = button("ranking_stop", _("Count no longer"), self._stop)
        self._assemble()
        for form in (self.form, self.keep_form):
            form.closed.connect(self._mirror)

    def _assemble(self) -> None:
        self.fault.hide()
        self.list.keep_in_sight(3)
        self.foot = wrapped(self.keep, self.count, self.print, self.poster, self.stop, gap=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (self.rule, self.told, self.list, self.fault, self.form, self.keep_form, self.foot):
            column.addWidget(part, 1 if part is self.list else 0)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("rank", N_("Rank"), lambda row: str(row.rank), sort=lambda row: row.rank, right=True),
            Column("name", N_("Name"), self._name, width=Width.STRETCH),
            Column("count", N_("Read in all"), lambda row: f"{row.count:,}", sort=lambda row: row.count, right=True),
            Column(
                "pupils", N_("Pupils"), lambda row: str(row.pupils) if row.is_class else "",
                sort=lambda row: row.pupils, right=True, spare=2,
            ),
            Column(
                "average", N_("Per pupil"), lambda row: row.result() if row.is_class else "",
                sort=lambda row: row.average, right=True, spare=1,
            ),
        )  # fmt: skip

    def _name(self, row: Standing) -> str:
        challenge = self._row.challenge if self._row is not None else None
        day = challenge.counted_until(self._desk.today) if challenge is not None else self._desk.today
        group = "" if row.is_class else row.group(day, self._school)
        return " ".join(filter(None, (group, row.full(day, self._school))))

    def _nothing_counted(self) -> Empty:
        return Empty(
            _("Nothing is counted"), _("For a reading star or a ranking of classes the loans can be counted."),
            ((_("Count from the loans …"), self._ask_rule),), icons.STATISTICS,
        )  # fmt: skip

    @property
    def rows(self) -> list[Standing]:
        """The ranking as it is now."""
        row = self._row
        if row is None or row.challenge is None:
            return []
        library = self._desk.read(Op.SEE_ACTIVITIES)
        return standing(library, row.challenge, row.audience, self._desk.today, self._school)

    def show_activity(self, row: ActivityRow | None) -> None:
        """The ranking of this activity, counted anew."""
        if row is None or self._row is None or row.id != self._row.id:
            for form in (self.form, self.keep_form):
                form.close_form()
            self._tell("")
        self._row, self._school = row, school_of(self._desk)
        challenge = row.challenge if row else None
        if challenge is None:
            self.list.set_empty(self._nothing_counted())
        else:
            sentence = _("No loan counts by this rule so far.")
            self.list.set_empty(Empty(_("Nobody yet"), sentence, (), icons.BOOK))
            self.rule.setText(words.rule(challenge))
            self.told.setText(self._state(challenge))
            by_class = challenge.by == "class"
            keys = {"rank", "name", "count"} | ({"pupils", "average"} if by_class else set())
            self.list.show_columns(keys)
        self.list.show_rows(self.rows)
        self._mirror()

    def _state(self, challenge: Challenge) -> str:
        if self._desk.today <= challenge.last:
            text = _("As it stands today; it counts on until {day}.")
            return text.format(day=show_day(challenge.last, weekday=False))
        return _("Counting has ended; keep the places, so that prizes can be given.")

    def _mirror(self) -> None:
        row = self._row
        counted = row is not None and row.challenge is not None
        asks = self.form.isVisibleTo(self) or self.keep_form.isVisibleTo(self)
        self.foot.setVisible(row is not None and not asks)
        for part in (self.rule, self.told):
            part.setVisible(counted and not asks)
        self.count.setText(_("Another rule …") if counted else _("Count from the loans …"))
        self.count.setVisible(counted)
        for made in (self.keep, self.print, self.poster, self.stop):
            made.setVisible(counted)

    # What is asked and done

    def _ask_rule(self) -> None:
        if self._row is not None:
            self._tell("")
            self.form.show_challenge(self._row)
            text = _("The grades and classes of the activity are ranked; teachers only where they are chosen.")
            self.form.ask(text, _("Count"), lambda: self._set(self.form.value()))
            self._mirror()

    def _stop(self) -> None:
        attempt(self.fault, lambda: self._set(None))

    def _set(self, challenge: Challenge | None) -> None:
        row = self._row
        if row is None:
            return
        draft = ActivityDraft(
            row.kind, row.name, row.first, row.last, row.audience, row.place, row.host, row.budget_fen, row.spent_fen,
            row.materials, row.note, row.publish_by, challenge,
        )  # fmt: skip
        change_activity(self._desk, row.id, draft)
        self._done(_("The loans are counted.") if challenge else _("The loans are counted no longer."))

    def _ask_keep(self) -> None:
        row = self._row
        if row is not None and row.challenge is not None:
            self._tell("")
            text = ""
            if self._desk.today <= row.challenge.last:
                text = _("It still counts until {day}: what is kept now can be renewed then.").format(
                    day=show_day(row.challenge.last, weekday=False)
                )
            self.keep_form.ask(text, _("Keep the places"), self._keep)
            self._mirror()

    def _keep(self) -> None:
        if self._row is not None:
            kept = keep_standing(self._desk, self._row.id, self.keep_form.most.value())
            self._done(ngettext("{n} place is kept.", "{n} places are kept.", kept).format(n=kept))

    def _done(self, told: str) -> None:
        self._around.say(_("{done} F8 takes it back.").format(done=told))

    def _tell(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.setVisible(bool(text))

    def _print(self) -> None:
        if self._row is not None:
            self.document_asked.emit(*papers.ranking(self._desk, self._row, self.rows))

    def _print_poster(self) -> None:
        if self._row is not None:
            self.document_asked.emit(*papers.poster(self._desk, self._row, self.rows))


def _key(row: Standing) -> object:
    return row.reader_id if row.reader_id is not None else row.class_ref
