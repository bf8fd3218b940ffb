"""One indicator's lost marks shared among its reasons."""

import pytest

from scoring.explanation.splitting import split
from scoring.methods import Loss
from scoring.words import Phrase


def losses(*shares):
    return [Loss(Phrase(str(n), str(n))(), share) for n, share in enumerate(shares)]


@pytest.mark.parametrize(
    ("shares", "marks", "parts"),
    [
        pytest.param([0.5], 300, [300], id="one reason takes all"),
        pytest.param([0.1, 0.2], 300, [100, 200], id="each what it costs"),
        pytest.param([1 / 30] * 3, 100, [34, 33, 33], id="an odd cent to the first"),
        pytest.param([0.1, 0], 100, [100], id="what costs nothing is not told"),
        pytest.param([0.6, 0.6], 1000, [600, 400], id="until nothing is left"),
        pytest.param([0.6, 0.4, 0.5], 1000, [600, 400], id="nothing left for the third"),
        pytest.param([0.6, 1e-6, 0.6], 1000, [600, 400], id="less than a cent is not told"),
    ],
)
def test_marks_are_shared(shares, marks, parts):
    assert [part for part, _ in split(losses(*shares), marks, 1000, 1.0)] == parts


@pytest.mark.parametrize(
    ("shares", "note"),
    [
        pytest.param([0.6, 0.6], "（扣完为止）", id="down to nothing"),
        pytest.param([0.6, 0.4, 0.5], "（已扣完；另有 2）", id="with more to tell"),
    ],
)
def test_last_reason_says_that_nothing_is_left(shares, note):
    told = split(losses(*shares), 1000, 1000, 1.0)

    assert told[-1][1].note.say("zh-CN") == note
