"""What is told in several sentences reads as one hand wrote it: in Chinese no blank stands behind a full stop."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from libdesk.actions.readers.several import told_reasons
from libdesk.domain.charges import charge_text, set_loss_for
from libdesk.domain.title_rules import TitleFault, TitleFaulty, Why
from libdesk.i18n import set_language
from tests.test_translations import texts

ROOT = Path(__file__).parent.parent / "libdesk"
# Functions that mark a sentence and join names and facts besides, not sentences.
FACTS = {
    ("actions/imports/texts.py", "other_person"),
    ("ui/finding/reader_screen/book_panel.py", "show_card"),
    ("ui/settings/calendar/days_part.py", "_instead_of"),
    ("ui/shelving/repairs/check_view.py", "_said"),
    ("ui/shelving/shelves/words.py", "stands"),
}


def marks_a_sentence(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="_" | "N_" | "ngettext"), args=[ast.Constant(value=str(text)), *_]):
            return text.endswith((".", "?"))
    return False


def joins_by_a_blank(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=" "), attr="join"), args=[parts]):
            return not (isinstance(parts, ast.Call) and ast.unparse(parts).endswith(".split()"))
        case (
            ast.BinOp(op=ast.Add(), left=ast.Constant(value=" "))
            | ast.BinOp(op=ast.Add(), right=ast.Constant(value=" "))
        ):
            return True
        case ast.JoinedStr(values=[ast.FormattedValue(), ast.Constant(value=" "), ast.FormattedValue(), *_]):
            return True
    return False


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for file in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield file.relative_to(ROOT).as_posix(), node


def test_no_sentences_are_joined_by_a_blank_of_their_own() -> None:
    found = {
        (file, made.name)
        for file, made in functions()
        if any(map(marks_a_sentence, ast.walk(made))) and any(map(joins_by_a_blank, ast.walk(made)))
    }
    assert found == FACTS, "join them with libdesk.i18n.sentences"


def told() -> Iterator[str]:
    """Sentences of several parts, from several corners of the program."""
    yield told_reasons([("王一", "a"), ("李二", "b")])
    loss = set_loss_for([1_200, None], 100)
    yield charge_text("loss", loss.amount_fen, loss.kept)
    yield TitleFaulty((TitleFault("title", Why.MISSING), TitleFault("year", Why.YEAR, "12"))).text()


@pytest.mark.parametrize(("language", "stop"), [("zh_CN", "。"), ("en", ". ")])
def test_sentences_are_told_as_their_language_wants_it(language: str, stop: str) -> None:
    set_language(language)
    for text in told():
        assert text.rstrip(stop).count(stop) >= 1, text
        assert "。 " not in text


def test_no_chinese_text_has_a_blank_behind_a_full_stop() -> None:
    assert [chinese for _english, chinese in texts() if "。 " in chinese] == []
