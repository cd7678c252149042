"""A bare checkout makes itself runnable: tried on small checkouts, with a real Python and a real pip, offline."""

import ast
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from libdesk import bootstrap
from libdesk.bootstrap import libraries

ROOT = Path(__file__).parent.parent
PREPARING = "Preparing the environment"
PROGRAM = """
import sys
from libdesk import bootstrap

if __name__ == "__main__":
    bootstrap.ready("libdesk", bootstrap.RUNTIME)
    import bootstrap_probe

    print("ran", *sys.argv[1:])
    sys.exit(7)
"""


def wheel(folder: Path) -> Path:
    """A package that pip can install without a network."""
    path = folder / "bootstrap_probe-1.0-py3-none-any.whl"
    info = "bootstrap_probe-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bootstrap_probe.py", "")
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: bootstrap-probe\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(
            f"{info}/RECORD", f"bootstrap_probe.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n"
        )
    return path


def write_project(checkout: Path, dependency: str) -> None:
    text = f'[project]\ndependencies = ["{dependency}"]\n[dependency-groups]\ndev = []\n'
    (checkout / "pyproject.toml").write_text(text, encoding="utf-8")


def start(checkout: Path, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "libdesk", *arguments],
        cwd=checkout,
        env=os.environ | {"PIP_NO_INDEX": "1", "PYTHONIOENCODING": "utf-8"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def finish(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def leftovers(checkout: Path) -> set[str]:
    return {entry.name for entry in checkout.iterdir() if entry.name.startswith(".venv")} - {".venv.lock"}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout in which two people started at once, and nothing had been prepared."""
    folder = tmp_path_factory.mktemp("check out 学校")
    shutil.copytree(ROOT / "libdesk" / "bootstrap", folder / "libdesk" / "bootstrap")
    (folder / "libdesk" / "__init__.py").touch()
    (folder / "libdesk" / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    write_project(folder, f"bootstrap-probe @ {wheel(folder).as_uri()}")
    results = [finish(process) for process in [start(folder, "one"), start(folder, "two")]]
    assert [code for code, _, _ in results] == [7, 7], results
    assert sum(PREPARING in out for _, out, _ in results) == 1, "two starts at once make one environment"
    return folder


def test_a_bare_checkout_makes_one_environment_and_leaves_nothing_else(checkout: Path) -> None:
    assert leftovers(checkout) == {".venv"}


def test_the_second_start_passes_arguments_on_and_says_nothing_of_its_own(checkout: Path) -> None:
    assert finish(start(checkout, "--demo", "两 个")) == (7, "ran --demo 两 个\n", "")


@pytest.mark.skipif(os.name == "nt", reason="on Windows they are programs, and not used")
def test_the_scripts_that_pip_wrote_point_to_where_the_environment_ended_up(checkout: Path) -> None:
    scripts = [path for path in (checkout / ".venv" / "bin").iterdir() if not path.is_symlink()]
    assert scripts
    assert not [path.name for path in scripts if b".venv.part" in path.read_bytes()]


def test_a_half_made_environment_is_made_anew(checkout: Path) -> None:
    (checkout / ".venv" / bootstrap.STAMP).unlink()  # what a start that was killed leaves behind
    (checkout / ".venv.part" / "lib").mkdir(parents=True)
    code, out, _ = finish(start(checkout))
    assert (code, PREPARING in out) == (7, True)
    assert leftovers(checkout) == {".venv"}


def test_an_upgrade_that_fails_says_what_to_do_and_keeps_what_worked(checkout: Path) -> None:
    before = (checkout / "pyproject.toml").read_text(encoding="utf-8")
    write_project(checkout, "a-package-that-no-one-has")
    code, out, err = finish(start(checkout))
    assert code == 1
    assert "检查网络" in err
    assert "Check the network" in err
    assert "ran" not in out
    (checkout / "pyproject.toml").write_text(before, encoding="utf-8")
    assert finish(start(checkout)) == (7, "ran\n", "")


def test_a_first_preparation_that_fails_leaves_nothing_behind(checkout: Path, tmp_path: Path) -> None:
    shutil.copytree(checkout / "libdesk", tmp_path / "libdesk")
    write_project(tmp_path, "a-package-that-no-one-has")
    code, _, err = finish(start(tmp_path))
    assert (code, "Nothing half-made" in err) == (1, True)
    assert leftovers(tmp_path) == set()


def test_a_terminal_without_chinese_still_gets_the_english(checkout: Path, tmp_path: Path) -> None:
    shutil.copytree(checkout / "libdesk", tmp_path / "libdesk")
    shutil.copy(checkout / "pyproject.toml", tmp_path)
    (tmp_path / ".venv.lock").mkdir()  # cannot be opened: the quickest way to a message
    code, _, err = finish(start(tmp_path, PYTHONIOENCODING="ascii"))
    assert (code, "The environment could not be made" in err) == (1, True)


def test_an_installed_program_is_left_alone(checkout: Path, tmp_path: Path) -> None:
    shutil.copytree(checkout / "libdesk", tmp_path / "libdesk")  # no pyproject.toml beside it
    code, out, err = finish(start(tmp_path))
    assert (code, out, "bootstrap_probe" in err) == (1, "", True)
    assert leftovers(tmp_path) == set()


def test_the_bootstrap_can_be_told_to_keep_its_hands_off(checkout: Path, tmp_path: Path) -> None:
    shutil.copytree(checkout / "libdesk", tmp_path / "libdesk")
    shutil.copy(checkout / "pyproject.toml", tmp_path)
    finish(start(tmp_path, LIBDESK_NO_BOOTSTRAP="1"))
    assert not (tmp_path / ".venv.lock").exists()


def test_an_old_python_can_read_the_bootstrap_and_is_told_which_one_is_needed() -> None:
    package = ROOT / "libdesk"
    files = [package / "__init__.py", package / "__main__.py", *(package / "bootstrap").glob("*.py")]
    for path in [*files, ROOT / "tests" / "__main__.py"]:
        ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 4))
    with pytest.raises(bootstrap.Unready) as told:
        bootstrap.check_version((3, 8))
    assert "需要 Python 3.11" in told.value.chinese
    assert "needs Python 3.11 or newer, this is 3.8" in told.value.english


def test_a_stamp_of_the_tests_is_good_for_the_program_but_not_the_other_way(tmp_path: Path) -> None:
    python = Path(bootstrap.python_of(str(tmp_path)))
    python.parent.mkdir()
    python.touch()
    bootstrap.write_stamp(str(tmp_path), {bootstrap.DEV: "a"})
    assert bootstrap.stamped(str(tmp_path), {bootstrap.RUNTIME: "a"})
    bootstrap.write_stamp(str(tmp_path), {bootstrap.RUNTIME: "a"})
    assert not bootstrap.stamped(str(tmp_path), {bootstrap.DEV: "a"})
    python.unlink()  # the Python below the environment was removed
    assert not bootstrap.stamped(str(tmp_path), {bootstrap.RUNTIME: "a"})


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere Qt brings all its libraries along")
def test_missing_system_libraries_are_found_by_asking_the_loader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(libraries.LIBRARIES, bootstrap.BASE, {"libc.so.6": "libc6", "libnone.so.9": "libnone9"})
    assert libraries.missing_libraries({bootstrap.BASE: ""}) == {"libnone.so.9": "libnone9"}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
@pytest.mark.parametrize("screen", [{}, {"DISPLAY": ":4095"}, {"DISPLAY": "", "QT_QPA_PLATFORM": "xcb"}])
def test_without_a_screen_the_desk_says_how_to_start_it(screen: dict[str, str]) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}
    result = subprocess.run(
        [sys.executable, "-m", "libdesk"],
        cwd=ROOT,
        env=environment | {"LIBDESK_NO_BOOTSTRAP": "1", "PYTHONIOENCODING": "utf-8"} | screen,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert (result.returncode, result.stdout) == (1, "")
    assert "没有可以显示窗口的屏幕" in result.stderr
    assert "QT_QPA_PLATFORM=offscreen" in result.stderr
