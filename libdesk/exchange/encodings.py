"""One encoding for a whole file, chosen by how much of what it yields is the Chinese that people write.

Being valid proves nothing: 小学 in GBK is also sound UTF-8, and nearly all Big5 is sound GBK. So every candidate
decodes the same sample and the likeliest text wins; a broken or cut-off byte costs a little and decides nothing.
"""

import codecs
import re
import unicodedata
from typing import Final

ENCODINGS: Final = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE: Final = 60_000
_LINES_BEYOND_ASCII: Final = re.compile(rb"[^\n]*[\x80-\xff][^\n]*\n?")
_ALIASES: Final = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "big5hkscs": "big5", "cp950": "big5"}

# The commonest characters of running text, of names and of the headings of lists, in both scripts.
_EVERYDAY: Final = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多"
    "经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知"
    "书名题作者著责任出版社日期定价单格分类号索登录条形码册数复本馆藏地点状态备注姓性别男女班级年级座学号卡证读类型部门应还借"
    "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范"
    "這個們來為國說時會對後裡過發學現當沒動還進樣開從實軍無與長機書題責任號錄條碼冊數館點狀態備註級證讀類別應該"
    "劉陳楊黃趙吳孫馬鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻鐘"
)


def named(encoding: str) -> str:
    """One of ENCODINGS for a name met in a file or a setting; Python's gb2312 is too narrow for what is called so."""
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return "gb18030" if encoding.lower().startswith("gb") else "utf-8"
    name = _ALIASES.get(name, name)
    return name if name in ENCODINGS else {"utf-16": "utf-16-le"}.get(name, "utf-8")


def guess_encoding(data: bytes) -> str:
    """The likeliest of ENCODINGS for all of `data`."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    wide = _without_mark(data)
    if wide:
        return wide
    sample = _sample(data)
    if not sample:
        return "utf-8"
    # A draw goes to the first: UTF-8 is what new programs write, GB18030 what old ones do.
    return max(("utf-8", "gb18030", "big5"), key=lambda name: likelihood(decode(sample, name)))


def decode(data: bytes, encoding: str) -> str:
    """The text of `data`; bytes that mean nothing become U+FFFD, a byte order mark and a cut-off end vanish."""
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(data)
    return text.removeprefix("\ufeff")


def likelihood(text: str) -> float:
    """How much like a Chinese list the text beyond ASCII is: 1 is plain, 2 is the commonest characters, < 0 rubbish."""
    seen = [character for character in text if character > "\x7f"]
    return sum(map(_plainness, seen)) / len(seen) if seen else 1.0


def _plainness(character: str) -> float:
    if character in _EVERYDAY:
        return 2.0
    if "\u4e00" <= character <= "\u9fff":
        return 1.0 if _is_common(character) else 0.0
    if "\u3000" <= character <= "\u303f" or "\uff01" <= character <= "\uff5e" or character in "—“”‘’…·￥":
        return 1.0
    if character == "\ufffd" or unicodedata.category(character) in ("Cc", "Co", "Cn", "Cs"):
        return -4.0
    # Letters of Europe stand in names of authors, but never make up a Chinese file.
    return -1.0 if character < "\u2000" else 0.0


def _is_common(character: str) -> bool:
    """Whether the character is in the first, common plane of GB 2312 or of Big5."""
    for encoding, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        try:
            if first <= character.encode(encoding)[0] <= last:
                return True
        except UnicodeEncodeError:
            continue
    return False


def _sample(data: bytes) -> bytes:
    """The first lines that hold more than ASCII: a file can begin with thousands that do not."""
    kept, size = [], 0
    for line in _LINES_BEYOND_ASCII.finditer(data):
        kept.append(line[0])
        size += len(line[0])
        if size > _SAMPLE:
            break
    return b"".join(kept)[: 2 * _SAMPLE]


def _without_mark(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: its line ends and commas show a zero byte on one side of them."""
    head = data[: 2 * _SAMPLE]
    if head.count(0) < 2:
        return None
    little = sum(head[i::2].count(0) * (1 if i else -1) for i in (0, 1))
    encoding = "utf-16-le" if little > 0 else "utf-16-be"
    text = decode(head, encoding)
    plain = sum(1 for character in text if (character.isascii() and character != "\0") or _plainness(character) >= 1)
    return encoding if plain > 0.7 * len(text) else None
