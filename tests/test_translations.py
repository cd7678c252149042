"""Every word on screen and paper is there in Chinese, with the same placeholders, in plain words and one voice."""

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest

from tests import words

ROOT = Path(__file__).parent.parent
FOLDER = words.CATALOGUE.parent

# What a Chinese sentence may hold of Latin letters: names, keys, kinds of files.
LATIN = {
    "Alt", "Big", "CNMARC", "CSV", "Ctrl", "Enter", "Esc", "Excel", "GB", "GBK", "HEIC", "HTML", "IC", "ISBN", "ISO",
    "ISSN", "JPEG", "Koha", "LD", "MARC", "MARCXML", "MB", "PDF", "PIN", "PNG", "PgDn", "PgUp", "SQLite", "Shift",
    "Tab", "UTF", "Unicode", "WPS", "Word", "XML", "YH", "csv", "libdesk", "mm", "txt", "xls", "xlsx", "zip",
    "iCalendar",
}  # fmt: skip
# Other names of what is called 条码, 读者证, 馆员, 读者, 预约, 剔旧, 撤销, 书商 and 贴书标 here.
OTHER_NAMES = ("条形码", "借书证", "借阅证", "管理员", "借阅者", "预订", "剔除", "撤回", "供书商", "贴标")
# What blames or frightens, and what a child need not be called.
NOT_SAID = ("非法", "失败", "无效", "错误", "异常", "您")


@cache
def marked() -> dict[str, str]:
    """Every marked string of the program and its plural, '' for those without one."""
    found: dict[str, str] = {}
    for _file, one, many in words.marked():
        found[one] = many or found.get(one, "")
    return found


@cache
def catalogue() -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in polib.pofile(str(FOLDER / "libdesk.po"))}


def texts() -> Iterator[tuple[str, str]]:
    """(English, Chinese) of each entry."""
    for msgid, entry in catalogue().items():
        yield msgid, entry.msgstr_plural[0] if entry.msgid_plural else entry.msgstr


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def test_every_string_is_there_in_chinese() -> None:
    chinese = dict(texts())
    missing = [text for text in marked() if not chinese.get(text)]
    assert missing == []


def test_every_string_that_is_translated_is_found_by_who_marks_them() -> None:
    """Inside of an f-string it may not be."""
    asked = {
        node.args[0].value
        for file in (ROOT / "libdesk").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
        if isinstance(node.args[0], ast.Constant)
    }
    assert asked - set(marked()) == set()


def test_the_catalogue_holds_no_string_that_nobody_shows() -> None:
    assert [text for text in catalogue() if text not in marked()] == []


def test_what_has_a_plural_in_the_source_has_it_in_the_catalogue() -> None:
    assert [text for text, entry in catalogue().items() if entry.msgid_plural != marked().get(text)] == []


def test_what_has_a_plural_is_asked_for_with_its_number() -> None:
    """`_` finds nothing under the singular of a plural, and the English is shown."""
    alone = {one for _file, one, many in words.marked() if not many}
    assert sorted(alone & {one for one, many in marked().items() if many}) == []


def test_the_chinese_has_the_placeholders_of_the_english() -> None:
    uneven = [
        (english, chinese)
        for english, chinese in texts()
        if placeholders(chinese) != placeholders(english) | placeholders(marked().get(english, ""))
    ]
    assert uneven == []


def test_three_dots_are_one_sign_right_after_the_word() -> None:
    assert [chinese for _english, chinese in texts() if " …" in chinese or "……" in chinese or "..." in chinese] == []


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    compiled = {entry.msgid: entry for entry in polib.mofile(str(FOLDER / "libdesk.mo"))}
    assert compiled.keys() == catalogue().keys()
    for msgid, entry in catalogue().items():
        assert (compiled[msgid].msgstr, compiled[msgid].msgstr_plural) == (entry.msgstr, entry.msgstr_plural)


def test_no_sentence_shouts() -> None:
    assert [text for pair in texts() for text in pair if "!" in text or "！" in text] == []


def test_no_error_numbers() -> None:
    codes = re.compile(r"\b0x[0-9A-Fa-f]+\b|\b[Ee]rrno\b|\b[A-Z]+_[A-Z_]+\b|代码\s*\d")
    assert [text for pair in texts() for text in pair if codes.search(text)] == []


def test_labels_and_buttons_beg_nobody() -> None:
    """请 has its place in advice, which is a sentence, and none on a button or a label."""
    assert [(en, zh) for en, zh in texts() if "请" in zh and not zh.endswith(("。", "？"))] == []


@pytest.mark.parametrize("word", OTHER_NAMES)
def test_one_thing_has_one_name(word: str) -> None:
    assert [(en, zh) for en, zh in texts() if word in zh] == []


@pytest.mark.parametrize("word", NOT_SAID)
def test_nobody_is_blamed_or_frightened(word: str) -> None:
    assert [(en, zh) for en, zh in texts() if word in zh] == []


def test_nothing_takes_more_than_two_sentences_to_say() -> None:
    assert [(en, zh) for en, zh in texts() if len(re.findall("[。？]", zh)) > 2] == []


def test_no_english_is_left_in_the_chinese() -> None:
    def words(text: str) -> set[str]:
        plain = re.sub(r"\{\w*\}|\.\w+\b|%\w", " ", text)
        return set(re.findall(r"[A-Za-z]{2,}", plain))

    assert [(sorted(words(zh) - LATIN), zh) for _en, zh in texts() if words(zh) - LATIN] == []


def test_chinese_sentences_have_chinese_punctuation() -> None:
    narrow = re.compile(r"[一-鿿][,;:?]|[,;?][一-鿿]")
    assert [(en, zh) for en, zh in texts() if narrow.search(zh.replace(";;", ""))] == []


def test_bringing_the_catalogue_in_step_keeps_what_is_known_and_says_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "libdesk.po"
    known, *others = list(catalogue().values())
    gone = polib.POEntry(msgid="Nobody shows this", msgstr="没有人看")
    made = polib.POFile()
    made.metadata = polib.pofile(str(words.CATALOGUE)).metadata
    made.extend([known, gone])
    made.save(str(path))
    missing = words.update({others[0].msgid: "补上"}, path)
    after = {entry.msgid: entry for entry in polib.pofile(str(path))}
    assert set(missing) == marked().keys() - {known.msgid, others[0].msgid}
    assert (gone.msgid in after, after[known.msgid].msgstr) == (False, known.msgstr)
    assert path.with_suffix(".mo").exists()
