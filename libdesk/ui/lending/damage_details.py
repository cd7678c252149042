"""What may be said of a damage besides its degree: what it is and why, a note, a photo. Nothing of it must be said."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from libdesk.domain.repairs import CAUSE_NAMES, KIND_NAMES, OTHER
from libdesk.i18n import _
from libdesk.ui import icons
from libdesk.ui.open_file import ask_file
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.settings.section import choice

FOLDER: Final = "damage_photo_folder"
LONGEST: Final = 200


class DamageDetails(QWidget):
    """With `pc` there is room for a note and a photo too."""

    def __init__(self, pc: PcSettings | None = None) -> None:
        super().__init__()
        self._pc = pc
        self.photo: Path | None = None
        kinds = [(code, _(words)) for code, words in KIND_NAMES.items() if code != OTHER]
        self.kind = choice("damage_kind", [(OTHER, _("say later")), *kinds])
        causes = [(code, _(words)) for code, words in CAUSE_NAMES.items()]
        self.cause = choice("damage_cause", [("", _("not known")), *causes])
        self.note = named(QLineEdit(), "damage_note")
        self.choose = button("damage_photo", _("Photo …"), self._ask_photo, icon=icons.IMAGE)
        for field, words in ((self.kind, _("What is damaged")), (self.cause, _("Cause")), (self.note, _("Note"))):
            field.setAccessibleName(words)
        self.note.setMaxLength(LONGEST)
        self.note.setPlaceholderText(_("Note"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        parts = [
            label(_("What is damaged"), buddy=self.kind), self.kind, label(_("Cause"), buddy=self.cause), self.cause,
        ]  # fmt: skip
        more = ((self.note, 1), self.choose) if pc is not None else ()
        column.addWidget(wrapped(*parts, *more, gap=2))

    @property
    def kind_code(self) -> str:
        return str(self.kind.currentData())

    @property
    def cause_code(self) -> str:
        return str(self.cause.currentData())

    def take_photo(self, path: Path) -> None:
        """The picture in this file goes with the report; it is read when that is made."""
        self.photo = path
        self.choose.setText(_("Photo: {name}").format(name=path.name))

    def photo_bytes(self) -> bytes | None:
        """Raises PhotoError, FileError."""
        if self.photo is None:
            return None
        from libdesk.exchange.damage_photos import read_damage_photo

        return read_damage_photo(self.photo)

    def _ask_photo(self) -> None:
        assert self._pc is not None
        found = ask_picture(self, self._pc)
        if found is not None:
            self.take_photo(found)


def ask_picture(parent: QWidget, pc: PcSettings) -> Path | None:
    """A picture that a person chose, from where the last one was."""
    kinds = _("Photos (*.jpg *.jpeg *.png *.bmp *.webp *.tif *.tiff *.gif *.heic *.heif);;All files (*)")
    return ask_file(parent, pc, _("Choose a photo"), kinds, folder=FOLDER)
