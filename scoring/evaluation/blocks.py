"""The departments in blocks that stay in cache."""

from collections.abc import Iterator

BLOCK = 65_536


def blocks(size: int) -> Iterator[slice]:
    """Yield the rows of one block after another."""
    for start in range(0, size, BLOCK):
        yield slice(start, min(start + BLOCK, size))
