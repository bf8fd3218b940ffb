"""Ways of telling how sure ranks are: a page, sheets, and rank intervals as a picture."""

from collections.abc import Mapping
from typing import Any

from scoring.export.charts import Caption, ranges, stacked
from scoring.export.headings import CODE, DEPARTMENT, GRADE, GROUP, INDICATOR, RANK, TOTAL
from scoring.export.outputs import WIDTH, render_result
from scoring.export.sheets import COUNT, DECIMAL, POINTS, SHARE, Head, Sheet
from scoring.tuning.sensitivity.page import RANK_SHARES, page
from scoring.words import Phrase, plain

Json = Mapping[str, Any]
# Departments drawn in a picture of its own, and in a page among others.
_DRAWN, _ON_A_PAGE = 400, 40


def render_sensitivity(
    told: Json,
    format: str,  # noqa: A002
    width: int = WIDTH,
    *,
    details: bool = False,
    shown: str = "intervals",
) -> str | bytes:
    """Return ``sensitivity`` in one of FORMATS of tuning; ExportError for another.

    As CSV a row is a department; the picture (svg) is the one *shown* of PICTURES.
    """
    return render_result(
        told,
        format,
        lambda: page(told, details=details),
        lambda: sheets(told),
        width,
        lambda: PICTURES[shown](told),
        (lambda: picture(told, _ON_A_PAGE), lambda: tornado_picture(told)),
    )


def picture(told: Json, most: int = _DRAWN) -> str:
    """Return the rank intervals as a picture (SVG), which needs the extra `charts`.

    Of more departments than *most* those with the widest intervals are drawn; where ranks are
    within groups each group has a picture of its own, below one another.
    """
    language, entries = told["language"], told["departments"]
    drawn = told["recipe"]["told"]
    if len(entries) > most:
        widest = sorted(map(_width, entries), reverse=True)[most - 1]
        entries = [entry for entry in entries if _width(entry) >= widest][:most]
        drawn = f"{drawn}{_WIDEST(count=most).say(language)}"
    caption, rank = Caption("intervals", _INTERVALS().say(language), drawn), RANK().say(language)
    groups: dict[str, list[Any]] = {}
    for entry in entries:
        groups.setdefault(entry["peer_group"] or "", []).append(_line(entry))
    if len(groups) < 2:
        return ranges([row for rows in groups.values() for row in rows], rank, caption)
    pictures = [
        ranges(
            rows,
            _OF_GROUP(group=group or _NO_GROUP().say(language), rank=rank).say(language),
            Caption(f"intervals-{number}", group, drawn),
        )
        for number, (group, rows) in enumerate(groups.items(), start=1)
    ]
    return stacked(pictures, caption)


def _line(entry: Json) -> tuple[str, int, int, int]:
    interval = entry["interval"]
    return entry["department"] or "", interval["low"], entry["rank"], interval["high"]


def _width(entry: Json) -> int:
    width: int = entry["interval"]["high"] - entry["interval"]["low"]
    return width


def tornado_picture(told: Json) -> str:
    """Return how many departments each weight moves, less to the left and more to the right."""
    language = told["language"]
    caption = Caption(
        "tornado",
        _TORNADO(points=plain(told["at_once"]["points"])).say(language),
        _SIDES().say(language),
    )
    moved: dict[str, list[float]] = {}
    for change in told["tornado"]:
        side = 1 if change["after"] > change["before"] else 0
        count = change["moves"]["moved"] if change["moves"] else 0
        moved.setdefault(change["id"], [0.0, 0.0])[side] = count
    titles = {change["id"]: change["title"] for change in told["tornado"]}
    ordered = sorted(moved.items(), key=lambda bar: -sum(bar[1]))
    rows = [(titles[name], -less, 0.0, more) for name, (less, more) in ordered]
    return ranges(rows, _MOVED().say(language), caption, both_ways=True)


PICTURES = {"intervals": picture, "tornado": tornado_picture}


def sheets(told: Json) -> list[Sheet]:
    """Return the sheets of ``sensitivity``; the first has a row a department."""
    language = told["language"]
    return [
        _departments(told, language),
        _ranks(told, language),
        _pairs(told, language),
        *(_changes(told[key], title, language) for key, title in _LISTS.items()),
    ]


def _departments(told: Json, language: str) -> Sheet:
    entries = told["departments"]
    grades = list(entries[0]["grades"]) if entries else []
    out = [_OUT().say(language)] if any(entry["unranked"] for entry in entries) else []
    names = (
        (DEPARTMENT, "text"),
        (CODE, "text"),
        (GROUP, "text"),
        (RANK, COUNT),
        (TOTAL, POINTS),
        (GRADE, "text"),
        (_LOW, COUNT),
        (_MEDIAN, COUNT),
        (_HIGH, COUNT),
        (_MEAN_TOTAL, POINTS),
        (_LOWEST, POINTS),
        (_HIGHEST, POINTS),
    )
    heads = tuple(Head(name().say(language), kind) for name, kind in names)
    keys = ("department", "department_code", "peer_group", "rank", "total", "grade")
    rows = tuple(
        (
            *(entry[key] for key in keys),
            *(entry["interval"][key] for key in ("low", "median", "high")),
            *(entry[key] for key in ("mean_total", "lowest_total", "highest_total")),
            *entry["grades"].values(),
            *([entry["unranked"]] if out else []),
        )
        for entry in entries
    )
    shares = tuple(Head(name, SHARE) for name in (*grades, *out))
    return Sheet(_INTERVALS().say(language), (*heads, *shares), rows)


