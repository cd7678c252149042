"""What the program is started with: the usual lines and the rarer ones mean the same."""

from pathlib import Path

import pytest

from libdesk import __version__
from libdesk.command_line import arguments

SCHOOL = Path("school.libdesk")


@pytest.mark.parametrize(
    ("line", "library", "demo", "lang"),
    [
        ("", None, False, None),
        ("--demo", None, True, None),
        ("--library school.libdesk", SCHOOL, False, None),
        ("--library=school.libdesk", SCHOOL, False, None),
        ("--lang en", None, False, "en"),
        ("--lang zh_CN --library school.libdesk", SCHOOL, False, "zh_CN"),
        ("--demo --lang en", None, True, "en"),
    ],
)
def test_a_line_says_what_is_opened_and_in_which_language(
    line: str, library: Path | None, demo: bool, lang: str | None
) -> None:
    options = arguments(line.split())
    assert (options.library, options.demo, options.lang) == (library, demo, lang)


def test_the_version_and_what_nobody_knows_end_the_start(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        arguments(["--version"])
    assert ended.value.code == 0
    assert __version__ in capsys.readouterr().out
    with pytest.raises(SystemExit):
        arguments(["--nothing"])
