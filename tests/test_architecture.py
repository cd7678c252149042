"""The import rules and the other promises about the tree's shape, read from the source itself."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "libdesk"
SOURCES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 350  # lines; the guide is 100, and 300 is already a reason to look for the seam

# Which of our own parts each part may import. A dotted name allows only that corner of a part.
MAY_IMPORT = {
    "bootstrap": set(),
    "paths": set(),
    "i18n": {"paths"},
    "crashlog": set(),
    "command_line": set(),
    "domain": {"i18n"},
    "store": {"domain", "i18n", "paths"},
    "exchange": {"domain", "i18n", "paths"},
    "documents": {"domain", "i18n", "paths"},
    "demo": {"store", "domain", "i18n", "paths"},
    "actions": {"demo", "store", "exchange", "domain", "i18n", "paths"},  # a desk to practise at is a sample library
    "ui": {"actions", "documents", "exchange", "domain", "i18n", "paths", "store.queries", "store.errors"},
    "app": {
        "command_line",
        "crashlog",
        "ui",
        "actions",
        "demo",
        "documents",
        "exchange",
        "store",
        "domain",
        "i18n",
        "paths",
    },
    "__main__": {"bootstrap", "app"},
}
# Where each package of others is at home; what is not named here may be imported nowhere.
THIRD_PARTY = {
    "PIL": {"exchange"},
    "PySide6": {"ui", "app"},
    "barcode": {"documents"},
    "dateutil": {"exchange"},
    "icalendar": {"exchange"},
    "jinja2": {"exchange"},
    "openpyxl": {"exchange"},
    "peewee": {"store", "actions"},
    "platformdirs": {"paths"},
    "playhouse": {"store", "actions"},
    "pypdfium2": {"ui", "documents"},
    "pypinyin": {"domain", "store"},
    "python_calamine": {"exchange"},
    "reportlab": {"documents"},
    "shiboken6": {"ui", "app"},
    "stdnum": {"domain", "exchange"},
}
# Together dearer than Qt itself; the second and third line are what a start can do without of Python and Qt.
HEAVY = {
    "PIL", "dateutil", "icalendar", "jinja2", "openpyxl", "peewee", "pypdfium2", "pypinyin", "python_calamine",
    "reportlab",
    "concurrent", "csv", "ctypes", "decimal", "hashlib", "secrets", "socket", "statistics", "subprocess", "wave",
    "PySide6.QtNetwork", "PySide6.QtPrintSupport",
}  # fmt: skip
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("time", "gmtime"),
    ("time", "strftime"),
}


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, at its top or inside a function, by its full dotted name."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports by dots; write the full name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def allowed(module: str, part: str) -> bool:
    top, _, rest = module.partition(".")
    if top != "libdesk":
        return top in sys.stdlib_module_names or part in THIRD_PARTY.get(top, ())
    within = {part, *MAY_IMPORT.get(part, ())}
    return rest == "__version__" or any(f"{rest}.".startswith(f"{name}.") for name in within)


def calls(node: ast.AST) -> Iterator[ast.Call]:
    return (inner for inner in ast.walk(node) if isinstance(inner, ast.Call))


def last_name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def test_every_part_imports_only_what_it_may() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in SOURCES
        if path != PACKAGE / "__init__.py"
        for module in imports(path)
        # `from libdesk import bootstrap` reads as libdesk.bootstrap, which is what is meant
        if not allowed(module, part_of(path))
    ]
    assert wrong == []


def test_every_part_has_its_rule() -> None:
    assert {part_of(path) for path in SOURCES} - {"__init__"} <= MAY_IMPORT.keys()


def test_the_bootstrap_needs_the_standard_library_only() -> None:
    files = [PACKAGE / "__init__.py", *(PACKAGE / "bootstrap").glob("*.py")]
    modules = {module.partition(".")[0] for path in files for module in imports(path)}
    assert modules <= sys.stdlib_module_names | {"libdesk"}


def test_rules_and_actions_never_read_the_clock() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in SOURCES
        if part_of(path) in {"domain", "actions"} and path != PACKAGE / "actions" / "desk.py"
        for call in calls(tree_of(path))
        if isinstance(call.func, ast.Attribute) and (last_name(call.func.value), call.func.attr) in CLOCKS
    ]
    assert wrong == []


def test_actions_do_not_call_each_other() -> None:
    functions = {
        function.name: function
        for path in SOURCES
        if part_of(path) == "actions" and path.name != "desk.py"
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef)
    }
    opening = {
        name
        for name, function in functions.items()
        if any(
            isinstance(item.context_expr, ast.Call) and last_name(item.context_expr.func) == "action"
            for node in ast.walk(function)
            if isinstance(node, ast.With)
            for item in node.items
        )
    }
    wrong = [
        f"{name} calls {call.func.id}"
        for name in opening
        for call in calls(functions[name])
        if isinstance(call.func, ast.Name) and call.func.id in opening
    ]
    assert wrong == []


def test_no_file_has_outgrown_one_room() -> None:
    files = [*SOURCES, *(ROOT / "tests").rglob("*.py")]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_every_module_says_its_rule_at_its_top() -> None:
    silent = [
        str(path.relative_to(ROOT)) for path in SOURCES if tree_of(path).body and not ast.get_docstring(tree_of(path))
    ]
    assert silent == []


def test_the_top_level_holds_the_agreed_things_and_nothing_else() -> None:
    made_by_tools = {"build", "dist", "__pycache__"}  # kept out of git by .gitignore
    found = {entry.name for entry in ROOT.iterdir() if not entry.name.startswith(".")} - made_by_tools
    assert found == {
        "LICENSE",
        "README.md",
        "build_installer.spec",
        "libdesk",
        "pyproject.toml",
        "resources",
        "tests",
    }


def test_starting_the_program_imports_no_heavy_package() -> None:
    program = "import sys, libdesk.app, libdesk.ui.main_window; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    assert HEAVY & set(result.stdout.split()) == set()


def test_starting_the_program_leaves_for_later_what_the_first_scan_and_the_first_reader_need() -> None:
    program = "import sys, libdesk.app, libdesk.ui.main_window; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    late = {"libdesk.actions.lending", "libdesk.domain.loans", "libdesk.ui.lending.steps", "libdesk.ui.lending.offers"}
    late |= {"libdesk.ui.widgets.reader_page", "libdesk.ui.widgets.row_table", "libdesk.ui.widgets.scan_router"}
    assert late & set(result.stdout.split()) == set()


def test_this_qt_survives_many_calls_that_return_nothing() -> None:
    """PySide6 6.12.0 loses a reference to None with each on Python < 3.12 and aborts after some thousands."""
    program = """
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel

class Bell(QObject):
    rang = Signal(int)

app = QApplication([])
bell, label, heard = Bell(), QLabel(), []
bell.rang.connect(heard.append)
for number in range(5_000):
    bell.rang.emit(number)
for number in range(10_000):
    label.setText(str(number))
print(len(heard), label.text())
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert (result.returncode, result.stdout) == (0, "5000 9999\n"), result.stderr
