"""One indicator's lost marks shared among the several reasons for them."""

from fractions import Fraction

from scoring.methods import Loss
from scoring.points import share_out
from scoring.words import Phrase


def split(losses: list[Loss], marks: int, full_marks: int, scale: float) -> list[tuple[int, Loss]]:
    """Share the lost *marks* among several reasons, by what each costs.

    Where they cost more than there is, the first take theirs and the last is told of the rest.
    """
    if len(losses) == 1:
        return [(marks, losses[0])]
    costs = [loss.share * scale * full_marks for loss in losses]
    if sum(costs) <= marks + len(costs):
        parts = share_out(marks, {str(i): Fraction(loss.share) for i, loss in enumerate(losses)})
        return [(parts[str(i)], loss) for i, loss in enumerate(losses) if parts[str(i)]]
    told: list[tuple[int, Loss]] = []
    left, waiting = marks, list(zip(losses, costs, strict=True))
    while left:
        loss, cost = waiting.pop(0)
        part = min(round(cost), left)
        left -= part
        told += [(part, loss)] if part else []
    rest = [loss.reason for loss, _ in waiting]
    part, last = told.pop()
    return [
        *told,
        (part, last._replace(note=_EXHAUSTED_BEFORE(rest=rest) if rest else _EXHAUSTED())),
    ]


_EXHAUSTED = Phrase("（扣完为止）", " (down to nothing)")
_EXHAUSTED_BEFORE = Phrase("（已扣完；另有 {rest}）", " (nothing left; besides: {rest})")
