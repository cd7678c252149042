"""The mark that the copies of a volume bear behind their title's call number."""


def with_volume(call_no: str, label: str) -> str:
    """I247.5/12(2) or I247.5/12(上); unchanged without a volume."""
    return f"{call_no}({label})" if call_no and label else call_no
