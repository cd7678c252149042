"""The only place that puts the parts together: arguments, library file, language, look, window, and leaving again."""

import argparse
import logging
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from libdesk import crashlog, paths
from libdesk.actions import backups
from libdesk.actions.desk import Desk
from libdesk.actions.shifts import resume_shift
from libdesk.i18n import _, set_language
from libdesk.store.database import Library
from libdesk.store.errors import LibraryFault
from libdesk.store.opening import open_library
from libdesk.ui import theme
from libdesk.ui.bridge import Bridge
from libdesk.ui.feedback import Feedback
from libdesk.ui.jobs import Jobs
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.single_instance import SingleInstance

_log = logging.getLogger(__name__)


def arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="libdesk", description="The desk program of a school library.")
    parser.add_argument("--library", type=Path, help="the library file (default: in your data folder)")
    parser.add_argument("--demo", action="store_true", help="open the sample library, apart from the real one")
    parser.add_argument("--lang", choices=("zh_CN", "en"), help="language for this start")
    return parser.parse_args(argv)


def run(argv: list[str]) -> int:
    """Run the program; the exit code is 0 unless the library could not be opened."""
    options = arguments(argv)
    crashlog.install(paths.log_dir())
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    qInstallMessageHandler(crashlog.log_qt)
    app.setApplicationName("libdesk")
    pc = PcSettings(paths.pc_settings_file())
    use_language(app, options.lang or pc.language)
    theme.apply_theme(app, scheme=pc.scheme, factor=pc.factor)
    path = paths.demo_library() if options.demo else (options.library or paths.default_library())
    instance = SingleInstance(path)
    if instance.wake_first():
        return 0
    program = Program(app, pc, instance, path, demo=options.demo)
    return program.run()


def use_language(app: QApplication, code: str) -> None:
    """Our words by gettext, Qt's own buttons by its translations."""
    set_language(code)
    QLocale.setDefault(QLocale(code))
    translator = QTranslator(app)
    if translator.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
