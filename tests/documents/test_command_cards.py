"""The command cards can be cut out, read by a scanner and told apart by a child."""

import pytest

from libdesk.documents.command_cards import CARD, command_cards
from libdesk.documents.fonts import MM
from libdesk.domain.barcodes import Command
from libdesk.i18n import _
from tests.documents.pdf import ink_beyond, pictures, scanned, sizes, texts


def test_every_command_has_a_card_that_reads_back() -> None:
    assert sorted(scanned(command_cards("阳光小学图书馆"))) == sorted(command.value for command in Command)


def test_the_cards_are_as_large_as_bank_cards_on_a4() -> None:
    assert pytest.approx((85.6, 54)) == (CARD[0] / MM, CARD[1] / MM)
    assert sizes(command_cards("阳光小学图书馆")) == [pytest.approx((210, 297), abs=0.1)]


def test_each_card_bears_the_school_and_its_word() -> None:
    page = texts(command_cards("阳光小学图书馆"))[0]
    assert page.count("阳光小学图书馆") == 1 + len(Command)
    assert _("Lend") in page
    assert _("On duty") in page


def test_a_long_name_of_a_school_does_not_leave_its_card() -> None:
    pdf = command_cards("内蒙古自治区呼伦贝尔市鄂伦春自治旗阿里河镇中心校附属小学图书馆" * 2)
    assert "…" in texts(pdf)[0]
    assert not ink_beyond(pictures(pdf)[0], 14)
    assert len(scanned(pdf)) == len(Command)
