"""Readers and privacy: what is kept of readers, for how long after they leave, and where copies of it lie."""

from typing import Final

from PySide6.QtWidgets import QCheckBox

from libdesk.actions.readers import erase, put_away
from libdesk.domain.ops import Op
from libdesk.domain.rows.erasure import backups_gone
from libdesk.domain.show import show_day
from libdesk.domain.shown_names import NAMES_SHOWN
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.store.queries import leavers as queries
from libdesk.ui import icons
from libdesk.ui.confirm import Confirm
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.parts import across, button, down, label, named
from libdesk.ui.settings.section import Section, choice, choose
from libdesk.ui.tab import Surroundings

ERASE: Final = (
    (90, N_("3 months after they left")),
    (180, N_("6 months after they left")),
    (365, N_("a year after they left")),
    (730, N_("2 years after they left")),
    (1095, N_("3 years after they left")),
    (0, N_("only by hand")),
)


class PrivacySection(Section):
    TITLE = N_("Readers and privacy")
    ICON = icons.SHIELD
    HELP = "privacy"

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.photos = named(QCheckBox(_("Photos of readers")), "set_photos")
        self.keep_sex = named(QCheckBox(_("Sex of readers")), "set_keep_sex")
        self.names_shown = choice("set_names_shown", [(how.value, _(text)) for how, text in NAMES_SHOWN.items()])
        self.erase_days = choice("set_erase_days", [(days, _(text)) for days, text in ERASE])
        self.question = Confirm("put_away", gives_back_to=self.photos)
        self.waiting = named(label(wrap=True), "leavers_waiting")
        self.open = button("show_leavers", _("Show the leavers"), self._open, icon=icons.LOG_OUT)
        self.backups = named(label(role="note", wrap=True), "erased_backups")
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        text = _(
            "They are shown on the reader's page and at the desk. For a child under 14 a guardian must have agreed "
            "to it; without that no photo belongs here."
        )
        self.add_part(down(self.photos, label(text, role="note", wrap=True)))
        text = _("Without the tick this column of a roster is passed over. No rule of lending needs it.")
        self.add_part(down(self.keep_sex, label(text, role="note", wrap=True)))
        self.add_part(self.question)
        text = _(
            "Rankings, prizes, rosters on the wall and the pages to publish name pupils so and in no other way; the "
            "lists for your own work and what goes to a pupil name everybody. For the whole name of a child under 14 a "
            "guardian must have agreed to it."
        )
        self.add(_("Names that others read"), self.names_shown, text, also=_("ranking prizes privacy website"))
        text = _(
            "Name, numbers, photo and what was noted about a reader are then erased for good, once nothing is out or "
            "owed. Their loans stay in all figures, without a name."
        )
        self.add(_("Data of readers who left is erased"), self.erase_days, text)
        self.add_part(down(self.waiting, across(self.open)))
        self.add_part(self.backups)
        self.end()

    def _connect(self) -> None:
        self.photos.toggled.connect(lambda on: self._switch("photos", "photo", on))
        self.keep_sex.toggled.connect(lambda on: self._switch("keep_sex", "sex", on))
        self.names_shown.activated.connect(lambda _row: self.set(names_shown=self.names_shown.currentData()))
        self.erase_days.activated.connect(lambda _row: self.set(erase_days=self.erase_days.currentData()))

    def show_values(self) -> None:
        settings = self.desk.settings
        self.photos.setChecked(settings.photos)
        self.keep_sex.setChecked(settings.keep_sex)
        choose(self.names_shown, settings.names_shown)
        choose(self.erase_days, settings.erase_days)
        counts = queries.counts(self.desk.read(Op.READERS_LEAVE), erase.last_day_out(self.desk))
        words = ngettext(
            "{n} reader has left and is still named here.", "{n} readers have left and are still named here.",
            counts.waiting,
        ).format(n=counts.waiting)  # fmt: skip
        if counts.holding:
            more = ngettext("{n} has something out or owed.", "{n} have something out or owed.", counts.holding)
            words = sentences(words, more.format(n=counts.holding))
        self.waiting.setText(words)
        day = show_day(backups_gone(self.desk.today), weekday=False, year=True)
        text = _(
            "Backups are kept for 300 days at most: what is erased today is gone from the last of them by {day}. "
            "Tables that were saved and lists that were printed are yours to remove."
        )
        self.backups.setText(text.format(day=day))

    def _switch(self, setting: str, column: str, on: bool) -> None:
        """What is turned off can also be removed: both are different decisions."""
        if self.filling:
            return
        self.question.hide()
        self.set(**{setting: on})
        count = 0 if on else queries.holding(self.desk.read(Op.EDIT_READER), column)
        if not count:
            return
        if column == "photo":
            asked = ngettext(
                "{n} photo is still kept, though not shown.", "{n} photos are still kept, though not shown.", count
            )
            keep, do = _("Keep them for now"), ngettext("Remove {n} photo", "Remove {n} photos", count)
        else:
            asked = ngettext("The sex of {n} reader is still noted.", "The sex of {n} readers is still noted.", count)
            keep, do = _("Keep it for now"), ngettext("Remove it from {n} reader", "Remove it from {n} readers", count)
        self.question.gives_back_to = self.photos if column == "photo" else self.keep_sex
        self.question.ask(
            sentences(asked.format(n=count), _("Removing cannot be undone.")), keep=keep, do=do.format(n=count),
            act=lambda: self.do(lambda: put_away.put_away(self.desk, column), _("Removed.")),
        )  # fmt: skip
        self.bring_into_view(self.question)

    def _open(self) -> None:
        tab = self.around.show_tab("readers_tab")
        if isinstance(tab, PagedTab):
            tab.show_page("leavers_page")
            tab.take_focus()
