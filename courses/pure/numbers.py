"""Numbers of rows as addresses and forms say them."""

# Beyond any row, and within what every database counts to.
MOST_DIGITS = 15


def row_number(sent: str) -> int | None:
    """The number of a row: 1 to 15 plain digits; None for anything else, whoever wrote it."""
    plain = sent.isascii() and sent.isdigit() and len(sent) <= MOST_DIGITS
    return int(sent) if plain else None
