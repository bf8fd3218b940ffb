"""A file for each department, under a name that every system takes, whatever the department's."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from scoring.export.cleaning import REPLACEMENT, clean

MOST_CHARACTERS = 60  # before the ending; a path of Windows has room for 260 in all
_FOR_A_NUMBER = 8

# What Windows forbids, what a path or a shell gives a meaning, and what could not be shown.
_UNSAFE = re.compile(rf'[/\\:*?"<>|%$&;`!~{REPLACEMENT}]+')
_LEADING = re.compile(r"^[\s.\-=+@＝＋－＠_]+")
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\s*(\.|$))", re.IGNORECASE)


def file_names(known_by: Sequence[Sequence[str]], ending: str) -> list[str]:
    """Return a file name for each department, all distinct, with *ending* after it.

    *known_by* holds what each is known by: its name, then what tells it from others of that
    name (its code, its year), which is added only where names are the same.

    >>> file_names([["市财政局"], ["路政处", "01"], ["路政处", "02"], ["../../etc"]], ".docx")
    ['市财政局.docx', '路政处（01）.docx', '路政处（02）.docx', 'etc.docx']
    """
    names = [safe(whose[0]) for whose in known_by]
    for place in range(1, max(map(len, known_by), default=0)):
        clashing = _clashing(names)
        names = [
            _qualified(name, whose[place]) if key(name) in clashing and whose[place:] else name
            for name, whose in zip(names, known_by, strict=True)
        ]
    return [f"{name}{ending}" for name in _numbered(names)]


def department_files(departments: Sequence[Mapping[str, Any]], ending: str) -> list[str]:
    """Return a file name for each of *departments*, entries of the report."""
    known_by = [
        (d["department"], d["department_code"] or "", str(d["year"] or "")) for d in departments
    ]
    return file_names(known_by, ending)


def renamed(
    departments: Sequence[Mapping[str, Any]], names: Sequence[str], ending: str
) -> list[tuple[str, str]]:
    """Return the departments whose file does not bear just their name, each with that file."""
    pairs = ((d["department"], name) for d, name in zip(departments, names, strict=True))
    return [(given, name) for given, name in pairs if name != f"{given}{ending}"]


def safe(name: str) -> str:
    """Return *name* without anything that a file system, a path or a shell would act on.

    >>> safe("=cmd|x"), safe("CON"), safe("a/b."), safe("...")
    ('cmd_x', '_CON', 'a_b', '_')
    """
    text = unicodedata.normalize("NFC", clean(name))
    shown = "".join(letter if letter.isprintable() else "_" for letter in text)
    text = _cut(_LEADING.sub("", _UNSAFE.sub("_", shown)), MOST_CHARACTERS).rstrip(" ._")
    return _RESERVED.sub(r"_\1", text) or "_"


def key(name: str) -> str:
    """Return what two names share that a file system may take for the same."""
    return unicodedata.normalize("NFKC", name).casefold()


def _clashing(names: Sequence[str]) -> set[str]:
    return {name for name, count in Counter(map(key, names)).items() if count > 1}


def _qualified(name: str, by: str) -> str:
    """Return *name* with what tells it apart, which is kept when the name is long."""
    told = _cut(safe(by), MOST_CHARACTERS // 2) if by else ""
    return f"{_cut(name, MOST_CHARACTERS - len(told) - 2)}（{told}）" if told else name


def _numbered(names: Sequence[str]) -> list[str]:
    """Return *names* with a number after each that another bears too, or could be taken for."""
    clashing, taken = _clashing(names), {key(name) for name in names}
    found = []
    for name in names:
        number, told = 1, name
        while key(name) in clashing and key(told) in taken:
            told = f"{_cut(name, MOST_CHARACTERS - _FOR_A_NUMBER)}-{number}"
            number += 1
        taken.add(key(told))
        found.append(told)
    return found


def _cut(text: str, most: int) -> str:
    """Return the beginning of *text*: so many characters, of three bytes each on average."""
    return text[:most].encode()[: most * 3].decode(errors="ignore")
