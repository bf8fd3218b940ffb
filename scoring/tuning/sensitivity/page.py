"""How sure ranks are, as a page: intervals, close pairs, and what moves them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scoring.export.blocks import Block, Bullets, Column, Facts, Heading, Table
from scoring.export.figures import NONE, mark, percent
from scoring.export.footer import footer
from scoring.export.headings import DEPARTMENT, GRADE, GROUP, INDICATOR, RANK, TOTAL, label
from scoring.export.intervals import interval
from scoring.words import Phrase, plain

Json = Mapping[str, Any]
SHOWN = 30


def page(told: Json, *, details: bool = False) -> list[Block]:
    """Return the page of ``sensitivity``; with *details* whole, else the first SHOWN of lists."""
    language, most = told["language"], None if details else SHOWN
    return [
        Heading(1, _TITLE(**told["ruleset"]).say(language)),
        _how(told),
        *([Bullets(tuple(told["notes"]))] if told["notes"] else []),
        *_intervals(told),
        *(_ranks(told) if details else ()),
        *_pairs(told, "asked", _ASKED, None),
        *_pairs(told, "close", _CLOSE, most),
        *_not_compared(told),
        *_bars(told, most),
        *_list(told, "left_out", _LEFT_OUT(), most),
        *_list(told, "thresholds", _THRESHOLDS(share=f"{told['at_once']['share'] * 100:g}%"), most),
        footer(told),
    ]


def _how(told: Json) -> Facts:
    language = told["language"]
    draws = f"{told['recipe']['draws']:,}"
    return Facts(
        "",
        (
            (label(_DRAWN, language), told["recipe"]["told"]),
            (label(_DRAWS, language), _TIMES(draws=draws).say(language)),
            (label(_READ, language), _MEANING().say(language)),
        ),
    )


def _intervals(told: Json) -> Iterator[Block]:
    language, decimals = told["language"], told["decimals"]
    departments: Sequence[Json] = told["departments"]
    if not departments:
        yield Bullets((_NOBODY().say(language),))
        return
    grades = list(departments[0]["grades"])
    grouped = any(entry["peer_group"] for entry in departments)
    yield Heading(2, _INTERVALS(count=len(departments)).say(language))
    columns = [
        Column(RANK().say(language), right=True),
        *([Column(GROUP().say(language), least=6)] if grouped else []),
        Column(DEPARTMENT().say(language), least=12),
        Column(TOTAL().say(language), right=True),
        *([Column(GRADE().say(language))] if grades else []),
        Column(_INTERVAL().say(language), right=True),
        Column(_MEDIAN().say(language), right=True),
        Column(_TOTALS().say(language), right=True, optional=True),
        *(Column(grade, right=True, optional=True) for grade in grades),
    ]
    rows = []
    for entry in departments:
        span = mark(entry["lowest_total"], decimals), mark(entry["highest_total"], decimals)
        rows.append(
            (
                str(entry["rank"]),
                *([entry["peer_group"] or ""] if grouped else []),
                entry["department"] or "",
                mark(entry["total"], decimals),
                *([entry["grade"] or NONE] if grades else []),
                interval(entry["interval"]),
                str(entry["interval"]["median"]),
                "–".join(span),
                *(percent(share) if share else NONE for share in entry["grades"].values()),
            )
        )
    yield Table(tuple(columns), tuple(rows))
    out = sum(entry["unranked"] > 0 for entry in departments)
    if out:
        yield Bullets((_OUT(count=out).say(language),))


def _ranks(told: Json) -> Iterator[Block]:
    """Yield in what share of draws departments have which rank."""
    language, departments = told["language"], told["departments"]
    if not departments:
        return
    yield Heading(2, RANK_SHARES().say(language))
    names = (_OF(name=entry["department"] or "").say(language) for entry in departments)
    shares = (_shares(entry, language) for entry in departments)
    yield Facts("", tuple(zip(names, shares, strict=True)))


def _shares(entry: Json, language: str) -> str:
    told = [_HAD(rank=rank, share=percent(share)) for rank, share in entry["ranks"]]
    told += [_RARER(share=percent(entry["rarer"]))] if entry["rarer"] else []
    told += [_NO_RANK(share=percent(entry["unranked"]))] if entry["unranked"] else []
    return _LISTED(shares=told).say(language)


def _not_compared(told: Json) -> Iterator[Block]:
    if told["compared_within"] is not None:
        yield Bullets((_WITHIN(count=told["compared_within"]).say(told["language"]),))


def _pairs(told: Json, key: str, title: Phrase, most: int | None) -> Iterator[Block]:
    language, pairs = told["language"], told[key]
    if not pairs:
        return
    yield Heading(2, title(count=len(pairs)).say(language))
    heads = (_FIRST, _SECOND, _AHEAD, _EQUAL, _BEHIND)
    columns = tuple(
        Column(head().say(language), right=place > 1) for place, head in enumerate(heads)
    )
    yield Table(
        columns,
        tuple(
            (pair["first"], pair["second"], *(percent(pair[k]) for k in _SHARES))
            for pair in pairs[:most]
        ),
    )
    yield from _rest(len(pairs), most, language)


def _bars(told: Json, most: int | None) -> Iterator[Block]:
    points = plain(told["at_once"]["points"])
    yield from _list(told, "tornado", _TORNADO(points=points), most)


def _list(told: Json, key: str, title: Any, most: int | None) -> Iterator[Block]:
    """Yield the table of changes, those that move most departments first."""
    language, changes = told["language"], told[key]
    if not changes:
        return
    yield Heading(2, title.say(language))
    made = [change for change in changes if change["moves"]]
    ordered = sorted(made, key=lambda c: (-c["moves"]["moved"], -c["moves"]["mean_move"], c["id"]))
    heads = (INDICATOR if key != "thresholds" else _PARAMETER, _CHANGE, _MOVED, _REGRADED)
    columns = tuple(
        Column(head().say(language), right=place > 0)
        for place, head in enumerate((*heads, _MEAN, _MOST, _LARGEST))
    )
    if ordered:
        yield Table(columns, tuple(_row(change, told["decimals"]) for change in ordered[:most]))
    yield from _rest(len(ordered), most, language)
    off_step = sum(change["off_step"] for change in changes)
    if off_step:
        yield Bullets((_OFF_STEP(count=off_step).say(language),))
    refused = [change for change in changes if change["refusal"]]
    if refused:
        yield Heading(3, _REFUSED(count=len(refused)).say(language))
        yield Bullets(tuple(_refusal(change, language) for change in refused[:most]))


def _row(change: Json, decimals: int) -> tuple[str, ...]:
    moves = change["moves"]
    return (
        change["title"],
        f"{plain(change['before'])} → {plain(change['after'])}",
        str(moves["moved"]),
        str(moves["regraded"]),
        mark(moves["mean_move"], 1),
        str(moves["largest_move"]),
        mark(change["largest_change"], decimals),
    )


def _refusal(change: Json, language: str) -> str:
    told = {key: plain(change[key]) for key in ("before", "after")}
    return _CANNOT(title=change["title"], **told, reason=change["refusal"]).say(language)


def _rest(count: int, most: int | None, language: str) -> Iterator[Block]:
    if most is not None and count > most:
        yield Bullets((_MORE(count=count - most).say(language),))


_SHARES = ("ahead", "equal", "behind")
_TITLE = Phrase(
    "{title}（{id}@{edition}）：名次有多稳", "{title} ({id}@{edition}): how sure are the ranks"
)
_DRAWN = Phrase("抽取方式", "Weights drawn")
_DRAWS = Phrase("抽取次数", "Draws")
_TIMES = Phrase(
    "{draws} 次，每次都按抽到的权重重新计分、排名", "{draws}, each scored and ranked anew"
)
_READ = Phrase("读法", "How to read it")
_MEANING = Phrase(
    "名次区间含 90% 的抽取结果（5%—95%），并列的名次相同；等级各栏为该等级出现的比例",
    "an interval holds 90% of the draws (5–95%), equals share a rank; "
    "under a grade stands the share of draws with it",
)
_NOBODY = Phrase("没有参加排名的部门", "no department is ranked")
_INTERVALS = Phrase("名次区间（{count} 个部门）", "Rank intervals ({count})")
_INTERVAL = Phrase("区间", "From–to")
_MEDIAN = Phrase("中位", "Median")
_TOTALS = Phrase("总分范围", "Totals")
_ASKED = Phrase("指定的部门两两比较", "Pairs asked for")
_CLOSE = Phrase("难分先后的部门（{count} 对）", "Too close to call ({count} pairs)")
_FIRST = Phrase("部门甲", "First")
_SECOND = Phrase("部门乙", "Second")
_AHEAD = Phrase("甲在前", "First ahead")
_EQUAL = Phrase("并列", "Equal")
_BEHIND = Phrase("乙在前", "Second ahead")
_TORNADO = Phrase(
    "各权重增减 {points} 分，同级指标相应分担", "Each weight, {points} points up and down"
)
_LEFT_OUT = Phrase("逐个去掉指标，权重分摊给同级指标", "Each indicator and dimension left out")
_THRESHOLDS = Phrase("各参数增减 {share}，重新评分", "Each parameter, {share} up and down")
_PARAMETER = Phrase("参数", "Parameter")
_CHANGE = Phrase("变动", "Change")
_MOVED = Phrase("名次变动", "Moved")
_REGRADED = Phrase("等级变动", "Regraded")
_MEAN = Phrase("平均移动", "Mean move")
_MOST = Phrase("最大移动", "Largest")
_LARGEST = Phrase("总分最大变动", "Total by up to")
_REFUSED = Phrase("不能如此变动的（{count} 项）", "Changes that cannot be made ({count})")
_CANNOT = Phrase("{title} {before} → {after}：{reason}", "{title} {before} → {after}: {reason}")
_OFF_STEP = Phrase(
    "其中 {count} 项不在设定的步长上，只供比较",
    "{count} of them do not lie on the steps that are set: only to compare",
)
_OUT = Phrase(
    "{count} 个部门在部分抽取中不参加排名，该次按排在最后计",
    "{count} departments are not ranked in some of the draws, and count as last there",
)
RANK_SHARES = Phrase("各名次出现的比例", "Shares of ranks")
_OF = Phrase("{name}：", "{name}: ")
_HAD = Phrase("第 {rank} 名 {share}", "rank {rank} {share}")
_RARER = Phrase("其他名次 {share}", "other ranks {share}")
_NO_RANK = Phrase("不参加排名 {share}", "not ranked {share}")
_LISTED = Phrase("{shares}", "{shares}")
_WITHIN = Phrase(
    "部门多的组中，每个部门只同其后 {count} 名以内的部门比较；要比较其他部门，请用 --pair",
    "in great groups each department is compared with the {count} next behind it: "
    "compare others with --pair",
)
_MORE = Phrase(
    "另有 {count} 项，加 --details 全部列出", "{count} more: --details lists all of them"
)
