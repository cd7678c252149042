"""Amounts of money as they stand in the fields of a form."""

from libdesk.domain.money import read_amount


def plain_amount(fen: int | None) -> str:
    """As an amount is typed: 12.50; "" for none."""
    return "" if fen is None else f"{fen // 100}.{fen % 100:02d}"


def amount_of(text: str) -> int | None:
    """None for an empty field. Raises AmountUnread, AmountTooLarge."""
    return read_amount(text) if text.strip() else None
