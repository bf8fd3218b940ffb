"""Places in a JSON text: which line and column, and which pointer, a key or value has."""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, NamedTuple

from scoring.words import Message

Path = tuple[str | int, ...]


class Slip(NamedTuple):
    """A problem at a path of a document; *at_key* points to the key rather than its value."""

    path: Path
    problem: Message
    remedy: Message
    at_key: bool = False
    excerpt: str = ""


class Spot(NamedTuple):
    """A line and a column, both from 1."""

    line: int
    column: int


class Span(NamedTuple):
    """Where a value stands in its text, and its key (in a list, the value itself)."""

    key: Spot
    value: Spot
    start: int
    end: int


def pointer_to(path: Path) -> str:
    """Return *path* as a JSON pointer.

    >>> pointer_to(("fields", "a/b", 0))
    '/fields/a~1b/0'
    """
    steps = (shown(str(step)).replace("~", "~0").replace("/", "~1") for step in path)
    return "".join(f"/{step}" for step in steps)


def shown(text: object, most: int = 80) -> str:
    """Return *text* fit for one line of a terminal: nothing hidden, and not without end."""
    start = str(text)[: most + 1]
    safe = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in start)
    return safe if len(safe) <= most else f"{safe[: most - 1]}…"


def safe(value: Any) -> Any:
    """Return a message, or what it tells of, with all text from a file fit to be shown."""
    if isinstance(value, Message):
        return Message(value.phrase, {name: safe(told) for name, told in value.values.items()})
    if isinstance(value, list | tuple):
        return [safe(item) for item in value]
    return shown(value, most=200) if isinstance(value, str) else value


def spot_at(source: str, offset: int) -> Spot:
    """Return the line and column of the character at *offset*."""
    line = source.count("\n", 0, offset) + 1
    return Spot(line, offset - source.rfind("\n", 0, offset))


def place_at(name: str, spot: Spot, path: Path = ()) -> str:
    """Return a place as people read it.

    >>> place_at("评分规则.json", Spot(12, 18), ("indicators", 0, "weight"))
    '评分规则.json:12:18 /indicators/0/weight'
    """
    return f"{shown(name)}:{spot.line}:{spot.column} {pointer_to(path)}".rstrip()


@lru_cache(maxsize=8)
def outline(source: str) -> tuple[tuple[Path, Span], ...]:
    """Return path and span of every value of a valid JSON text, in order, duplicates included."""
    with _garbage_kept():
        return tuple(_outlined(source))


@contextmanager
def _garbage_kept() -> Iterator[None]:
    """Look for no garbage within: among so many new objects it took half of the time."""
    afterwards = gc.enable if gc.isenabled() else gc.disable
    gc.disable()
    try:
        yield
    finally:
        afterwards()


def _outlined(source: str) -> Iterator[tuple[Path, Span]]:
    from json_source_map import handle, types

    entries = handle.value(source=source, current_location=types.Location(0, 0, 0))
    above: list[_Open] = []
    for _, entry in entries:
        while above and entry.value_start.position >= above[-1].end:
            above.pop()
        path = _step(source, entry, above[-1]) if above else ()
        key = entry.key_start or entry.value_start
        start, end = entry.value_start.position, entry.value_end.position
        yield path, Span(_spot(key), _spot(entry.value_start), start, end)
        above.append(_Open(path, end))


@lru_cache(maxsize=8)
def spans(source: str) -> dict[Path, Span]:
    """Return the span of every path; of keys that stand twice, the last, which JSON keeps."""
    return dict(outline(source))


class _Open:
    """A value that may hold others, and how many items it has held so far."""

    def __init__(self, path: Path, end: int):
        self.path, self.end, self.items = path, end, 0


def _step(source: str, entry: Any, above: _Open) -> Path:
    if entry.key_start is not None:
        literal = source[entry.key_start.position : entry.key_end.position]
        return (*above.path, json.loads(literal) if "\\" in literal else literal[1:-1])
    above.items += 1
    return (*above.path, above.items - 1)


def _spot(location: Any) -> Spot:
    return Spot(location.line + 1, location.column + 1)
