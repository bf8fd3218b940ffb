"""Two years compared on a page and in every other format of tuning."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scoring.export.blocks import Block, Bullets, Column, Facts, Heading, Table
from scoring.export.figures import NONE
from scoring.export.footer import footer
from scoring.export.headings import CODE, DEPARTMENT, GROUP, INDICATOR, label, named
from scoring.export.outputs import WIDTH, render_result
from scoring.export.sheets import COUNT, POINTS, TEXT, Head, Sheet
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
from scoring.tuning.effects.rank_lines import rank_lines
from scoring.words import Message, Phrase, fixed

Json = Mapping[str, Any]
SHOWN, PARTS = 20, 4


def render_years(
    result: Json,
    format: str,  # noqa: A002
    width: int = WIDTH,
    *,
    details: bool = False,
) -> str | bytes:
    """Return the comparison of two years in one of the formats of tuning; as svg, the ranks."""
    return render_result(
        result,
        format,
        lambda: page(result, details=details),
        lambda: [_departments_sheet(result), _reasons_sheet(result)],
        width,
        lambda: _lines(result),
    )


def _lines(result: Json) -> str:
    """Return the ranks of the departments that move most as lines from year to year."""
    language = result["language"]
    heads = [name().say(language) for name in (_OLD_RANK, _NEW_RANK)]

    def standings(entry: Json) -> list[Json]:
        return [entry["old"], entry["new"]]

    return rank_lines(result["departments"], standings, heads, _LINES_TOLD, language)


def page(result: Json, *, details: bool = False) -> list[Block]:
    """Return the page of two years; without *details*, the departments that changed most."""
    language, departments = result["language"], result["departments"]
    blocks: list[Block] = [Heading(1, _TITLE().say(language)), _facts(result)]
    if result["findings"]:
        blocks.append(Bullets(tuple(finding["message"] for finding in result["findings"])))
    blocks += [Heading(2, _CROSSED().say(language)), _crossed(result)]
    if result["indicators"]:
        blocks += [Heading(2, _BY_INDICATOR().say(language)), _indicators(result)]
    if departments:
        most = sorted(departments, key=lambda entry: -abs(entry["change"]))[:SHOWN]
        shown = departments if details else [entry for entry in departments if entry in most]
        shown = by_group(shown, _other(result))
        told = {"shown": len(shown), "all": len(departments)}
        title = _MOST if len(shown) < len(departments) else _DEPARTMENTS
        blocks += [Heading(2, title(**told).say(language)), _standings(result, shown)]
        blocks += [Heading(2, _REASONS().say(language)), _reasons(result, shown, details)]
        left = [entry for entry in departments if entry["reasons"] and entry not in shown]
        blocks += unlisted(len(left), language)
    return [*blocks, footer(result)]


def _facts(result: Json) -> Facts:
    language, summary, decimals = result["language"], result["summary"], result["decimals"]
    means = {
        key: _mean(summary[f"mean_{key}"], decimals + 2)
        for key in ("change", "performance", "rules")
    }
    tau = summary["kendall_tau_b"]
    told: list[tuple[Phrase, Message]] = [
        (_OLD, _NAMED(**_cover(result["old_ruleset"]))),
        (_NEW, _NAMED(**_cover(result["ruleset"]))),
        (_COUNTS_LABEL, _COUNTS(**summary)),
        (_MEANS_LABEL, _MEANS(**means)),
        (_TAU_LABEL, _TAU(tau=NONE if tau is None else fixed(tau, 4))),
    ]
    return Facts("", tuple((label(name, language), text.say(language)) for name, text in told))


def _cover(ruleset: Json) -> dict[str, str]:
    return {key: ruleset[key] for key in ("title", "id", "edition")}


def _mean(points: float | None, decimals: int) -> str:
    return NONE if points is None else signed(points, decimals)


def _crossed(result: Json) -> Table:
    """Return the mean totals of both rules on both years."""
    language, means = result["language"], result["summary"]["mean_totals"]
    heads = (_RULES, _OLD_DATA, _NEW_DATA)
    columns = [Column(p().say(language), right=place > 0) for place, p in enumerate(heads)]
    rows = [
        (name().say(language), *(_plain(means[key], result["decimals"]) for key in keys))
        for name, keys in (
            (_OLD_RULES, ("old", "new_data")),
            (_NEW_RULES, ("new_rules", "new")),
        )
    ]
    return Table(tuple(columns), tuple(rows))


def _plain(points: float | None, decimals: int) -> str:
    return NONE if points is None else fixed(points, decimals)


def _indicators(result: Json) -> Table:
    language, decimals = result["language"], result["decimals"]
    columns = [Column(INDICATOR().say(language), least=12)]
    columns += [Column(p().say(language), right=True) for p in (_PERFORMANCE, _BY_RULES)]
    rows = [
        (e["title"], *(_mean(e[f"mean_{key}"], decimals + 2) for key in ("performance", "rules")))
        for e in result["indicators"]
    ]
    return Table(tuple(columns), tuple(rows))


def _other(result: Json) -> str:
    return other_rank([e[key] for e in result["departments"] for key in ("old", "new")])


def _standings(result: Json, entries: Sequence[Json]) -> Table:
    language, decimals = result["language"], result["decimals"]
    grouped = is_grouped(result["departments"])
    other = _other(result)
    columns = [Column(DEPARTMENT().say(language), least=20), *group_column(grouped, language)]
    columns += [Column(p().say(language), right=True) for p in _FIGURES]
    for rank in (_OLD_RANK, _NEW_RANK):
        columns.append(Column(rank().say(language), right=True))
        if other:
            title = OTHER_RANKS[other]().say(language)
            columns.append(Column(title, right=True, optional=True))
    rows = [
        (
            named(entry, language),
            *group_cell(entry, grouped),
            f"{entry['old']['total']:.{decimals}f}",
            f"{entry['new']['total']:.{decimals}f}",
            *(signed(entry[key], decimals) for key in ("change", "performance", "rules")),
            *(
                str(entry[key][rank] or NONE)
                for key in ("old", "new")
                for rank in ("rank", *([other] if other else []))
            ),
        )
        for entry in entries
    ]
    return Table(tuple(columns), tuple(rows))


def _reasons(result: Json, entries: Sequence[Json], details: bool) -> Bullets:
    language, decimals = result["language"], result["decimals"]
    lines = []
    for entry in entries:
        sides = {
            key: _parts(entry["reasons"], key, decimals, details)
            for key in ("performance", "rules")
        }
        figures = {f"{key}_sum": signed(entry[key], decimals) for key in sides}
        change = signed(entry["change"], decimals)
        name = named(entry, language)
        told = _WHY(name=name, change=change, **figures, **{k: _in(v) for k, v in sides.items()})
        lines.append(told.say(language))
    return Bullets(tuple(lines))


def _in(parts: list[Message]) -> Message | str:
    return _BRACKETS(parts=parts) if parts else ""


def _parts(reasons: Sequence[Json], cause: str, decimals: int, details: bool) -> list[Message]:
    """Return what each indicator adds by one cause; without *details* the small ones as a sum."""
    own = [reason for reason in reasons if reason[cause]]
    own.sort(key=lambda reason: -abs(reason[cause]))
    few = own if details or len(own) <= PARTS + 1 else own[:PARTS]
    told = [_PART(title=r["title"], points=signed(r[cause], decimals)) for r in few]
    if len(few) < len(own):
        rest = round(sum(reason[cause] for reason in own[PARTS:]), decimals)
        told.append(_REST(count=len(own) - PARTS, points=signed(rest, decimals)))
    return told


# --- sheets -----------------------------------------------------------------------------------


def _departments_sheet(result: Json) -> Sheet:
    language = result["language"]
    heads = [Head(phrase().say(language)) for phrase in (CODE, DEPARTMENT, GROUP)]
    heads += [Head(phrase().say(language), kind) for phrase, kind in _SHEET]
    return Sheet(_SHEET_TITLE().say(language), tuple(heads), tuple(_rows(result)))


def _rows(result: Json) -> Iterator[tuple[Any, ...]]:
    for entry in result["departments"]:
        names = (entry[key] or "" for key in ("department_code", "department", "peer_group"))
        totals = (entry[key]["total"] for key in ("old", "new_data", "new_rules", "new"))
        moves = (entry[key] for key in ("change", "performance", "rules"))
        ranks = (entry[key]["rank"] for key in ("old", "new"))
        grades = (entry[key]["grade"] for key in ("old", "new"))
        yield (*names, *totals, *moves, *ranks, *grades)


def _reasons_sheet(result: Json) -> Sheet:
    language = result["language"]
    heads = [Head(phrase().say(language)) for phrase in (DEPARTMENT, INDICATOR)]
    heads += [Head(phrase().say(language), POINTS) for phrase in (_PERFORMANCE, _BY_RULES)]
    rows = [
        (entry["department"], *(reason[key] for key in ("title", "performance", "rules")))
        for entry in result["departments"]
        for reason in entry["reasons"]
    ]
    return Sheet(_REASONS_TITLE().say(language), tuple(heads), tuple(rows))


_TITLE = Phrase("两年度对比", "Two years compared")
_OLD, _NEW = Phrase("旧规则", "Old rules"), Phrase("新规则", "New rules")
_NAMED = Phrase("{title}（{id}@{edition}）", "{title} ({id}@{edition})")
_COUNTS_LABEL = Phrase("部门", "Departments")
_COUNTS = Phrase(
    "两年都有的 {departments} 个，总分升 {up} 个、降 {down} 个；只在旧年度的 {only_old} 个，"
    "只在新年度的 {only_new} 个",
    "{departments} in both years, {up} up and {down} down; {only_old} in the old one only, "
    "{only_new} in the new one only",
)
_MEANS_LABEL = Phrase("平均变动", "Mean change")
_MEANS = Phrase(
    "{change} = 因业绩 {performance} ＋ 因规则 {rules}",
    "{change} = by performance {performance} + by rules {rules}",
)
_TAU_LABEL = Phrase("名次一致性", "Agreement of ranks")
_TAU = Phrase("肯德尔 τ-b {tau}", "Kendall's tau-b {tau}")
_CROSSED = Phrase("平均总分：两套规则分别评两年数据", "Mean totals: both rules on both years")
_RULES = Phrase("按", "By")
_OLD_DATA, _NEW_DATA = Phrase("旧年度数据", "Old data"), Phrase("新年度数据", "New data")
_OLD_RULES, _NEW_RULES = Phrase("旧规则", "Old rules"), Phrase("新规则", "New rules")
_BY_INDICATOR = Phrase("各指标的平均影响", "By indicator, on average")
_PERFORMANCE, _BY_RULES = Phrase("因业绩", "By performance"), Phrase("因规则", "By rules")
_DEPARTMENTS = Phrase("各部门（{all} 个）", "Departments ({all})")
_MOST = Phrase(
    "各部门（{all} 个中总分变动最大的 {shown} 个）",
    "Departments (the {shown} whose totals move most, of {all})",
)
_FIGURES = (
    Phrase("旧总分", "Old total"),
    Phrase("新总分", "New total"),
    Phrase("变动", "Change"),
    _PERFORMANCE,
    _BY_RULES,
)
_OLD_RANK, _NEW_RANK = Phrase("旧名次", "Old rank"), Phrase("新名次", "New rank")
_REASONS = Phrase(
    "变动原因（因业绩与因规则之和等于总分变动）", "Why (both parts add up to the difference)"
)
_WHY = Phrase(
    "{name}：{change} = 因业绩 {performance_sum}{performance} ＋ 因规则 {rules_sum}{rules}",
    "{name}: {change} = by performance {performance_sum}{performance} + by rules "
    "{rules_sum}{rules}",
)
_BRACKETS = Phrase("（{parts}）", " ({parts})")
_PART = Phrase("{title} {points}", "{title} {points}")
_REST = Phrase("其余 {count} 项 {points}", "{count} others {points}")
_LINES_TOLD = Phrase(
    "名次变动的 {moving} 个部门中变动最大的 {shown} 个，从旧年度到新年度的名次",
    "ranks of the {shown} that move most, of {moving}, from the old year to the new",
)
_SHEET_TITLE, _REASONS_TITLE = Phrase("部门", "Departments"), Phrase("变动原因", "Why")
_SHEET = (
    (Phrase("旧规则旧数据总分", "Old rules, old data"), POINTS),
    (Phrase("旧规则新数据总分", "Old rules, new data"), POINTS),
    (Phrase("新规则旧数据总分", "New rules, old data"), POINTS),
    (Phrase("新规则新数据总分", "New rules, new data"), POINTS),
    (Phrase("变动", "Change"), POINTS),
    (_PERFORMANCE, POINTS),
    (_BY_RULES, POINTS),
    (Phrase("旧名次", "Old rank"), COUNT),
    (Phrase("新名次", "New rank"), COUNT),
    (Phrase("旧等级", "Old grade"), TEXT),
    (Phrase("新等级", "New grade"), TEXT),
)
