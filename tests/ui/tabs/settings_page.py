"""The settings' page as tests use it: its fields by their names."""

from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QSpinBox, QWidget

from libdesk.ui.settings.section import Section
from libdesk.ui.tabs.settings_tab import SettingsTab


def opened(tab: SettingsTab, name: str) -> Section:
    tab.show_section(name)
    return tab.sections[tab.section_names().index(name)]


def field(tab: SettingsTab, name: str) -> QWidget:
    found = tab.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def number(tab: SettingsTab, name: str) -> QSpinBox:
    found = field(tab, name)
    assert isinstance(found, QSpinBox)
    return found


def shown_in(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    assert isinstance(widget, QLineEdit | QAbstractSpinBox)
    return widget.text()


def press(tab: SettingsTab, name: str) -> None:
    found = field(tab, name)
    assert isinstance(found, QAbstractButton)
    found.click()


def fill(tab: SettingsTab, **texts: str) -> None:
    for name, text in texts.items():
        found = field(tab, name)
        assert isinstance(found, QLineEdit)
        found.setText(text)


def pick(tab: SettingsTab, name: str, value: object) -> None:
    """Choose as a person does: the entry is activated."""
    combo = field(tab, name)
    assert isinstance(combo, QComboBox)
    row = next(n for n in range(combo.count()) if combo.itemData(n) == value)
    combo.setCurrentIndex(row)
    combo.activated.emit(row)
