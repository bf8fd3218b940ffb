"""What a result was made of: rules, data, sets and seed, with the digests that prove it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scoring.model import Ruleset, Source
from scoring.report import DISTRIBUTION, engine_version

Json = Mapping[str, Any]


def stamp_of(
    ruleset: Ruleset,
    language: str,
    sources: Iterable[Source] = (),
    sets: Sequence[Json] = (),
    seed: int | None = None,
) -> dict[str, Any]:
    """Return what every result of tuning begins with, as plain JSON values.

    *sets* are weight sets that took part, with ``id``, ``sha256`` and ``distance``; *seed* is None
    where nothing is left to chance.
    """
    inputs = sorted(sources, key=lambda source: source.path)
    return {
        "engine": {"name": DISTRIBUTION, "version": engine_version()},
        "language": language,
        "ruleset": cover_of(ruleset),
        "inputs": [{"path": source.path, "sha256": source.sha256} for source in inputs],
        "sets": list(sets),
        "seed": seed,
    }


def cover_of(ruleset: Ruleset) -> dict[str, str]:
    """Return what a stamp says of a ruleset."""
    return {name: getattr(ruleset, name) for name in ("id", "edition", "title", "sha256")}
