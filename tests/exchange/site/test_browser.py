"""The catalogue in a real browser, opened from its file: what is typed finds what it should."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from libdesk.domain.names import without_accents
from libdesk.exchange.site.catalogue import site_key
from libdesk.exchange.site.folder import publish
from libdesk.paths import resource
from tests.exchange.site import browser
from tests.exchange.site.sites import EVERYTHING

pytestmark = pytest.mark.skipif(not browser.there(), reason=browser.NONE)

# What is asked, and the titles that are found, the best first.
ASKED = {
    "水浒": ["水浒传（上）"],
    "shz": ["水浒传（上）"],
    "shuihuzhuan": ["水浒传（上）"],
    "shuihuchuan": ["水浒传（上）"],
    "shuihuzh": ["水浒传（上）"],
    "SHZ": ["水浒传（上）"],
    "(上)": ["水浒传（上）"],
    "施耐庵": ["水浒传（上）"],
    "sna": ["水浒传（上）"],
    "水浒 施耐庵": ["水浒传（上）"],
    "水浒 安徒生": [],
    "bronte": ["Jane Eyre : Brontë’s novel"],
    "Brontë": ["Jane Eyre : Brontë’s novel"],
    "jane eyre": ["Jane Eyre : Brontë’s novel"],
    "TP3": ["ＴＰ３入门"],
    "tp3": ["ＴＰ３入门"],
    "莱曼弗兰克": ["绿野仙踪"],
    "莱曼·弗": ["绿野仙踪"],
    "lvye": ["绿野仙踪"],
    "lüye": ["绿野仙踪"],
    "nvwa": ["女娲补天"],
    "nuwa": ["女娲补天"],
    "shantianfang": ["ＴＰ３入门"],
    "zhaliangyong": ["𬭚𠮷祥的书 <b>&</b>"],
    "chunxiang": ["𬭚𠮷祥的书 <b>&</b>"],
    "𠮷": ["𬭚𠮷祥的书 <b>&</b>"],
    "xi'xiang": [],
    "I242": ["水浒传（上）"],
    "Q96-49": ["昆虫记"],
    "qqqq": [],
}


def typed_into(page: Path, typed: dict[str, list[str]], goal: Path) -> None:
    """A page like the catalogue that types by itself and writes down what it found."""
    script = f"""<script>
      window.addEventListener("load", function begin() {{
        if (!document.querySelector("#catalogue[data-ready]")) {{ return setTimeout(begin, 20); }}
        var field = document.getElementById("q"), told = document.createElement("pre");
        told.id = "told";
        {list(typed)!r}.forEach(function (word) {{
          field.value = word;
          field.dispatchEvent(new Event("input"));
          var heads = Array.from(document.querySelectorAll("#found h3"));
          var names = heads.map(function (head) {{ return head.textContent; }});
          told.append(word + "\\t" + names.join("\\t") + "\\n");
        }});
        document.body.append(told);
      }});
    </script></body>"""
    goal.write_text(page.read_text("utf-8").replace("</body>", script), "utf-8")


def test_what_is_typed_finds_what_it_should(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    publish(site, EVERYTHING)
    typed_into(site / "catalogue.html", ASKED, site / "typed.html")
    page = browser.dom(tmp_path, site / "typed.html")
    told = unescape(re.search(r'<pre id="told">(.*?)</pre>', page, re.S).group(1))  # type: ignore[union-attr]
    found = {line.split("\t")[0]: [name for name in line.split("\t")[1:] if name] for line in told.splitlines()}
    assert found == ASKED


def test_an_address_with_a_question_answers_it(tmp_path: Path) -> None:
    """As the start page asks, and as a link to a search does; the class and what is there narrow it down."""
    publish(tmp_path, EVERYTHING)
    page = tmp_path / "catalogue.html"
    asked = browser.dom(tmp_path, page, "?q=shz")
    assert re.findall(r"<h3>(.*?)</h3>", asked) == ["水浒传（上）"]
    assert "找到1种" in asked
    assert "不在架" in asked
    narrowed = browser.dom(tmp_path, page, "#c=I&s=1")
    assert re.findall(r"<h3>(.*?)</h3>", narrowed) == [
        "安徒生童话",
        "Jane Eyre : Brontë’s novel",
        "绿野仙踪",
        "女娲补天",
    ]
    assert "在架2册，共3册" in narrowed
    assert "没有找到" in browser.dom(tmp_path, page, "#q=没有这本书")


def test_a_file_that_was_not_copied_along_is_named(tmp_path: Path) -> None:
    publish(tmp_path, EVERYTHING)
    gone = next((tmp_path / "data").glob("*-0.js"))
    gone.unlink()
    assert f"网页旁边缺data/{gone.name}" in browser.dom(tmp_path, tmp_path / "catalogue.html")


def test_the_browser_folds_what_is_typed_as_the_titles_are_folded(tmp_path: Path) -> None:
    texts = [
        "Ｂｒｏｎｔë",
        "STRASSE",
        "Straße",
        "Ⅲ",
        "①",
        "ﬁ",
        "が",
        "é",
        "Ÿ",
        "阿依古丽・买买提",
        "１２３",
        "ñ",
        "Ångström",
    ]
    (tmp_path / "fold.html").write_text(
        f"""<meta charset="utf-8"><body><script src="site.js"></script><script>
        document.title = {texts!r}.map(libdesk.fold).join("|");</script></body>""", "utf-8",
    )  # fmt: skip
    (tmp_path / "site.js").write_bytes(resource("site", "site.js").read_bytes())
    said = re.search("<title>(.*?)</title>", browser.dom(tmp_path, tmp_path / "fold.html"))
    assert said is not None
    assert said.group(1).split("|") == [site_key(text) for text in texts]
    assert all(without_accents(text) == text for text in said.group(1).split("|"))


def test_no_page_is_wider_than_its_window(tmp_path: Path) -> None:
    publish(tmp_path, EVERYTHING)
    names = [path.name for path in tmp_path.glob("*.html")]
    measure = "<script>parent.postMessage(document.documentElement.scrollWidth, '*')</script></body>"
    for name in names:
        page = tmp_path / name
        page.write_text(page.read_text("utf-8").replace("</body>", measure), "utf-8")
    asked = [[name, width] for name in names for width in (360, 768, 1280)]
    wide = tmp_path / "wide.html"
    wide.write_text(
        f"""<body><pre id="told"></pre><script>
        var asked = {json.dumps(asked)}, frame = document.createElement("iframe"), place = 0;
        function next() {{
          if (place < asked.length) {{ frame.style.width = asked[place][1] + "px"; frame.src = asked[place][0]; }}
        }}
        addEventListener("message", function (event) {{
          document.getElementById("told").append(asked[place++].concat(event.data).join(" ") + "\\n");
          next();
        }});
        frame.style.border = "0";
        document.body.append(frame);
        next();
        </script></body>""", "utf-8",
    )  # fmt: skip
    told = re.search(r'<pre id="told">(.*?)</pre>', browser.dom(tmp_path, wide, wait=60_000), re.S)
    assert told is not None
    found = [line.split() for line in told.group(1).splitlines()]
    assert [[name, int(width)] for name, width, _wide in found] == asked
    assert [line for line in found if int(line[2]) > int(line[1])] == []
