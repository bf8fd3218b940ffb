"""Weight sets side by side in a workbook, and in every other format of tuning."""

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.export.headings import CODE, DEPARTMENT, GROUP, INDICATOR
from scoring.export.outputs import WIDTH, render_result
from scoring.export.sheets import COUNT, FINE, POINTS, TEXT, Cell, Head, Sheet
from scoring.tuning.effects.rank_lines import rank_lines
from scoring.tuning.effects.what_if_page import page
from scoring.words import Phrase

Json = Mapping[str, Any]


def render_what_if(
    result: Json,
    format: str,  # noqa: A002
    width: int = WIDTH,
    *,
    details: bool = False,
) -> str | bytes:
    """Return *result* in one of the formats of tuning; as svg, ranks as sloping lines."""
    return render_result(
        result,
        format,
        lambda: page(result, details=details),
        lambda: [_standings(result), _reasons(result), _sets(result), _weights(result)],
        width,
        lambda: _lines(result),
    )


def _lines(result: Json) -> str:
    """Return the ranks of the departments that move most as lines from now to each set."""
    language = result["language"]
    heads = [_NOW().say(language), *_names(result)]

    def standings(entry: Json) -> list[Json]:
        return [entry["before"], *(trial["after"] for trial in entry["trials"])]

    return rank_lines(result["departments"], standings, heads, _LINES_TOLD, language)


def _standings(result: Json) -> Sheet:
    """Return a row for each department: where it stands now and under each set."""
    language = result["language"]
    heads = [Head(phrase().say(language)) for phrase in (CODE, DEPARTMENT, GROUP)]
    heads += [Head(phrase().say(language), kind) for phrase, kind in _STANDING]
    for trial in result["trials"]:
        name = {"set": trial["set"]["id"]}
        heads += [Head(_OF(**name, what=what()).say(language), kind) for what, kind in _STANDING]
        heads += [Head(_OF(**name, what=what()).say(language), kind) for what, kind in _MOVES]
    return Sheet(_DEPARTMENTS().say(language), tuple(heads), tuple(_rows(result)))


def _rows(result: Json) -> Iterator[tuple[Cell, ...]]:
    for entry in result["departments"]:
        cells = [entry[key] or "" for key in ("department_code", "department", "peer_group")]
        cells += _standing(entry["before"])
        for trial in entry["trials"]:
            cells += [*_standing(trial["after"]), trial["change"], trial["rank_change"]]
        yield tuple(cells)


def _standing(standing: Json) -> list[Any]:
    return [standing[key] for key in ("total", "rank", "overall_rank", "group_rank", "grade")]


def _reasons(result: Json) -> Sheet:
    """Return a row for each department, set and indicator that moved its total."""
    language = result["language"]
    heads = [Head(phrase().say(language)) for phrase in (DEPARTMENT, _SET, INDICATOR)]
    rows = [
        (entry["department"], shown["set"]["id"], reason["title"], reason["points"])
        for entry in result["departments"]
        for shown, trial in zip(result["trials"], entry["trials"], strict=True)
        for reason in trial["reasons"]
    ]
    return Sheet(_WHY().say(language), (*heads, Head(_CHANGE().say(language), POINTS)), tuple(rows))


def _sets(result: Json) -> Sheet:
    language = result["language"]
    heads = [Head(phrase().say(language), kind) for phrase, kind in _COMPARED]
    rows = []
    for trial in result["trials"]:
        summary, largest = trial["summary"], trial["summary"]["largest_change"]
        counts = (summary[key] for key in ("totals_changed", "ranks_changed", "grades_changed"))
        row: tuple[Cell, ...] = (
            trial["set"]["id"],
            trial["distance"]["moved"],
            trial["distance"]["changed"],
            *counts,
            largest["change"] if largest else None,
            summary["kendall_tau_b"],
        )
        rows.append(row)
    return Sheet(_SETS().say(language), tuple(heads), tuple(rows))


def _weights(result: Json) -> Sheet:
    language = result["language"]
    heads = [Head(_ID().say(language)), Head(INDICATOR().say(language))]
    heads += [Head(name, POINTS) for name in (_NOW().say(language), *_names(result))]
    rows = [(e["id"], e["title"], e["now"], *e["sets"]) for e in result["weights"]]
    return Sheet(_ALL_WEIGHTS().say(language), tuple(heads), tuple(rows))


def _names(result: Json) -> Iterator[str]:
    return (trial["set"]["id"] for trial in result["trials"])


_NOW = Phrase("现行", "Now")
_SET = Phrase("方案", "Set")
_ID = Phrase("标识", "Id")
_OF = Phrase("{set}：{what}", "{set}: {what}")
_STANDING = (
    (Phrase("总分", "Total"), POINTS),
    (Phrase("名次", "Rank"), COUNT),
    (Phrase("全体名次", "Overall rank"), COUNT),
    (Phrase("组内名次", "Rank in group"), COUNT),
    (Phrase("等级", "Grade"), TEXT),
)
_MOVES = ((Phrase("总分变动", "Change"), POINTS), (Phrase("名次上升", "Places up"), COUNT))
_COMPARED = (
    (Phrase("方案", "Set"), TEXT),
    (Phrase("调整分值", "Points moved"), POINTS),
    (Phrase("调整指标数", "Indicators"), COUNT),
    (Phrase("总分变动数", "Totals changed"), COUNT),
    (Phrase("名次变动数", "Ranks changed"), COUNT),
    (Phrase("等级变动数", "Grades changed"), COUNT),
    (Phrase("总分最大变动", "Largest change"), POINTS),
    (Phrase("肯德尔 τ-b", "Kendall τ-b"), FINE),
)
_DEPARTMENTS = Phrase("部门", "Departments")
_WHY = Phrase("变动原因", "Why")
_CHANGE = Phrase("分值", "Points")
_SETS = Phrase("方案对比", "Sets")
_ALL_WEIGHTS = Phrase("权重", "Weights")
_LINES_TOLD = Phrase(
    "名次变动的 {moving} 个部门中变动最大的 {shown} 个，从现行权重到各方案的名次",
    "ranks of the {shown} that move most, of {moving}, from now to each set",
)
