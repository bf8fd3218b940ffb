"""HTML as one file that loads nothing and prints on A4; the door to Jinja2."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from scoring.export.blocks import Block, Code, Facts, Heading, Picture, Table
from scoring.export.cleaning import clean

_HERE = Path(__file__).parent


def print_html(blocks: Sequence[Block | Picture], title: str, language: str) -> str:
    """Return *blocks* as one self-contained page; all text in it is escaped."""
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    told = {"parts": sorts(blocks), "title": title, "language": language, "style": style}
    return fill_in("page.html.jinja", told)


def fill_in(template: str, told: dict[str, Any]) -> str:
    """Return *template*, a file of this room, filled in with what is *told*, escaped."""
    # Its import costs more than the page, and most formats do without it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"clean": clean, "digest": _digest}
    return environment.get_template(template).render(told) + "\n"


def _digest(text: str) -> str:
    """Return what a content policy knows *text* by: the browser obeys it and nothing else."""
    return b64encode(sha256(text.encode()).digest()).decode()


def sorts(blocks: Iterable[Block | Picture]) -> list[tuple[str, Block | Picture]]:
    """Return *blocks*, each with the name that templates know its kind by."""
    return [(_sort(block), block) for block in blocks]


def _sort(block: Block | Picture) -> str:
    match block:
        case Heading():
            return "heading"
        case Facts():
            return "facts"
        case Table():
            return "table"
        case Code():
            return "code"
        case Picture():
            return "picture"
    return "bullets"
