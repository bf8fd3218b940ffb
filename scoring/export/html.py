"""HTML: the same page as one file that loads nothing and prints on A4; the door to Jinja2."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from scoring.export.blocks import Block, Code, Facts, Heading, Table
from scoring.export.cleaning import clean

_HERE = Path(__file__).parent


def print_html(blocks: Sequence[Block], title: str, language: str) -> str:
    """Return *blocks* as one self-contained page; all text in it is escaped."""
    # Its import costs more than the page, and most formats do without it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    style = (_HERE / "page.css").read_text(encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["clean"] = clean
    parts = [(_sort(block), block) for block in blocks]
    page: dict[str, Any] = {"parts": parts, "title": title, "language": language, "style": style}
    # The browser applies this style and nothing else, whatever a submitted text might hold.
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return environment.get_template("page.html.jinja").render(page, digest=digest) + "\n"


def _sort(block: Block) -> str:
    match block:
        case Heading():
            return "heading"
        case Facts():
            return "facts"
        case Table():
            return "table"
        case Code():
            return "code"
    return "bullets"