def _ranks(told: Json, language: str) -> Sheet:
    """Return how often each department had each rank (SMAA's rank acceptability)."""
    names = ((DEPARTMENT, "text"), (CODE, "text"), (GROUP, "text"), (RANK, COUNT), (_SHARE, SHARE))
    heads = tuple(Head(name().say(language), kind) for name, kind in names)
    rows = tuple(
        (entry["department"], entry["department_code"], entry["peer_group"], place, share)
        for entry in told["departments"]
        for place, share in entry["ranks"]
    )
    return Sheet(RANK_SHARES().say(language), heads, rows)


def _pairs(told: Json, language: str) -> Sheet:
    names = (
        (_FIRST, "text"),
        (_SECOND, "text"),
        (_AHEAD, SHARE),
        (_EQUAL, SHARE),
        (_BEHIND, SHARE),
    )
    heads = tuple(Head(name().say(language), kind) for name, kind in names)
    keys = ("first", "second", "ahead", "equal", "behind")
    pairs = [*told["asked"], *told["close"]]
    return Sheet(_CLOSE().say(language), heads, tuple(tuple(p[k] for k in keys) for p in pairs))


def _changes(changes: list[Json], title: Phrase, language: str) -> Sheet:
    names = (
        (INDICATOR, "text"),
        (_ID, "text"),
        (_BEFORE, DECIMAL),
        (_AFTER, DECIMAL),
        (_MOVED, COUNT),
        (_REGRADED, COUNT),
        (_MEAN, DECIMAL),
        (_MOST, COUNT),
        (_LARGEST, POINTS),
        (_REFUSAL, "text"),
    )
    heads = tuple(Head(name().say(language), kind) for name, kind in names)
    keys = ("moved", "regraded", "mean_move", "largest_move")
    rows = tuple(
        (
            *(change[key] for key in ("title", "id", "before", "after")),
            *((change["moves"] or {}).get(key) for key in keys),
            change["largest_change"],
            change["refusal"] or (_OFF_STEP().say(language) if change["off_step"] else None),
        )
        for change in changes
    )
    return Sheet(title().say(language), heads, rows)


_TORNADO = Phrase("各权重增减 {points} 分", "Each weight, {points} points up and down")
_SIDES = Phrase(
    "名次变动的部门数：左为减分，右为加分", "departments moved: left by less, right by more"
)
_WIDEST = Phrase(
    "；只画区间最宽的 {count} 个部门", "; the {count} departments with the widest intervals"
)
_INTERVALS = Phrase("名次区间", "Rank intervals")
_CLOSE = Phrase("难分先后", "Close pairs")
_LISTS = {
    "tornado": Phrase("权重增减", "Tornado"),
    "left_out": Phrase("去掉指标", "Left out"),
    "thresholds": Phrase("参数增减", "Parameters"),
}
_LOW = Phrase("最好名次（5%）", "Rank at 5%")
_MEDIAN = Phrase("名次中位数", "Median rank")
_HIGH = Phrase("最差名次（95%）", "Rank at 95%")
_MEAN_TOTAL = Phrase("平均总分", "Mean total")
_LOWEST = Phrase("最低总分", "Lowest total")
_HIGHEST = Phrase("最高总分", "Highest total")
_OUT = Phrase("未参加排名", "Not ranked")
_SHARE = Phrase("出现比例", "Share of draws")
_FIRST = Phrase("部门甲", "First")
_SECOND = Phrase("部门乙", "Second")
_AHEAD = Phrase("甲在前", "First ahead")
_EQUAL = Phrase("并列", "Equal")
_BEHIND = Phrase("乙在前", "Second ahead")
_ID = Phrase("标识", "id")
_BEFORE = Phrase("原值", "Before")
_AFTER = Phrase("变动后", "After")
_MOVED = Phrase("名次变动部门数", "Departments moved")
_REGRADED = Phrase("等级变动部门数", "Departments regraded")
_MEAN = Phrase("平均移动名次", "Mean move")
_MOST = Phrase("最大移动名次", "Largest move")
_LARGEST = Phrase("总分最大变动", "Largest change of total")
_REFUSAL = Phrase("说明", "Remark")
_OF_GROUP = Phrase("{group}：{rank}", "{group}: {rank}")
_NO_GROUP = Phrase("未分组", "no group")
_OFF_STEP = Phrase("不在设定的步长上，只供比较", "not on the steps that are set: only to compare")
