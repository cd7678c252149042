"""Numbers of books that nobody has printed."""


def isbn(number: int) -> str:
    """A sound ISBN for a made-up book."""
    bare = f"97875{number:07d}"
    digits = [int(figure) for figure in bare]
    check_digit = -sum(d * (3 if at % 2 else 1) for at, d in enumerate(digits)) % 10
    return f"{bare}{check_digit}"
