"""What the tables of departments share: a group, the rank beside the ruleset's, who is left out."""

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.export.blocks import Block, Bullets, Column
from scoring.export.figures import NONE
from scoring.export.headings import GROUP
from scoring.words import Phrase

Json = Mapping[str, Any]


def by_group(entries: Sequence[Json], other: str) -> list[Json]:
    """Return *entries* group by group where the ruleset ranks within groups."""
    ranked_within = other == "overall_rank"
    return sorted(entries, key=lambda e: ranked_within and (e["peer_group"] or ""))


def is_grouped(entries: Sequence[Json]) -> bool:
    """Return whether any department names its peer group."""
    return any(entry["peer_group"] for entry in entries)


def group_column(grouped: bool, language: str) -> list[Column]:
    return [Column(GROUP().say(language), least=6)] if grouped else []


def group_cell(entry: Json, grouped: bool) -> list[str]:
    return [entry["peer_group"] or NONE] if grouped else []


def unlisted(count: int, language: str) -> list[Block]:
    """Return the line that says how many departments more have moved, if any."""
    return [Bullets((_UNLISTED(count=count).say(language),))] if count else []


def other_rank(standings: Sequence[Json]) -> str:
    """Return which rank to show beside the ruleset's own: among all, in the group, or none."""
    for key in OTHER_RANKS:
        if any(standing[key] not in (None, standing["rank"]) for standing in standings):
            return key
    return ""


OTHER_RANKS = {"overall_rank": Phrase("全体", "overall"), "group_rank": Phrase("组内", "in group")}
_UNLISTED = Phrase(
    "另有 {count} 个有变动的部门没有列出；加 --details 全部列出",
    "{count} more departments move that are not listed; --details lists all",
)
