"""A supplier's delivery of any length for measuring: CNMARC of invented books as such files are, in GB18030.

Publishers, series, subjects and classes come again and again; titles, authors and summaries are new in each record.
"""

import random
from pathlib import Path
from typing import Final

HAN: Final = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五"
)
COPIES: Final = 2
_SEED: Final = 7


def write_delivery(path: Path, count: int) -> Path:
    """`count` records with two copies each, CR LF behind every one of them as suppliers' programs write it."""
    draw = random.Random(_SEED)

    def words(least: int, most: int) -> str:
        return "".join(draw.choices(HAN, k=draw.randint(least, most)))

    publishers = [(f"{words(2, 2)}", f"{words(3, 5)}出版社") for _n in range(120)]
    series = [f"{words(4, 6)}丛书" for _n in range(400)]
    subjects = [f"{words(2, 4)}" for _n in range(300)]
    classes = [f"{letter}{draw.randint(100, 999)}.{draw.randint(1, 9)}" for letter in "BDGHIJKNQ" for _n in range(20)]
    with path.open("wb") as out:
        for number in range(count):
            place, house = draw.choice(publishers)
            year, clc, person = draw.randint(1998, 2025), draw.choice(classes), words(2, 3)
            fields = [
                ("001", f"{number:010d}"), ("005", "20240312101500.0"),
                ("010", f"  \x1fa{_isbn(number)}\x1fb平装\x1fdCNY{draw.randint(12, 98)}.00"),
                ("100", f"  \x1fa{year}0312d{year}    em y0chiy50      ea"), ("101", "0 \x1fachi"),
                ("102", "  \x1faCN\x1fb110000"), ("105", "  \x1fay   a   000ay"), ("106", "  \x1far"),
                ("200", f"1 \x1fa{words(3, 9)}\x1fe{words(4, 8)}\x1ff{person}著" if number % 3 else
                 f"1 \x1fa{words(3, 9)}\x1f9pin yin\x1ff{person}主编"),
                ("210", f"  \x1fa{place}\x1fc{house}\x1fd{year}.{draw.randint(1, 12)}"),
                ("215", f"  \x1fa{draw.randint(80, 600)}页\x1fc图\x1fd{draw.choice((19, 21, 24, 26))}cm"),
                ("225", f"2 \x1fa{draw.choice(series)}"), ("300", f"  \x1fa{words(6, 10)}"),
                ("330", f"  \x1fa{words(60, 140)}。"), ("333", "  \x1fa中小学生"),
                ("606", f"0 \x1fa{draw.choice(subjects)}\x1fx{draw.choice(subjects)}"),
                ("606", f"0 \x1fa{draw.choice(subjects)}\x1fj青少年读物"), ("690", f"  \x1fa{clc}\x1fv5"),
                ("701", f" 0\x1fa{person}\x1f9pin yin\x1f4著"), ("801", " 0\x1faCN\x1fbSUPPLIER\x1fc20240312"),
                ("905", f"  \x1faSCHOOL{_codes(number)}\x1fd{clc}\x1fe{number % 900 + 1}\x1ff{COPIES}"),
            ]  # fmt: skip
            out.write(_record(fields) + b"\r\n")
    return path


def _codes(number: int) -> str:
    return "".join(f"\x1fb{10_000_000 + COPIES * number + nth}" for nth in range(COPIES))


def _isbn(number: int) -> str:
    digits = f"97875{number:07d}"
    check = -sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10
    return f"978-7-5{digits[5:8]}-{digits[8:]}-{check}"


def _record(fields: list[tuple[str, str]]) -> bytes:
    body, directory = b"", ""
    for tag, content in fields:
        data = content.encode("gb18030") + b"\x1e"
        directory += f"{tag}{len(data):04d}{len(body):05d}"
        body += data
    base = 24 + len(directory) + 1
    return f"{base + len(body) + 1:05d}nam0 22{base:05d}   450 {directory}\x1e".encode() + body + b"\x1d"
