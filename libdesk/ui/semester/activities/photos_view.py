"""The photos of an activity: added from files, each with a caption, the marked one large."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from libdesk.actions.activities import photos as actions
from libdesk.domain.errors import DeskError
from libdesk.domain.rows.activities import ActivityRow, PhotoRow
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import activities as queries
from libdesk.ui import icons, theme
from libdesk.ui.parts import across, button, label, named, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import tell_aloud
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

FOLDER = "activity_photo_folder"
WIDE, HIGH = 48, 32  # steps


class PhotosView(QWidget):
    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("activity_photos_view")
        self._around, self._desk = around, around.desk
        self._row: ActivityRow | None = None
        self.list = RowTable(_columns(), name=_("Photos of the activity"), empty=self._empty(), key=lambda row: row.id)
        self.picture = named(QLabel(), "activity_picture")
        self.caption = named(QLineEdit(), "activity_caption")
        self.fault = named(label(role="bad", wrap=True), "activity_photo_fault")
        self.add = button("activity_photo_add", _("Add photos …"), self._ask_files, icon=icons.IMAGE)
        self.keep = button("activity_caption_keep", _("Keep the caption"), self._keep, role="next")
        self.remove = button("activity_photo_remove", _("Remove the photo"), self._remove, icon=icons.DELETE)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.fault.hide()
        self.list.keep_in_sight(2)
        self.caption.setAccessibleName(_("Caption"))
        self.caption.setPlaceholderText(_("What the photo shows; no names of children"))
        self.picture.setAccessibleName(_("The marked photo"))
        self.picture.setProperty("role", "photo")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._line = across((self.caption, 1), self.keep, end=False)
        self.note = label(
            _("Photos are made smaller and freed of place and time. For a picture of a child a guardian must agree."),
            role="note", wrap=True,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        beside = across(self.picture, (self.list, 1), end=False)
        for part in (beside, self._line, self.fault, self.note, wrapped(self.add, self.remove, gap=2)):
            column.addWidget(part, 1 if part is beside else 0)

    def _connect(self) -> None:
        self.list.row_changed.connect(lambda _row: self._show_one())
        self.list.opened.connect(lambda _row: self.caption.setFocus())
        self.caption.returnPressed.connect(self._keep)

    def _empty(self) -> Empty:
        return Empty(_("No photo yet"), _("They stand on the second page of the record sheet."), (), icons.IMAGE)

    @property
    def one(self) -> PhotoRow | None:
        row: PhotoRow | None = self.list.current_row()
        return row

    def show_activity(self, row: ActivityRow | None) -> None:
        if row is None or self._row is None or row.id != self._row.id:
            self._tell("")
        self._row = row
        self.list.show_rows(queries.photos(self._desk.library, row.id) if row else ())
        self._show_one()

    def add_files(self, paths: list[Path]) -> None:
        """These files; what is no picture is told, and the others are taken."""
        from libdesk.exchange.activity_photos import read_activity_photo

        if self._row is None:
            return
        self._tell("")
        found: list[bytes] = []
        wrong: list[str] = []
        for path in paths:
            try:
                found.append(read_activity_photo(path))
            except DeskError as error:
                wrong.append(_("{name}: {why}").format(name=path.name, why=error.text()))
        activity_id = self._row.id
        if found:
            told = ngettext("{n} photo is added.", "{n} photos are added.", len(found)).format(n=len(found))
            self._run(lambda: actions.add_photos(self._desk, activity_id, found), told)
        if wrong:
            self._tell("\n".join(wrong))

    def _ask_files(self) -> None:
        kinds = _("Photos (*.jpg *.jpeg *.png *.bmp *.webp *.tif *.tiff *.gif *.heic *.heif);;All files (*)")
        chosen, _kind = QFileDialog.getOpenFileNames(self, _("Choose photos"), self._around.pc.text(FOLDER), kinds)
        if chosen:
            self._around.pc.keep_text(FOLDER, str(Path(chosen[0]).parent))
            self.add_files([Path(name) for name in chosen])

    def _show_one(self) -> None:
        one = self.one
        self._line.setVisible(one is not None)
        self.remove.setVisible(one is not None)
        self.picture.setVisible(one is not None)
        if one is None:
            return
        self.caption.setText(one.caption)
        picture = QPixmap()
        data = queries.photo_bytes(self._desk.library, one.sha256)
        if data is None or not picture.loadFromData(data):
            self.picture.hide()
            return
        ratio = self.devicePixelRatioF()
        wide, high = theme.space(WIDE), theme.space(HIGH)
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        picture = picture.scaled(round(wide * ratio), round(high * ratio), keep, smooth)
        picture.setDevicePixelRatio(ratio)
        self.picture.setFixedSize(wide, high)
        self.picture.setPixmap(picture)

    def _keep(self) -> None:
        one = self.one
        if one is not None:
            text = self.caption.text()
            self._run(lambda: actions.set_caption(self._desk, one.id, text), _("The caption is kept."))
            self.list.view.setFocus()

    def _remove(self) -> None:
        one = self.one
        if one is not None:
            self._run(lambda: actions.remove_photo(self._desk, one.id), _("The photo is removed."))
            self.list.view.setFocus()

    def _run(self, act: Callable[[], object], told: str) -> None:
        self._tell("")
        try:
            act()
        except DeskError as error:
            self._tell(error.text())
            return
        self._around.say(_("{done} F8 takes it back.").format(done=told))

    def _tell(self, text: str) -> None:
        tell_aloud(self.fault, text)


def _columns() -> tuple[Column, ...]:
    return (Column("caption", N_("Caption"), lambda row: row.caption or _("(without a caption)"), width=Width.STRETCH),)
