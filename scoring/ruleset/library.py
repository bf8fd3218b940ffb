"""The rulesets that come with the engine, by id and edition."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from scoring.errors import Problem, RulesetError, use_instead
from scoring.ruleset.inheritance import assemble
from scoring.ruleset.places import safe, shown
from scoring.ruleset.shelf import on_shelf
from scoring.ruleset.text import read_text
from scoring.words import Message, Phrase


class Edition(NamedTuple):
    """One edition of a ruleset on the shelf; *in_force* is from and until, ISO dates."""

    id: str
    edition: str
    title: str
    in_force: tuple[str, str | None] | None
    path: Path


def library() -> tuple[Edition, ...]:
    """Return every edition on the shelf, by id and from old to new."""
    return _editions_in(on_shelf().values())


def find_ruleset(name: str, year: int | None = None) -> Edition:
    """Return the edition that *name* (``id@edition`` or ``id``) means.

    An ``id`` means the edition in force in *year*, the one that came into force last if there
    are several; without a year, the latest.

    >>> find_ruleset("no-such-ruleset")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    scoring.errors.RulesetError: ...
    """
    files = on_shelf()
    if name in files:
        return _edition_in(files[name])
    issues = _editions_in(file for file in files.values() if file.parent.name == name)
    if not issues:
        known = {*files, *(file.parent.name for file in files.values())}
        raise RulesetError([_problem(name, _UNKNOWN(name=name), use_instead(name, known))])
    in_force = [e for e in issues if year is None or _touches(e, year)]
    if not in_force:
        listed = [f"{e.id}@{e.edition}" for e in issues]
        raise RulesetError([_problem(name, _NONE_IN_FORCE(year=year), _NAME_ONE(names=listed))])
    return in_force[-1]


def _editions_in(files: Iterable[Path]) -> tuple[Edition, ...]:
    return tuple(sorted(map(_edition_in, files), key=lambda e: (e.id, _age(e))))


def _problem(name: str, problem: Message, remedy: Message) -> Problem:
    return Problem(shown(name), safe(problem), safe(remedy))


def _edition_in(file: Path) -> Edition:
    """Return what is on the cover; a ruleset that cannot be read still stands on the shelf."""
    try:
        cover = assemble(read_text(file)).value
    except RulesetError:
        cover = {}
    cover = cover if isinstance(cover, dict) else {}
    title = cover.get("title")
    shown = title if isinstance(title, str) else ""
    return Edition(file.parent.name, file.stem, shown, _dates(cover.get("in_force")), file)


def _dates(in_force: Any) -> tuple[str, str | None] | None:
    if not isinstance(in_force, dict) or not isinstance(in_force.get("from"), str):
        return None
    until = in_force.get("until")
    return in_force["from"], until if isinstance(until, str) else None


def _touches(edition: Edition, year: int) -> bool:
    """Say whether *edition* was in force on some day of *year*; undated ones always are."""
    if edition.in_force is None:
        return True
    start, until = edition.in_force
    return start <= f"{year:04}-12-31" and (until is None or until >= f"{year:04}-01-01")


def _age(edition: Edition) -> tuple[str, list[tuple[int, str]]]:
    """Return what sorts editions from old to new: their dates, then 9 before 10."""
    parts: Iterable[str] = re.findall(r"\d+|\D+", edition.edition)
    start = edition.in_force[0] if edition.in_force else ""
    return start, [(int(p), "") if p.isdecimal() else (-1, p) for p in parts]


_UNKNOWN = Phrase("没有名为「{name}」的评分规则", 'there is no ruleset "{name}"')
_NONE_IN_FORCE = Phrase("{year} 年没有施行中的版本", "no edition is in force in {year}")
_NAME_ONE = Phrase("请写明版本：{names}", "Name an edition: {names}")
