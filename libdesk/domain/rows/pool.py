"""Suppliers' records apart from the catalogue, as the look-ups and the list of their files show them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PoolRow:
    """One supplier's record. `file` and `day` (ISO) say which file brought it and when."""

    id: int
    record_id: int
    isbn: str
    title: str
    author: str
    publisher: str
    year: int | None
    price_fen: int | None
    class_no: str
    file: str
    day: str


@dataclass(frozen=True, slots=True)
class PoolFile:
    """One file of suppliers' records; `records` is how many of them it brought."""

    id: int
    name: str
    day: str
    records: int


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A record as it came: its form (cnmarc, marc21), its encoding and its bytes."""

    id: int
    form: str
    encoding: str
    data: bytes
