"""A file that a person chooses to be read, looked for where the last one of its sort was."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from libdesk.ui.pc_settings import PcSettings


def ask_file(parent: QWidget, pc: PcSettings, words: str, kinds: str, *, folder: str) -> Path | None:
    """None if they thought better of it. `folder`: the key in the settings of this PC that keeps the last one's."""
    found, _kind = QFileDialog.getOpenFileName(parent, words, pc.text(folder) or str(Path.home()), kinds)
    if not found:
        return None
    pc.keep_text(folder, str(Path(found).parent))
    return Path(found)
