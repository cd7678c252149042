"""Call numbers: class number / book number with volume, edition and copy marks, and their order on the shelf."""


def shelf_key(call_no: str) -> bytes:
    """The key by which call numbers are sorted as they stand on the shelf."""
    return call_no.encode()


def class_part(call_no: str) -> str:
    """The class number of a call number: what stands before the first stroke."""
    return call_no.partition("/")[0]
