"""The pages as they are written: what stands on them, and that nothing typed in a library becomes markup."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.site import Site, SiteNotice, SitePart
from libdesk.exchange.site.catalogue import base36, chunks, readings, site_key
from libdesk.exchange.site.pages import PAGES, START, site_files
from libdesk.i18n import set_language
from tests.exchange.site.sites import AT, EVERYTHING, TITLES, many, title


class Tags(HTMLParser):
    """What a browser would make of a page: its tags, what it points at, its words."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_everything_stands_on_the_pages() -> None:
    files = site_files(EVERYTHING)
    assert set(files) >= {START, *PAGES.values(), "site.css", "site.js"}
    start = Tags(files[START]).words
    for words in ("阳光小学", "周一至周五", "12:10–13:30", "世界读书日 <活动>", "全校共读一小时", "2026年3月9日"):
        assert words in start
    assert "先读《丑小鸭》" in Tags(files["lists.html"]).words
    assert "三(1)班 李同学" in Tags(files["activities.html"]).words
    assert "周日上午开放" in Tags(files["suggestions.html"]).words
    assert "I534.88/3" in Tags(files["new.html"]).words


def test_every_link_leads_to_a_file_of_the_site_and_none_to_the_network() -> None:
    files = site_files(EVERYTHING)
    for name, data in files.items():
        if name.endswith(".html"):
            for link in Tags(data).links:
                goal = re.split("[?#]", link)[0]
                assert not goal or goal in files, f"{name} points at {link}"
    assert b"http" not in b"".join(files.values())


def test_a_part_that_is_not_ticked_is_not_there() -> None:
    files = site_files(replace(EVERYTHING, parts=frozenset({SitePart.NOTICES})))
    assert set(files) == {START, "site.css"}
    start = Tags(files[START])
    assert "世界读书日" in start.words
    assert "12:10" not in start.words
    assert "安徒生" not in start.words
    assert "form" not in start.tags


def test_what_is_typed_never_becomes_markup() -> None:
    unkind = "<script>alert(1)</script>\"'& </script>"
    book = title(unkind, unkind, unkind, unkind)
    site = replace(EVERYTHING, school=unkind, notices=(SiteNotice(unkind, unkind, unkind),), titles=(book,))
    files = site_files(site)
    assert Tags(files[START]).tags.count("script") == 0
    assert Tags(files["catalogue.html"]).tags.count("script") == 1
    data = b"".join(found for name, found in files.items() if name.startswith("data/"))
    assert b"</script>" not in data


def test_a_library_with_nothing_says_so() -> None:
    files = site_files(Site("阳光小学", AT, frozenset(SitePart)))
    for name, words in {START: "开放时间还没有填", "new.html": "没有新书", "lists.html": "没有书单",
                        "activities.html": "没有活动", "suggestions.html": "没有答复"}.items():  # fmt: skip
        assert words in Tags(files[name]).words


def test_the_pages_are_in_the_language_of_the_program() -> None:
    set_language("en")
    page = site_files(EVERYTHING)[START].decode()
    assert '<html lang="en">' in page
    assert "Opening hours" in page
    set_language("zh_CN")
    assert '<html lang="zh-CN">' in site_files(EVERYTHING)[START].decode()


def test_the_same_catalogue_has_the_same_names_and_another_one_others() -> None:
    def data(site: Site) -> set[str]:
        return {name for name in site_files(site) if name.startswith("data/")}

    assert data(EVERYTHING) == data(EVERYTHING)
    assert data(EVERYTHING) != data(replace(EVERYTHING, titles=TITLES[:-1]))


def test_a_title_is_looked_for_as_names_are_folded() -> None:
    assert site_key("Ｊａｎｅ  Eyre · Brontë") == "janeeyrebronte"
    assert site_key("阿依古丽・买买提") == "阿依古丽买买提"


def test_the_lines_say_every_field_and_no_sign_of_a_line_is_left_in_them() -> None:
    odd = title("一\t二\n三\u2028四", "甲\r乙", "I2", "I2/3", 40, 100)
    [chunk] = chunks([odd], Progress(), 1)
    first, fresh, text = json.loads(f"[{chunk[len('libdesk.titles(') : -len(');') - 1]}]")
    assert (first, fresh) == (0, ["商务印书馆", "2019", "书库"])
    assert text.split("\t") == [
        "一 二 三 四", "甲 乙", "I2", "~/3", "0", "1", "2", base36(40), base36(100), "一二三四", "甲乙"
    ]  # fmt: skip


def test_readings_come_from_our_own_tables() -> None:
    said = json.loads(readings([title("水浒传", "单田芳"), title("女书")])[len("libdesk.readings(") : -3])
    found = {char: {syllable for syllable, chars in said.items() if char in chars} for char in "传单女"}
    assert found == {"传": {"chuan", "zhuan"}, "单": {"shan", "dan", "chan"}, "女": {"nv", "nu"}}


def test_it_stops_where_it_is_told_to() -> None:
    seen: list[int] = []
    progress = Progress(lambda done, _total: seen.append(done), stopped=lambda: len(seen) > 2)
    with pytest.raises(Cancelled):
        site_files(replace(EVERYTHING, titles=many(5_000)), progress)
