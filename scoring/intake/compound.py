"""Compound files, the container of .xls: the stream of one name out of its chained sectors."""

import struct
from collections.abc import Sequence

_FREE = 0xFFFFFFFA  # this and above end a chain
_ENTRY = 128


def stream_of(data: bytes, names: Sequence[str]) -> bytes:
    """Return the first stream called one of *names*; raise ValueError where there is none."""
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    start, cutoff = struct.unpack_from("<I4xI", data, 48)
    small_table, next_difat = struct.unpack_from("<I4xI", data, 60)
    size = 1 << min(shift, 20)
    table = _numbers(b"".join(_sector(data, n, size) for n in _table(data, size, next_difat)))
    entries = _chained(data, start, table, size)
    root = _entry(entries, 0)
    for offset in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        name, first, length = _entry(entries, offset)
        if name not in names:
            continue
        if length >= cutoff:
            return _chained(data, first, table, size)[:length]
        small = _chained(data, root[1], table, size)
        links = _numbers(_chained(data, small_table, table, size))
        padded = b"\0" * (1 << small_shift) + small  # the chain counts from after a header
        return _chained(padded, first, links, 1 << small_shift)[:length]
    raise ValueError


def _table(data: bytes, size: int, following: int) -> list[int]:
    """Return the sectors that hold the table of chains."""
    sectors = list(struct.unpack_from("<109I", data, 76))
    while following < _FREE and len(sectors) <= len(data) // size + 109:
        *more, following = _numbers(_sector(data, following, size))
        sectors += more
    return [sector for sector in sectors if sector < _FREE]


def _chained(data: bytes, first: int, table: Sequence[int], size: int) -> bytes:
    parts: list[bytes] = []
    while first < _FREE and len(parts) <= len(table):  # a chain that loops is broken off
        parts.append(_sector(data, first, size))
        first = table[first]
    return b"".join(parts)


def _sector(data: bytes, number: int, size: int) -> bytes:
    return data[(number + 1) * size : (number + 2) * size]


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _entry(entries: bytes, offset: int) -> tuple[str, int, int]:
    (length,) = struct.unpack_from("<H", entries, offset + 64)
    first, size = struct.unpack_from("<II", entries, offset + 116)
    return entries[offset : offset + max(length - 2, 0)].decode("utf-16-le"), first, size
