"""The issues of a subscription, and all that may happen to one: come, be lost, appear with another, never appear."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from libdesk.actions.returning import report_damage
from libdesk.actions.serials import check_in as arrivals
from libdesk.actions.serials import issues as actions
from libdesk.actions.serials.issues import IssueForm
from libdesk.domain.charges import DEGREE_WORDS
from libdesk.domain.ops import Op
from libdesk.domain.repairs import show_degree
from libdesk.domain.rows.serials import CheckedIn, IssueRow, PieceRow, SubscriptionRow
from libdesk.domain.serials.names import IssueKind
from libdesk.domain.serials.numbering import last_number
from libdesk.i18n import _
from libdesk.store.queries.serials import issues as queries
from libdesk.ui import icons, theme
from libdesk.ui.deed import run
from libdesk.ui.lending.damage_details import DamageDetails
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.shelving.periodicals import words
from libdesk.ui.shelving.periodicals.columns import issue_columns
from libdesk.ui.shelving.periodicals.issue_panel import IssuePanel
from libdesk.ui.shelving.periodicals.label_reading import asks_labels, one_by_one_words
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.inline_form import InlineForm, Question
from libdesk.ui.widgets.row_table import Empty, RowTable


class IssuesPanel(QWidget):
    labels_asked = Signal(int, int)
    """This issue came, in so many copies, and each needs its label first."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("issues_panel")
        self._around, self._desk = around, around.desk
        self._owner: SubscriptionRow | None = None
        self.list = RowTable(
            issue_columns(self._desk, title=False), name=_("Issues"), key=lambda row: row.id, many=True,
            empty=Empty(_("No issue yet"), _("What appears without a rule is added as it comes."), (), icons.SERIAL),
        )  # fmt: skip
        self.panel = IssuePanel(self.list.view)
        self.pieces = named(label(role="note", wrap=True), "issue_pieces")
        self.form = InlineForm("issue_damage")
        self.fault = named(label(role="bad", wrap=True), "issues_fault")
        self.here = button("issue_here", _("It is here"), self._here, role="next", icon=icons.CHECK)
        self.more = button("issue_more", _("One copy more"), self._one_more)
        self.back = button("issue_back", _("Did not come after all"), self._back)
        self.lost = button("issue_lost", _("Lost"), partial(self._set_piece, "lost"))
        self.ruined = button("issue_ruined", _("Ruined"), partial(self._set_piece, "gone"))
        self.found = button("issue_found", _("Found again"), partial(self._set_piece, "here"))
        self.damaged = button("issue_damaged", _("Damaged …"), self._ask_damage, icon=icons.REPAIR)
        self.edit = button("issue_edit", _("Number and day …"), self._edit, icon=icons.EDIT)
        self.combine = button("issue_combine", _("Combine with the next"), self._combine)
        self.split = button("issue_split", _("Split"), self._split)
        self.supplement = button("issue_supplement", _("Supplement …"), self._supplement)
        self.insert = button("issue_insert", _("Another issue …"), self._insert, icon=icons.ADD)
        self.skip = button("issue_skip", _("Does not appear"), partial(self._skip, True))
        self.unskip = button("issue_unskip", _("Appears after all"), partial(self._skip, False))
        self.remove = button("issue_remove", _("Remove the issue"), self._remove)
        self._assemble()
        self.list.chosen_changed.connect(self._mirror)
        self.list.row_changed.connect(lambda _row: self._mirror())
        self.list.opened.connect(lambda row: self._here() if row.awaited else self._edit())

    def _assemble(self) -> None:
        self.list.keep_in_sight(4)
        self.fault.hide()
        self.form.gives_back_to = self.list.view
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.list, 1)
        column.addWidget(self.pieces)
        column.addWidget(self.panel)
        column.addWidget(self.form)
        column.addWidget(self.fault)
        column.addWidget(wrapped(*self._buttons(), gap=1))

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (
            self.here, self.more, self.back, self.lost, self.ruined, self.damaged, self.found, self.edit, self.combine,
            self.split, self.supplement, self.insert, self.skip, self.unskip, self.remove,
        )  # fmt: skip

    def show_issues(self, owner: SubscriptionRow | None) -> None:
        """Those of a subscription; on its first look the cursor stands where something is awaited."""
        library = self._desk.read(Op.SEE_SERIALS)
        rows = queries.of_subscription(library, owner.id) if owner is not None else []
        other = owner is None or self._owner is None or owner.id != self._owner.id
        self._owner = owner
        self.list.show_rows(rows, stay=not other)
        waits = next((row for row in rows if row.awaited), None)
        if other and waits is not None:
            self.list.select(waits.id)
        self._mirror()

    @property
    def row(self) -> IssueRow | None:
        row: IssueRow | None = self.list.current_row()
        return row

    def _chosen(self) -> list[IssueRow]:
        rows: list[IssueRow] = self.list.chosen_rows()
        return rows

    def _of_row(self) -> list[PieceRow]:
        row = self.row
        return queries.pieces(self._desk.read(Op.SEE_SERIALS), row.id) if row is not None else []

    def _mirror(self) -> None:
        self.panel.close_form()
        self.form.close_form()
        rows, one = self._chosen(), self.row
        may, pieces = self._desk.allows(Op.EDIT_SUBSCRIPTION), self._of_row()
        single = one is not None and len(rows) == 1
        touched = any(row.here or row.lost or row.claims for row in rows)
        numbered = single and one is not None and one.kind is not IssueKind.SUPPLEMENT
        free = [piece for piece in pieces if not piece.bound]
        shown = {
            self.here: any(row.counts.awaited for row in rows),
            self.more: single and one is not None and not one.counts.awaited,
            self.back: single and bool(free), self.lost: may and single and any(p.state == "here" for p in free),
            self.ruined: may and single and any(p.state == "here" for p in free),
            self.damaged: single and self._desk.allows(Op.REPORT_DAMAGE) and any(map(_may_be_repaired, free)),
            self.found: may and single and any(p.state != "here" for p in free), self.edit: may and single,
            self.combine: may and numbered, self.supplement: may and numbered,
            self.split: may and single and one is not None and one.kind is IssueKind.COMBINED and not touched,
            self.insert: may and self._owner is not None,
            self.skip: may and any(not row.skipped and row.awaited for row in rows),
            self.unskip: may and any(row.skipped for row in rows), self.remove: may and single and not touched,
        }  # fmt: skip
        for made, seen in shown.items():
            made.setVisible(bool(seen))
        self.pieces.setText(self._pieces_text(pieces) if single else "")
        self.pieces.setVisible(bool(self.pieces.text()))

    def _pieces_text(self, pieces: list[PieceRow]) -> str:
        """When each copy came, and its barcode."""
        states = {"lost": _("lost"), "gone": _("ruined")}
        texts = []
        for piece in pieces:
            state = _("bound") if piece.bound else states.get(piece.state, "")
            parts = (words.day_text(piece.arrived, self._desk.today), piece.barcode, state)
            texts.append(" ".join(part for part in parts if part))
        row = self.row
        if row is not None and row.claims and row.last_claim is not None:
            day = words.day_text(row.last_claim, self._desk.today)
            texts.append(_("last claimed on {day}").format(day=day))
        return _("Came: {pieces}").format(pieces=_("; ").join(texts)) if texts else ""

    # What is done

    def _do(self, act: Callable[[], object], told: Callable[[], str]) -> None:
        run(self._around, self.fault, act, told)
        self.list.view.setFocus()

    def _named(self, words_: str) -> Callable[[], str]:
        row = self.row
        name = row.name.text if row is not None else ""
        return lambda: words_.format(issue=name)

    def _here(self) -> None:
        self._check_in([row for row in self._chosen() if row.counts.awaited])

    def _one_more(self) -> None:
        if (row := self.row) is not None:
            self._check_in([row], copies=1)

    def _check_in(self, rows: list[IssueRow], copies: int | None = None) -> None:
        if not rows:
            return
        owner = rows[0].subscription
        if not asks_labels(self._around.pc, owner):
            done: list[CheckedIn] = []
            act = partial(arrivals.check_in, self._desk, [row.id for row in rows], copies=copies)
            self._do(lambda: done.append(act()), lambda: words.came_text(done[0]))
        elif len(rows) == 1:
            self.labels_asked.emit(rows[0].id, copies or rows[0].counts.awaited)
        else:
            self.fault.setText(one_by_one_words(owner))
            self.fault.show()

    def _back(self) -> None:
        """The last copy that came; each press takes one."""
        free = [piece.id for piece in self._of_row() if not piece.bound]
        if free:
            act = partial(arrivals.take_back, self._desk, free[-1:])
            self._do(act, self._named(_("A copy of {issue} did not come after all.")))

    def _set_piece(self, state: str) -> None:
        """The last copy that is not so already."""
        now = [p.id for p in self._of_row() if not p.bound and (p.state != "here") == (state == "here")]
        told = {
            "lost": _("A copy of {issue} is lost."), "gone": _("A copy of {issue} is ruined."),
            "here": _("A copy of {issue} is found again."),
        }  # fmt: skip
        if now:
            self._do(partial(arrivals.set_piece, self._desk, now[-1:], state), self._named(told[state]))

    def _ask_damage(self) -> None:
        """A piece with a barcode is a copy like another: its damage is a case of repair."""
        row, found = self.row, next((piece for piece in reversed(self._of_row()) if _may_be_repaired(piece)), None)
        if row is not None and found is not None:
            details = DamageDetails(self._around.pc)
            text = _("How badly is {issue} with barcode {code} damaged?").format(
                issue=row.name.text, code=found.barcode
            )
            degrees = tuple((code, _(name)) for code, name in DEGREE_WORDS.items())
            report = partial(self._report, found, row.name.text, details)
            self.form.ask(Question("issue_how", text, "", report, degrees, aside=details))

    def _report(self, piece: PieceRow, issue: str, details: DamageDetails, degree: str) -> None:
        """Raises DeskError, which is told in the form."""
        assert piece.copy_id is not None
        done = report_damage(
            self._desk, copy_id=piece.copy_id, degree=degree, kind=details.kind_code, cause=details.cause_code,
            note=details.note.text(), photo=details.photo_bytes(),
        )  # fmt: skip
        text = _("“{title}” is reported: {degree}. F8 takes it back.")
        self._around.say(text.format(title=issue, degree=show_degree(done.degree)))

    def _combine(self) -> None:
        if (row := self.row) is not None:
            told = _("{issue} and the next one appear as one.")
            self._do(partial(actions.combine, self._desk, row.id), self._named(told))

    def _split(self) -> None:
        if (row := self.row) is not None:
            self._do(partial(actions.split, self._desk, row.id), self._named(_("{issue} is split.")))

    def _skip(self, skipped: bool) -> None:
        ids = [row.id for row in self._chosen() if row.skipped != skipped]
        told = _("{issue} is awaited no more.") if skipped else _("{issue} is awaited again.")
        if ids:
            self._do(partial(actions.skip, self._desk, ids, skipped=skipped), self._named(told))

    def _remove(self) -> None:
        if (row := self.row) is not None:
            self._do(partial(actions.remove_issue, self._desk, row.id), self._named(_("{issue} is removed.")))

    # What is asked

    def _edit(self) -> None:
        row = self.row
        if row is not None and self._desk.allows(Op.EDIT_SUBSCRIPTION):
            self.panel.begin(
                _("Number and day of {issue}").format(issue=row.name.text), _("Save"), partial(self._write, row),
                today=self._desk.today, row=row, following=row.kind is not IssueKind.SUPPLEMENT,
            )  # fmt: skip

    def _write(self, row: IssueRow, form: IssueForm, following: bool) -> None:
        actions.edit_issue(self._desk, row.id, form, following=following)
        self._around.say(_("Changed. F8 takes it back."))

    def _supplement(self) -> None:
        if (row := self.row) is not None:
            text = _("A supplement after {issue}; the numbers stay as they are.").format(issue=row.name.text)
            self.panel.begin(
                text, _("Add it"), partial(self._add_supplement, row), today=self._desk.today, day=row.expected
            )

    def _add_supplement(self, row: IssueRow, form: IssueForm, _following: bool) -> None:
        actions.add_supplement(self._desk, row.id, form)
        self._around.say(_("Added. F8 takes it back."))

    def _insert(self) -> None:
        owner, row = self._owner, self.row
        if owner is not None:
            rows = [one for one in self.list.model.rows() if one.kind is not IssueKind.SUPPLEMENT]
            number = str(max((last_number(one.number) for one in rows), default=0) + 1)
            text = _("An issue that was not foretold, after {issue}.").format(issue=row.name.text) if row else ""
            self.panel.begin(
                text or _("An issue that was not foretold."), _("Add it"), partial(self._add, owner, row),
                today=self._desk.today, day=self._desk.today, number=number,
            )  # fmt: skip

    def _add(self, owner: SubscriptionRow, row: IssueRow | None, form: IssueForm, _following: bool) -> None:
        actions.insert_issue(self._desk, owner.id, form, after=row.id if row is not None else None)
        self._around.say(_("Added. F8 takes it back."))


def _may_be_repaired(piece: PieceRow) -> bool:
    return piece.copy_id is not None and not piece.bound and piece.state == "here"
