"""Ranks of departments as sloping lines: from today's weights to others, from year to year."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from scoring.export.charts import Caption, slopes, stacked
from scoring.tuning.effects.columns import other_rank
from scoring.words import Message, Phrase

Json = Mapping[str, Any]
_DRAWN = 30


def rank_lines(
    entries: Sequence[Json],
    standings: Callable[[Json], Sequence[Json]],
    heads: Sequence[str],
    told: Callable[..., Message],
    language: str,
) -> str:
    """Return the ranks of the departments that move most, from the first of *standings* on.

    Where the ruleset ranks within groups each has a picture of its own, below one another. *told*
    describes the picture, with how many are ``shown`` of those ``moving``.
    """
    lines = [(entry, [standing["rank"] for standing in standings(entry)]) for entry in entries]
    moving = [line for line in lines if _farthest(line[1])]
    most = sorted(moving, key=lambda line: -_farthest(line[1]))[:_DRAWN]
    described = told(shown=len(most), moving=len(moving)).say(language)
    caption = Caption("ranks", _RANKS().say(language), described)
    firsts = [standings(entry)[0] for entry in entries]
    if not most or other_rank(firsts) != "overall_rank":
        return slopes(_named(most), heads, caption)
    groups = sorted({entry["peer_group"] or "" for entry, _ in most})
    pictures = []
    for number, group in enumerate(groups, start=1):
        own = [line for line in most if (line[0]["peer_group"] or "") == group]
        first = _OF_GROUP(group=group or _NO_GROUP().say(language), head=heads[0]).say(language)
        called = Caption(f"ranks-{number}", first, described)
        pictures.append(slopes(_named(own), (first, *heads[1:]), called))
    return stacked(pictures, caption)


def _named(lines: Sequence[tuple[Json, Sequence[int | None]]]) -> list[Any]:
    return [(entry["department"], ranks) for entry, ranks in lines]


def _farthest(ranks: Sequence[int | None]) -> int:
    """Return how many places apart the ranks are, 0 where one is missing."""
    known = [rank for rank in ranks if rank is not None]
    return max(known) - min(known) if len(known) == len(ranks) else 0


_RANKS = Phrase("名次变动", "Ranks")
_OF_GROUP = Phrase("{group}：{head}", "{group}: {head}")
_NO_GROUP = Phrase("未分组", "no group")
