"""Sounds: how loud, whether at all, and how each one sounds."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider

from libdesk.i18n import N_, _
from libdesk.ui import icons
from libdesk.ui.feedback import Feedback, Sound
from libdesk.ui.parts import across, button, down, label, named
from libdesk.ui.settings.section import Section
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.calm import calm

SOUND_WORDS = {
    Sound.SUCCESS: N_("Done: lent, returned or renewed"),
    Sound.LOOK: N_("Please look: done, but something is to be read"),
    Sound.STOP: N_("Stop: not done, or not found"),
}


class SoundsSection(Section):
    TITLE = N_("Sounds")
    ICON = icons.SOUND_ON
    HELP = "sounds_section"
    ALSO = N_("volume loud quiet beep scanner")

    def __init__(self, around: Surroundings, feedback: Feedback | None = None) -> None:
        super().__init__(around)
        self._feedback = feedback or Feedback(volume=around.pc.volume)
        self.volume = calm(named(QSlider(Qt.Orientation.Horizontal), "set_volume"))
        self.volume.setRange(0, 10)
        self.volume.setPageStep(2)
        self._percent = label()
        self.volume.setAccessibleName(_("Loudness on this PC"))
        note = _("All the way to the left is silence. Everything that is heard is seen as well.")
        self.add_part(
            down(
                label(_("Loudness on this PC"), buddy=self.volume),
                across((self.volume, 2), self._percent, None, end=False),
                label(note, role="note", wrap=True),
            )
        )
        for sound, words in SOUND_WORDS.items():
            text = _("Listen: {sound}").format(sound=_(words))
            self.add_part(across(button(f"try_{sound.value}", text, partial(self._feedback.try_out, sound))))
        self.end()
        self.volume.valueChanged.connect(self._changed)
        self.destroyed.connect(self._feedback.close)

    def show_values(self) -> None:
        self.volume.setValue(round(self.around.pc.volume * 10))
        self._say()

    def _changed(self, tenths: int) -> None:
        if not self.filling:
            self.around.pc.volume = tenths / 10
            self._feedback.volume = tenths / 10
            self.sound_changed.emit()
        self._say()

    def _say(self) -> None:
        tenths = self.volume.value()
        self._percent.setText(f"{tenths * 10} %" if tenths else _("off"))
