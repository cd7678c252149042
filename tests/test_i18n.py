"""Words are looked up in the file of the catalogue one by one, as the standard library finds them in the whole."""

import gettext

import pytest

from libdesk import i18n
from libdesk.i18n import Catalogue, _, listed, ngettext, sentences, set_language
from libdesk.paths import resource_dir

FOLDER = resource_dir() / "i18n"
FILE = FOLDER / "zh_CN" / "LC_MESSAGES" / "libdesk.mo"


def test_every_text_is_found_as_the_standard_library_finds_it() -> None:
    whole = gettext.translation("libdesk", FOLDER, ["zh_CN"])
    ours = Catalogue(FILE.read_bytes())
    texts: dict[str | tuple[str, int], str] = whole._catalog  # type: ignore[attr-defined]  # it gives no list
    single = {source: text for source, text in texts.items() if isinstance(source, str) and source}
    assert len(single) > 1_000
    assert {source: ours.find(source) for source in single} == single


def test_plurals_are_found_by_both_of_their_sources() -> None:
    whole = gettext.translation("libdesk", FOLDER, ["zh_CN"])
    one, many = "{n} row", "{n} rows"
    for n in (0, 1, 2, 5):
        assert ngettext(one, many, n) == whole.ngettext(one, many, n) != one


@pytest.mark.parametrize("text", ["", "no such text", "\uffff", "A"])
def test_what_is_not_there_stays_as_it_is(text: str) -> None:
    assert _(text) == text
    assert ngettext("1 nothing", "2 nothings", 1) == "1 nothing"
    assert ngettext("1 nothing", "2 nothings", 2) == "2 nothings"


def test_english_needs_no_catalogue() -> None:
    set_language("en")
    assert _("Lend and return") == "Lend and return"
    assert ngettext("{n} row", "{n} rows", 2) == "{n} rows"
    assert i18n._catalogue is None
    set_language("zh_CN")
    assert _("Lend and return") != "Lend and return"


def test_sentences_stand_one_behind_the_other_as_their_language_wants_it() -> None:
    assert sentences("已还。", "", "李雷在等这本书。", "F8 撤销。") == "已还。李雷在等这本书。F8 撤销。"
    assert sentences("Returned.", "", "Li Lei waits for it.") == "Returned. Li Lei waits for it."
    assert sentences("草房子", "已还。") == "草房子 已还。"
    assert sentences("", "") == sentences() == ""


def test_names_side_by_side_have_the_signs_of_their_language() -> None:
    assert listed(("一(1)班", "一(2)班")) == "一(1)班、一(2)班"
    set_language("en")
    assert listed(("1(1)", "1(2)")) == "1(1), 1(2)"


def test_questions_answered_are_not_called_questions_taken_in() -> None:
    assert _("Questions answered") == "答复咨询"
    assert _("{asked} questions were asked and {answered} of them answered.").startswith("受理咨询{asked}")
