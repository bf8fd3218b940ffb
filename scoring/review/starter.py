"""A first ruleset to change into one's own: whole, with its explanations in its own keys."""

import os
from pathlib import Path

from scoring.errors import ExportError, Problem
from scoring.export import write_whole
from scoring.words import Phrase

STARTER = Path(__file__).with_name("starter.json")


def write_starter(path: str) -> None:
    """Write the starter into the new file *path*; ExportError if there is one already."""
    if os.path.lexists(path):
        raise ExportError([Problem(path, _EXISTS(), _ANOTHER_NAME())])
    if not path.lower().endswith(".json"):
        raise ExportError([Problem(path, _NO_JSON(), _END_IN_JSON())])
    write_whole(path, STARTER.read_text(encoding="utf-8"))


_EXISTS = Phrase("已经有这个文件，没有改动它", "this file exists, and was left as it is")
_ANOTHER_NAME = Phrase("请换一个文件名", "Choose another name")
_NO_JSON = Phrase("评分规则是 JSON 文件", "a ruleset is a JSON file")
_END_IN_JSON = Phrase("请用 .json 作后缀", "End its name in .json")
