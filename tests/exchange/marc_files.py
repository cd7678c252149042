"""Files of MARC as suppliers and older systems make them, good and broken, of books that do not exist."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

FIELD = b"\x1e"
RECORD = b"\x1d"
LEADER: Final = "00000nam0 2200000   450 "

Fields = Sequence[tuple[str, str]]  # tag and content, "$" before each subfield's code

RIVER: Final[Fields] = (
    ("001", "012024000117"),
    ("005", "20240312101500.0"),
    ("010", "  $a978-7-5000-0001-3$b平装$dCNY28.50"),
    ("100", "  $a20240312d2024    em y0chiy50      ea"),
    ("101", "1 $achi$ceng"),
    ("102", "  $aCN$b440000"),
    ("105", "  $aa   z   000ay"),
    ("106", "  $ar"),
    ("200", "1 $a河边的灯塔$9he bian de deng ta$e一个夏天的故事$f(英)安·怀特著$g林小溪译   "),
    ("205", "  $a2版"),
    ("210", "  $a广州$c南方少年出版社$d2024.3"),
    ("215", "  $a186页$c彩图$d21cm$e1光盘"),
    ("225", "2 $a小渡船丛书$v7"),
    ("300", "  $a小学中年级课外读物"),
    ("330", "  $a安娜在外婆家的河边住了一个夏天，每天晚上看灯塔的光。"),
    ("333", "  $a小学生"),
    ("510", "1 $aThe lighthouse by the river$zeng"),
    ("606", "0 $a儿童小说$x长篇小说$y英国$z现代"),
    ("610", "0 $a河流$a夏天"),
    ("690", "  $aI561.84$v5"),
    ("701", " 0$c(英)$a怀特$9huai te$c(White, Ann)$4著"),
    ("702", " 0$a林小溪$9lin xiao xi$4译"),
    ("801", " 0$aCN$bNFSD$c20240312"),
    ("905", "  $aNFSX$bN000117$bN000118$dI561.84$e12$f2"),
)
OLD: Final[Fields] = (
    ("001", "0160000051"),
    ("010", "  $d￥0.40"),
    ("091", "  $a10099·1234"),
    ("100", "  $a19790304d1978    efmy0chiy0121    eb"),
    ("101", "0 $achi"),
    ("200", "10$a农田里的算术$ANong Tian Li De Suan Shu$f陈大年$4编"),
    ("210", "  $a上海$c科学知识出版社$d1978.10"),
    ("215", "  $a92页$d20厘米"),
    ("690", "  $aO121$v2"),
    ("801", "  $aCN$bXAHT"),
    ("905", "  $b0020301-06$dO121$e2"),
    ("906", "  $a$h0020301$a$h0020302$a$h0020303$a$h0020304$a$h0020305$a$h0020306"),
    ("986", "  $a0020301$a0020302$a0020303$a0020304$a0020305$a0020306"),
)
TWO_GROUPS: Final[Fields] = (
    ("001", "schoolsystem"),
    ("010", "  $a7-5000-0002-2$b平装$dCNY0.00"),
    ("100", "  $a00010101d        em y0chiy0121    ea"),
    ("106", "ar"),
    ("200", "1 $a山顶的秘密（上）：云后面有什么$b专著$e$f周一鸣,吴小山编著$g$h$i"),
    ("210", "  $a北京$c远山出版社$d1999.1"),
    ("215", "  $a1-371页$d"),
    ("225", "  $a云雾丛书"),
    ("330", "  $a"),
    ("606", "0 $a$2ct"),
    ("690", "  $aK86$v"),
    ("905", "  $a1$bT004567$c0$dK86$e1$f2$sK86/1:0$a1$bT004569$c0$dK86$e1$f2$sK86/1:0"),
)
BOOKS: Final = (RIVER, OLD, TWO_GROUPS)


def field(content: str) -> str:
    return content.replace("$", "\x1f")


def record(
    fields: Fields,
    encoding: str = "utf-8",
    *,
    leader: str = LEADER,
    measure: Callable[[str], int] | None = None,
    base_off: int = 0,
    length: str | None = None,
    order: Sequence[int] | None = None,
) -> bytes:
    """One record of ISO 2709 with its terminator. `measure` counts the length of a text otherwise than in bytes."""
    size = measure or (lambda text: len(text.encode(encoding)))
    bodies = [field(content) + "\x1e" for _tag, content in fields]
    entries, at = [], 0
    for (tag, _content), body in zip(fields, bodies, strict=True):
        entries.append(f"{tag}{size(body):04d}{at:05d}")
        at += size(body)
    if order is not None:
        entries = [entries[index] for index in order]
    base = 24 + 12 * len(entries) + 1
    total = f"{base + at + 1:05d}" if length is None else length
    head = f"{total}{leader[5:12]}{base + base_off:05d}{leader[17:]}"
    return (head + "".join(entries) + "\x1e" + "".join(bodies)).encode(encoding) + RECORD


def records(encoding: str = "utf-8", books: Iterable[Fields] = BOOKS) -> list[bytes]:
    return [record(book, encoding) for book in books]


def many(count: int, encoding: str = "utf-8") -> bytes:
    """A supplier's delivery: `count` records of one shape whose numbers, titles and barcodes differ."""
    made = []
    for number in range(count):
        changed = {
            "001": f"0120{number:08d}",
            "010": f"  $a{isbn(number)}$b平装$dCNY{12 + number % 60}.80",
            "200": RIVER[8][1].replace("河边", f"河边第{number}号"),
            "905": f"  $aNFSX$bS{2 * number:07d}$bS{2 * number + 1:07d}$dI561.84$e{number}$f2",
        }
        made.append(record([(tag, changed.get(tag, content)) for tag, content in RIVER], encoding) + b"\r\n")
    return b"".join(made)


def isbn(number: int) -> str:
    """A sound ISBN with hyphens, of a publisher's number that is in no use for schoolbooks."""
    digits = f"97875{number:07d}"
    check = -sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits)) % 10
    return f"978-7-5{digits[5:9]}-{digits[9:]}-{check}"
