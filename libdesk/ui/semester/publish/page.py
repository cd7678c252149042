"""Pages to publish: what goes onto them, into which folder, when they went last; one button writes them."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.site import PART_NAMES, SitePart
from libdesk.domain.show import show_moment
from libdesk.domain.shown_names import NAMES_SHOWN, NamesShown
from libdesk.i18n import N_, _, ngettext
from libdesk.ui import icons, theme
from libdesk.ui.imports.foot import Foot
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.parts import across, button, label, named, wrapped
from libdesk.ui.semester.publish.reading import activities_shown, counts, site_of
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.scrolled import scrolled

# Keys of this PC's settings.
FOLDER, PARTS, LAST, START = "publish_folder", "publish_parts", "publish_last", "publish_start"


def count_words(part: SitePart, count: int) -> str:
    """How much of a part there is."""
    if not count:
        return _("nothing now")
    match part:
        case SitePart.HOURS:
            text = ngettext("{n} room", "{n} rooms", count)
        case SitePart.NOTICES:
            text = ngettext("{n} announcement for today", "{n} announcements for today", count)
        case SitePart.LISTS:
            text = ngettext("{n} list", "{n} lists", count)
        case SitePart.ACTIVITIES:
            text = ngettext("{n} activity", "{n} activities", count)
        case SitePart.ANSWERS:
            text = ngettext("{n} answer", "{n} answers", count)
        case SitePart.NEW | SitePart.CATALOGUE:
            text = ngettext("{n} title", "{n} titles", count)
    return text.format(n=f"{count:,}")


class PublishPage(Tab):
    NAME = "publish_page"
    TITLE = N_("Publish")
    ICON = icons.EXPORT
    OP = Op.PUBLISH
    TOPICS = frozenset(
        {Topic.SERVICE, Topic.ACTIVITIES, Topic.BOOKS, Topic.LOANS, Topic.READERS, Topic.SETTINGS, Topic.CALENDAR}
    )

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.job = OneJob(around.jobs, self)
        kept = around.pc.text(PARTS, " ".join(SitePart)).split()
        self.ticks = {part: self._tick(part, part.value in kept) for part in SitePart}
        self.folder = named(QLineEdit(), "publish_folder")
        self.choose = button("publish_choose", _("Choose the folder …"), self._ask_where, icon=icons.FOLDER)
        self.where = named(label(role="note", wrap=True), "publish_where")
        self.names = named(label(role="note", wrap=True), "publish_names")
        self.warn = named(label(role="warn", wrap=True), "publish_warn")
        self.last = named(label(role="note", wrap=True), "publish_last")
        self.open = button("publish_open", _("Open in the browser"), self.open_site, icon=icons.SCREEN)
        self.foot = Foot()
        self._assemble()
        self._connect()
        self.refresh()

    def _tick(self, part: SitePart, on: bool) -> QCheckBox:
        made = named(QCheckBox(_(PART_NAMES[part])), f"publish_{part.value}")
        made.setChecked(on)
        made.toggled.connect(lambda _on: self._ticked())
        return made

    def _assemble(self) -> None:
        self.folder.setReadOnly(True)
        self.folder.setAccessibleName(_("Folder"))
        self.folder.setPlaceholderText(_("a folder of the school's server, or a stick"))
        what = label(
            _("A small site for the school's server, written from this PC without a network: copy the folder there."),
            role="note", wrap=True,
        )  # fmt: skip
        parts = (
            what,
            label(_("What goes onto the pages"), role="heading"),
            wrapped(*self.ticks.values(), gap=2),
            self.names,
            self.warn,
            label(_("Where they are written"), role="heading"),
            across((self.folder, 1), self.choose, end=False),
            self.where,
            wrapped((self.last, 1), self.open, gap=2),
        )
        inside = scrolled(*parts, gap=1.5, name="publish_inside")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), 0)
        column.setSpacing(0)
        column.addWidget(inside, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.foot.start_asked.connect(self.publish)
        self.foot.stop_asked.connect(self.job.stop)
        self.job.progressed.connect(self.foot.show_progress)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.foot.start, self.choose)

    def take_focus(self) -> None:
        focus_first(self.home)

    @property
    def parts(self) -> frozenset[SitePart]:
        """What is ticked."""
        return frozenset(part for part, tick in self.ticks.items() if tick.isChecked())

    def refresh(self) -> None:
        """How much of each part there is today, and where it would go."""
        if not self.desk.allows(self.OP):
            return
        try:
            found = counts(self.desk)
            waiting = sum(row.prizes > 0 and row.published is None for row in activities_shown(self.desk))
        except DeskError as error:
            self.warn.setText(error.text())
            self.warn.show()
            return
        for part, tick in self.ticks.items():
            tick.setText(f"{_(PART_NAMES[part])}  ·  {count_words(part, found[part])}")
        how = _(NAMES_SHOWN[NamesShown(self.desk.settings.names_shown)])
        text = _("People are named with {how}, classes and groups by what they are called. No loan is published.")
        self.names.setText(text.format(how=how))
        self._warn(found[SitePart.HOURS], waiting)
        self._show_folder()

    def _warn(self, rooms: int, waiting: int) -> None:
        said = []
        if not rooms and SitePart.HOURS in self.parts:
            said.append(_("The opening hours are not entered yet: Settings, Opening hours."))
        if waiting and SitePart.ACTIVITIES in self.parts:
            text = ngettext(
                "The results of {n} activity are left out until they are published on the page “Activities”.",
                "The results of {n} activities are left out until they are published on the page “Activities”.",
                waiting,
            )  # fmt: skip
            said.append(text.format(n=waiting))
        self.warn.setText("\n".join(said))
        self.warn.setVisible(bool(said))

    def _show_folder(self) -> None:
        from libdesk.exchange.site.folder import site_folder

        chosen = self.around.pc.text(FOLDER, "")
        self.folder.setText(chosen)
        last, start = self.around.pc.text(LAST, ""), self.around.pc.text(START, "")
        self.last.setText(_("Last written on {moment}.").format(moment=_moment(last)) if last else "")
        self.last.setVisible(bool(last))
        self.open.setVisible(bool(start))
        ready = ""
        role = "note"
        if not chosen:
            text = _("No folder is chosen yet.")
        else:
            try:
                goal = site_folder(Path(chosen))
            except DeskError as error:
                text, role = error.text(), "bad"
            else:
                again = (goal / "index.html").exists()
                known = _("The pages in {folder} are replaced.") if again else _("The pages are written into {folder}.")
                text, ready = known.format(folder=goal), _("Publish")
        self.where.setText(text)
        if self.where.property("role") != role:
            self.where.setProperty("role", role)
            theme.restyle(self.where)
        if not self.job.running:
            self.foot.show_words("", start=ready if self.parts else "")

    def _ticked(self) -> None:
        self.around.pc.keep_text(PARTS, " ".join(part.value for part in SitePart if part in self.parts))
        self.refresh()

    def _ask_where(self) -> None:
        before = self.around.pc.text(FOLDER, str(Path.home()))
        found = QFileDialog.getExistingDirectory(self, _("Where the pages are written"), before)
        if found:
            self.choose_folder(Path(found))

    def choose_folder(self, folder: Path) -> None:
        """Write there from now on."""
        self.around.pc.keep_text(FOLDER, str(folder))
        self.refresh()
        self.take_focus()

    def publish(self) -> None:
        """Write the pages beside the desk; what stood there stays until all of the new is there."""
        folder, parts = Path(self.around.pc.text(FOLDER, "")), self.parts
        from libdesk.exchange.site.folder import Written, publish

        def work(desk: Desk, progress: Progress) -> tuple[Written, datetime]:
            made = site_of(desk, parts, progress)
            return publish(folder, made, progress), made.at

        self.foot.show_job(_("Writing the pages"), at_once=True)
        self.job.start(Lane.DOCUMENTS, _("Pages to publish"), work, self._written, self._failed)

    def _written(self, done: "tuple[object, datetime]") -> None:
        from libdesk.exchange.site.folder import Written

        written, at = done
        assert isinstance(written, Written)
        self.around.pc.keep_text(LAST, at.isoformat())
        self.around.pc.keep_text(START, str(written.start))
        self.refresh()
        text = _("Written to {folder}: {n} files, {size} MB. A stick can be pulled out once the system says so.")
        said = text.format(folder=written.folder, n=written.files, size=f"{written.size / 1e6:.1f}")
        self.foot.show_words(said, role="good", start=_("Publish"), say=True)

    def _failed(self, error: Exception) -> None:
        role = "warn" if isinstance(error, Cancelled) else "bad"
        text = error.text() if isinstance(error, DeskError) else _("The pages could not be written. Try again.")
        self.refresh()
        self.foot.show_words(text, role=role, start=_("Publish"), say=True)

    def open_site(self) -> None:
        """The start page that was written last, in the browser of this PC."""
        start = Path(self.around.pc.text(START, ""))
        if not start.is_file() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(start))):
            self.around.say(
                _("{file} could not be opened. Connect the stick, or publish once more.").format(file=start)
            )


def _moment(text: str) -> str:
    return show_moment(datetime.fromisoformat(text))
