"""The difference of two rulesets as a page: what changed, whom it moves, and why."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from scoring.export.blocks import Block, Bullets, Column, Facts, Heading, Table
from scoring.export.figures import mark
from scoring.export.headings import DEPARTMENT, INDICATOR, named
from scoring.review.diff.sections import TABLES
from scoring.ruleset.top_keys import RULESET
from scoring.words import CHINESE, Phrase, fixed

Json = Mapping[str, Any]
SHOWN = 20
_LONG = 40


def page(diff: Json, *, details: bool) -> list[Block]:
    """Return the page of *diff*; without *details*, the departments that moved most."""
    language = diff["language"]
    blocks: list[Block] = [Heading(1, _TITLE().say(language)), _rulesets(diff)]
    scoring = [change for change in diff["changes"] if change["scores"]]
    wording = [change for change in diff["changes"] if not change["scores"]]
    blocks.append(Heading(2, _SCORING(count=len(scoring)).say(language)))
    blocks += _changes(scoring, language) if scoring else [Bullets((_NO_CHANGE().say(language),))]
    if wording:
        blocks.append(Heading(2, _WORDING(count=len(wording)).say(language)))
        blocks += _changes(wording, language) if details else [_counted(wording, language)]
    return [*blocks, *(_effect(diff, details) if diff["effect"] else ())]


def _rulesets(diff: Json) -> Facts:
    sides = {_OLD: diff["old"], _NEW: diff["new"]}
    told = ((key, _RULESET(**side, digest=side["sha256"][:12])) for key, side in sides.items())
    return Facts(
        "", tuple((key().say(diff["language"]), m.say(diff["language"])) for key, m in told)
    )


# --- what changed -----------------------------------------------------------------------------


def section_title(section: str, language: str) -> str:
    """Return what a section of a ruleset is called."""
    if section == "ruleset":
        return _COVER().say(language)
    return str(RULESET[section]["title"]) if language == CHINESE else section


def _changes(changes: Sequence[Json], language: str) -> Iterator[Block]:
    for section, inside in groupby(changes, key=lambda change: change["section"]):
        yield Heading(3, section_title(section, language))
        for (name, title), own in groupby(inside, key=lambda c: (c["id"], c["title"])):
            subject = _SUBJECT(title=title, id=name) if title not in ("", name) else None
            heading = subject.say(language) if subject else name
            facts = (fact for change in own for fact in _sentences(change, language))
            yield Facts(heading, tuple(facts))


def label(change: Json, language: str) -> str:
    """Return what kind of change it is, or which key changed."""
    kind = _KINDS.get(change["kind"])
    return kind().say(language) if kind else str(change["label"])


def _sentences(change: Json, language: str) -> Iterator[tuple[str, str]]:
    """Yield the change as a labelled sentence; as two of them where both sides are long."""
    name, (before, after) = label(change, language), (change["before"], change["after"])
    if before and after and len(before + after) > _LONG:
        yield _LABEL(label=_WAS(label=name)).say(language), before
        yield _LABEL(label=_IS(label=name)).say(language), after
        return
    told = (_BOTH if before and after else _ONE)(before=before, after=after)
    yield _LABEL(label=name).say(language), told.say(language)


def _counted(changes: Sequence[Json], language: str) -> Bullets:
    sections = list(dict.fromkeys(change["section"] for change in changes))
    counts = [
        _COUNT(
            section=section_title(name, language),
            count=sum(change["section"] == name for change in changes),
        )
        for name in TABLES
        if name in sections
    ]
    return Bullets((_IN_DETAILS(counts=counts).say(language),))


# --- what it does -----------------------------------------------------------------------------


def _effect(diff: Json, details: bool) -> Iterator[Block]:
    language, effect = diff["language"], diff["effect"]
    yield Heading(2, _EFFECT().say(language))
    decimals = effect["decimals"]
    yield _summary(effect["summary"], decimals, language)
    if diff["findings"]:
        yield Bullets(tuple(finding["message"] for finding in diff["findings"]))
    if effect["grades"]:
        yield Heading(3, _REGRADED().say(language))
        yield _grades(effect["grades"], language)
    if effect["indicators"]:
        yield Heading(3, _BY_INDICATOR().say(language))
        yield _indicators(effect["indicators"], decimals, language)
    moved = [entry for entry in effect["departments"] if has_moved(entry)]
    shown = moved if details else moved[:SHOWN]
    if shown:
        yield Heading(3, _DEPARTMENTS(shown=len(shown), moved=len(moved)).say(language))
        yield _standings(shown, decimals, language)
        yield Heading(3, _REASONS().say(language))
        explained = (entry for entry in shown if entry["reasons"])
        yield Bullets(tuple(_why(entry, decimals, language) for entry in explained))


def has_moved(entry: Json) -> bool:
    """Say whether total, rank or grade of a department changed."""
    return bool(entry["change"]) or entry["before"] != entry["after"]


def _summary(summary: Json, decimals: int, language: str) -> Facts:
    facts = [(_COUNTS_LABEL, _COUNTS(**summary))]
    if summary["no_longer_ranked"] or summary["newly_ranked"]:
        facts.append((_RANKED_LABEL, _RANKED(**summary)))
    if summary["largest_change"]:
        largest = summary["largest_change"]
        told = {
            "mean": signed(summary["mean_change"], decimals + 2),
            "change": signed(largest["change"], decimals),
        }
        facts.append((_CHANGE_LABEL, _CHANGE(**told, department=largest["department"])))
    tau = summary["kendall_tau_b"]
    shown = _NO_TAU() if tau is None else fixed(tau, 4)
    facts.append((_TAU_LABEL, _TAU(tau=shown, **summary["pairs"])))
    return Facts("", tuple((label().say(language), told.say(language)) for label, told in facts))


def signed(points: float, decimals: int) -> str:
    """Return a difference, which lies on the grid of *decimals*, with its sign.

    >>> signed(1.5, 2), signed(-0.25, 2), signed(0, 2)
    ('+1.50', '-0.25', '0.00')
    """
    return f"{points:+.{decimals}f}" if points else f"{0:.{decimals}f}"


def _grades(grades: Sequence[Json], language: str) -> Table:
    none = _NO_GRADE().say(language)
    columns = (Column(_OLD_GRADE().say(language)), Column(_NEW_GRADE().say(language)))
    rows = ((g["before"] or none, g["after"] or none, str(g["departments"])) for g in grades)
    return Table((*columns, Column(_NUMBER().say(language), right=True)), tuple(rows))


def _indicators(indicators: Sequence[Json], decimals: int, language: str) -> Table:
    figures = ("points", "by_full_marks", "by_rule")
    headings = (_UP, _DOWN, _SUM, _OF_MARKS, _OF_RULE)
    columns = [Column(INDICATOR().say(language), least=12)]
    columns += [Column(heading().say(language), right=True) for heading in headings]
    rows = (
        (
            part["title"],
            str(part["up"]),
            str(part["down"]),
            *(signed(part[key], decimals) for key in figures),
        )
        for part in indicators
    )
    return Table(tuple(columns), tuple(rows))


def _standings(entries: Sequence[Json], decimals: int, language: str) -> Table:
    headings = (_OLD_TOTAL, _NEW_TOTAL, _MOVED, _OLD_RANK, _NEW_RANK)
    columns = [Column(DEPARTMENT().say(language), least=12)]
    columns += [Column(heading().say(language), right=True) for heading in headings]
    columns += [Column(h().say(language), least=4) for h in (_OLD_GRADE, _NEW_GRADE)]
    rows = ((named(entry, language), *standing(entry, decimals)) for entry in entries)
    return Table(tuple(columns), tuple(rows))


def standing(entry: Json, decimals: int) -> tuple[str, ...]:
    """Return the totals, their difference, the ranks and the grades of a department."""
    sides = entry["before"], entry["after"]
    totals = [mark(side["total"], decimals) for side in sides]
    ranks = [str(side["rank"] or "-") for side in sides]
    return (
        *totals,
        signed(entry["change"], decimals),
        *ranks,
        *(side["grade"] or "-" for side in sides),
    )


def _why(entry: Json, decimals: int, language: str) -> str:
    told = {"change": signed(entry["change"], decimals), "reasons": reasons(entry, decimals)}
    return _WHY(name=named(entry, language), **told).say(language)


def reasons(entry: Json, decimals: int) -> list[str]:
    """Return what each indicator adds to the difference of a department, the most first."""
    return [f"{part['title']} {signed(part['points'], decimals)}" for part in entry["reasons"]]


_TITLE = Phrase("评分规则对比", "Two rulesets compared")
_OLD, _NEW = Phrase("旧规则：", "Old: "), Phrase("新规则：", "New: ")
_RULESET = Phrase("{title}（{id}@{edition}，{digest}）", "{title} ({id}@{edition}, {digest})")
_COVER = Phrase("封面", "cover")
_SCORING = Phrase("影响得分的改动（{count} 处）", "Changes that can move scores ({count})")
_WORDING = Phrase("文字和依据的改动（{count} 处）", "Changes of wording and basis ({count})")
_NO_CHANGE = Phrase("没有影响得分的改动", "Nothing that could move a score has changed")
_SUBJECT = Phrase("{title}（{id}）", "{title} ({id})")
_KINDS = {
    "added": Phrase("新增", "added"),
    "removed": Phrase("删去", "removed"),
    "moved": Phrase("移动", "moved"),
    "reordered": Phrase("次序", "order"),
}
_LABEL = Phrase("{label}：", "{label}: ")
_WAS, _IS = Phrase("原{label}", "old {label}"), Phrase("新{label}", "new {label}")
_BOTH = Phrase("{before} → {after}", "{before} → {after}")
_ONE = Phrase("{before}{after}", "{before}{after}")
_COUNT = Phrase("{section} {count} 处", "{section} {count}")
_IN_DETAILS = Phrase("{counts}（用 --details 列出）", "{counts} (listed with --details)")
_EFFECT = Phrase("对部门的影响", "What it does to departments")
_COUNTS_LABEL = Phrase("部门：", "Departments: ")
_COUNTS = Phrase(
    "{departments} 个，{moved} 个有变动：总分 {totals_changed}，名次 {ranks_changed}，"
    "等级 {grades_changed}",
    "{departments}, of which {moved} moved: totals {totals_changed}, ranks {ranks_changed}, "
    "grades {grades_changed}",
)
_RANKED_LABEL = Phrase("参加排名：", "Ranked: ")
_RANKED = Phrase(
    "{no_longer_ranked} 个不再参加，{newly_ranked} 个新参加",
    "{no_longer_ranked} no longer, {newly_ranked} newly",
)
_CHANGE_LABEL = Phrase("总分变动：", "Totals: ")
_CHANGE = Phrase(
    "平均 {mean}，最大 {change}（{department}）",
    "{mean} on average, {change} at most ({department})",
)
_TAU_LABEL = Phrase("名次一致性：", "Agreement of ranks: ")
_TAU = Phrase(
    "肯德尔 τ-b {tau}（同类组内 {all} 对，{discordant} 对次序相反）",
    "Kendall's tau-b {tau} ({all} pairs of peers, {discordant} in opposite order)",
)
_NO_TAU = Phrase("无从计算", "none")
_REGRADED = Phrase("等级变动", "Grades")
_BY_INDICATOR = Phrase("各指标的影响", "By indicator")
_DEPARTMENTS = Phrase(
    "变动的部门（列出 {shown} 个，共 {moved} 个）", "Departments that moved ({shown} of {moved})"
)
_REASONS = Phrase("变动原因（各项之和等于总分变动）", "Why (the parts add up to the difference)")
_WHY = Phrase("{name}：{change} = {reasons}", "{name}: {change} = {reasons}")
_NO_GRADE = Phrase("无等级", "none")
_OLD_GRADE, _NEW_GRADE = Phrase("原等级", "Old grade"), Phrase("新等级", "New grade")
_NUMBER = Phrase("部门数", "Departments")
_UP, _DOWN = Phrase("升", "Up"), Phrase("降", "Down")
_SUM = Phrase("合计", "Sum")
_OF_MARKS = Phrase("因满分", "Of marks")
_OF_RULE = Phrase("因规则", "Of rule")
_OLD_TOTAL, _NEW_TOTAL = Phrase("原总分", "Old total"), Phrase("新总分", "New total")
_MOVED = Phrase("变动", "Change")
_OLD_RANK, _NEW_RANK = Phrase("原名次", "Old rank"), Phrase("新名次", "New rank")
