"""Weight sets side by side on a page: what each does in all, to whom, and why."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scoring.export.blocks import Block, Bullets, Column, Facts, Heading, Table
from scoring.export.figures import NONE
from scoring.export.footer import footer
from scoring.export.headings import DEPARTMENT, INDICATOR, label, named
from scoring.review.diff.page import signed
from scoring.tuning.effects.columns import (
    OTHER_RANKS,
    by_group,
    group_cell,
    group_column,
    is_grouped,
    other_rank,
    unlisted,
)
from scoring.words import Message, Phrase, fixed, plain

Json = Mapping[str, Any]
SHOWN, PARTS = 20, 4
_INDENT = "· "


def page(result: Json, *, details: bool = False) -> list[Block]:
    """Return the page of a what-if; without *details*, the departments that move most."""
    language = result["language"]
    blocks: list[Block] = [
        Heading(1, _TITLE().say(language)),
        _rules(result),
        Heading(2, _IN_ALL().say(language)),
        _in_all(result),
        *_notes(result),
        Heading(2, _WEIGHTS().say(language)),
        _weights(result),
    ]
    moved = [entry for entry in result["departments"] if _has_moved(entry)]
    if moved:
        shown = moved if details else sorted(moved, key=_by_move)[:SHOWN]
        shown = by_group([entry for entry in moved if entry in shown], _other(result))
        counts = {"shown": len(shown), "moved": len(moved), "all": len(result["departments"])}
        title = _MOST if len(shown) < len(moved) else _STANDINGS
        blocks += [Heading(2, title(**counts).say(language)), _standings(result, shown)]
        blocks += [*_crossings(result, details), *_reasons(result, shown, details)]
        blocks += unlisted(len(moved) - len(shown), language)
    return [*blocks, footer(result)]


def _rules(result: Json) -> Facts:
    language, rules = result["language"], result["ruleset"]
    told = (
        (_RULES, _NAMED(title=rules["title"], id=rules["id"], edition=rules["edition"])),
        (_COUNT, _DEPARTMENTS(count=len(result["departments"]))),
    )
    return Facts("", tuple((label(name, language), text.say(language)) for name, text in told))


def _in_all(result: Json) -> Table:
    """Return a row for each set: how far it goes, and how many it moves how far."""
    language, decimals = result["language"], result["decimals"]
    columns = [Column(_SET().say(language), least=8)]
    columns += [Column(heading().say(language), right=True) for heading in _HEADINGS]
    columns.append(Column(_FARTHEST().say(language), least=12))
    return Table(tuple(columns), tuple(_set_row(t, decimals, language) for t in result["trials"]))


def _set_row(trial: Json, decimals: int, language: str) -> tuple[str, ...]:
    summary, tau = trial["summary"], trial["summary"]["kendall_tau_b"]
    largest = summary["largest_change"]
    return (
        trial["set"]["id"],
        plain(round(trial["distance"]["moved"], 2)),
        str(summary["totals_changed"]),
        str(summary["ranks_changed"]),
        str(summary["grades_changed"]),
        signed(largest["change"], decimals) if largest else NONE,
        NONE if tau is None else fixed(tau, 4),
        _farthest(summary["largest_rank_change"], language),
    )


def _farthest(move: Json | None, language: str) -> str:
    return _FROM_TO(**move).say(language) if move else NONE


def _notes(result: Json) -> Iterator[Block]:
    """Yield what of a set the ruleset would not allow, for whom it holds, and who is ranked."""
    language, lines = result["language"], []
    for trial in result["trials"]:
        name = trial["set"]["id"]
        if trial["beyond_bounds"]:
            lines.append(_BEYOND(set=name, messages=trial["beyond_bounds"]).say(language))
        lines += [_OF_SET(set=name, text=note).say(language) for note in trial["profiles"]]
        counts = {key: trial["summary"][key] for key in ("no_longer_ranked", "newly_ranked")}
        if any(counts.values()):
            lines.append(_RANKED(set=name, **counts).say(language))
    if lines:
        yield Bullets(tuple(lines))


def _weights(result: Json) -> Table:
    language = result["language"]
    columns = [
        Column(INDICATOR().say(language), least=12),
        Column(_NOW().say(language), right=True),
    ]
    columns += [Column(trial["set"]["id"], right=True) for trial in result["trials"]]
    changed = [entry for entry in result["weights"] if set(entry["sets"]) != {entry["now"]}]
    rows = [
        (
            _INDENT * entry["depth"] + entry["title"],
            plain(entry["now"]),
            *(plain(weight) for weight in entry["sets"]),
        )
        for entry in changed
    ]
    return Table(tuple(columns), tuple(rows))


# --- department by department -----------------------------------------------------------------


def _has_moved(entry: Json) -> bool:
    return any(
        trial["change"] or trial["rank_change"] or trial["after"] != entry["before"]
        for trial in entry["trials"]
    )


def _by_move(entry: Json) -> tuple[float, float]:
    """Return what puts first who goes most places up or down, then by the most points."""
    places = max(abs(trial["rank_change"]) for trial in entry["trials"])
    return -places, -max(abs(trial["change"]) for trial in entry["trials"])


def _other(result: Json) -> str:
    return other_rank([entry["before"] for entry in result["departments"]])


def _standings(result: Json, entries: Sequence[Json]) -> Table:
    """Return where departments stand now and under each set: total, rank with its move, grade."""
    language, decimals = result["language"], result["decimals"]
    other = _other(result)
    grouped = is_grouped(result["departments"])
    columns = [Column(DEPARTMENT().say(language), least=20), *group_column(grouped, language)]
    for name in ("", *(trial["set"]["id"] for trial in result["trials"])):
        total = _ITS_TOTAL(set=name) if name else _TOTAL()
        columns += [Column(text.say(language), right=True) for text in (total, _RANK())]
        if other:
            columns.append(Column(OTHER_RANKS[other]().say(language), right=True, optional=True))
        columns.append(Column(_GRADE().say(language), least=4))
    rows = [_standing(entry, grouped, other, decimals, language) for entry in entries]
    return Table(tuple(columns), tuple(rows))


def _standing(
    entry: Json, grouped: bool, other: str, decimals: int, language: str
) -> tuple[str, ...]:
    cells = [named(entry, language), *group_cell(entry, grouped)]
    cells += _cells(entry["before"], other, decimals)
    for trial in entry["trials"]:
        total, rank, *rest = _cells(trial["after"], other, decimals)
        cells += [total, rank + arrow(trial["rank_change"]), *rest]
    return tuple(cells)


def _cells(standing: Json, other: str, decimals: int) -> list[str]:
    ranks = [standing["rank"], *([standing[other]] if other else [])]
    told = [NONE if rank is None else str(rank) for rank in ranks]
    return [f"{standing['total']:.{decimals}f}", *told, standing["grade"] or NONE]


def arrow(places: int) -> str:
    """Return how many places somebody goes up or down, after the rank.

    >>> arrow(3), arrow(-1), arrow(0)
    ('↑3', '↓1', '')
    """
    return f"{'↑' if places > 0 else '↓'}{abs(places)}" if places else ""


def _crossings(result: Json, details: bool) -> Iterator[Block]:
    """Yield who crosses a grade line under each set."""
    language = result["language"]
    for trial in result["trials"]:
        if not trial["crossed"]:
            continue
        told = {"set": trial["set"]["id"], "count": len(trial["crossed"])}
        yield Heading(3, _CROSSED(**told).say(language))
        kinds: dict[tuple[str, str], list[str]] = {}
        for entry in trial["crossed"]:
            grades = entry["before"] or NONE, entry["after"] or NONE
            kinds.setdefault(grades, []).append(entry["department"])
        yield Bullets(tuple(_crossing(*k, names, details, language) for k, names in kinds.items()))


def _crossing(was: str, now: str, names: list[str], details: bool, language: str) -> str:
    shown = names if details else names[:SHOWN]
    more = _AND_MORE(count=len(names)) if len(names) > len(shown) else ""
    return _FROM_GRADE(before=was, after=now, names=shown, more=more).say(language)


def _reasons(result: Json, entries: Sequence[Json], details: bool) -> Iterator[Block]:
    language, decimals = result["language"], result["decimals"]
    for place, trial in enumerate(result["trials"]):
        lines = [
            _WHY(
                name=named(entry, language),
                change=signed(own["change"], decimals),
                reasons=_parts(own["reasons"], decimals, details),
            ).say(language)
            for entry in entries
            if (own := entry["trials"][place])["reasons"]
        ]
        if lines:
            yield Heading(3, _REASONS(set=trial["set"]["id"]).say(language))
            yield Bullets(tuple(lines))


def _parts(parts: Sequence[Json], decimals: int, details: bool) -> list[Message]:
    """Return the reasons, the greatest first; without *details* the small ones as one sum."""
    few = parts if details or len(parts) <= PARTS + 1 else parts[:PARTS]
    told = [_PART(title=part["title"], points=signed(part["points"], decimals)) for part in few]
    if len(few) < len(parts):
        rest = round(sum(part["points"] for part in parts[PARTS:]), decimals)
        told.append(_REST(count=len(parts) - PARTS, points=signed(rest, decimals)))
    return told


_TITLE = Phrase("权重试算", "What if weights change")
_RULES = Phrase("评分规则", "Ruleset")
_NAMED = Phrase("{title}（{id}@{edition}）", "{title} ({id}@{edition})")
_COUNT = Phrase("部门", "Departments")
_DEPARTMENTS = Phrase("{count} 个", "{count}")
_IN_ALL = Phrase("各方案的影响", "What each set does")
_SET = Phrase("方案", "Set")
_HEADINGS = (
    Phrase("调整分值", "Points moved"),
    Phrase("总分变动", "Totals"),
    Phrase("名次变动", "Ranks"),
    Phrase("等级变动", "Grades"),
    Phrase("最大变动", "Largest"),
    Phrase("肯德尔 τ-b", "Kendall τ-b"),
)
_FARTHEST = Phrase("名次变动最大", "Farthest in rank")
_FROM_TO = Phrase("{department} {before}→{after}", "{department} {before}→{after}")
_BEYOND = Phrase(
    "方案「{set}」超出评分规则允许的范围：{messages}",
    '"{set}" goes beyond the bounds of the ruleset: {messages}',
)
_OF_SET = Phrase("方案「{set}」：{text}", '"{set}": {text}')
_RANKED = Phrase(
    "方案「{set}」：{no_longer_ranked} 个不再参加排名，{newly_ranked} 个新参加",
    '"{set}": {no_longer_ranked} are no longer ranked, {newly_ranked} newly',
)
_WEIGHTS = Phrase("权重（只列有变化的）", "Weights (those that change)")
_NOW = Phrase("现行", "Now")
_STANDINGS = Phrase(
    "各部门（{all} 个部门中有变动的 {moved} 个）", "Departments (the {moved} that move, of {all})"
)
_MOST = Phrase(
    "各部门（{all} 个部门中有变动的 {moved} 个，列出变动最大的 {shown} 个）",
    "Departments (the {shown} that move most of {moved} that move, of {all})",
)
_TOTAL, _RANK, _GRADE = (
    Phrase("现行总分", "Total"),
    Phrase("名次", "Rank"),
    Phrase("等级", "Grade"),
)
_ITS_TOTAL = Phrase("{set}总分", "{set} total")
_PART = Phrase("{title} {points}", "{title} {points}")
_REST = Phrase("其余 {count} 项 {points}", "{count} others {points}")
_CROSSED = Phrase(
    "方案「{set}」跨等级线（{count} 个）", 'Crossing a grade line under "{set}" ({count})'
)
_FROM_GRADE = Phrase("{before} → {after}：{names}{more}", "{before} → {after}: {names}{more}")
_AND_MORE = Phrase(" 等 {count} 个", " and others, {count} in all")
_REASONS = Phrase(
    "方案「{set}」变动原因（各项之和等于总分变动）",
    'Why under "{set}" (the parts add up to the difference)',
)
_WHY = Phrase("{name}：{change} = {reasons}", "{name}: {change} = {reasons}")
