"""Reading weight sets, with everything that is wrong told at once and in its place."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from os.path import exists  # unlike Path's, it takes any name
from pathlib import Path
from typing import Any

from scoring.errors import Problem, RulesetError, WeightError, use_instead
from scoring.expression.scopes import nodes_of
from scoring.model import Ruleset
from scoring.ruleset import read_ruleset
from scoring.ruleset.places import safe, shown
from scoring.ruleset.shelf import on_shelf
from scoring.ruleset.text import Text, place_of, read_text
from scoring.ruleset.tree import same
from scoring.ruleset.validation import offences
from scoring.tuning.sets.fitting import complete, sum_problems
from scoring.tuning.sets.schema import weight_set_schema
from scoring.tuning.sets.weight_set import Rules, WeightSet, rules_of
from scoring.words import Phrase


def read_weight_set(
    path: str | Path, ruleset: Ruleset | None = None, other: bool = False
) -> WeightSet:
    """Return the weight set in the file *path*, checked against *ruleset* where it is given.

    A set made for another edition or digest is refused, but for *other*. WeightError lists every
    problem with its line and column.
    """
    try:
        text = read_text(Path(path))
    except RulesetError as error:
        raise WeightError(error.problems) from error
    problems = [*text.problems, *(_located(text, found) for found in _by_schema(text))]
    if problems:
        raise WeightError(problems)
    made = _set_of(text, str(path))
    if ruleset:
        problems = list(_unfit(text, made, ruleset, other))
        if problems:
            raise WeightError(problems)
    return made


def rulesets_for(paths: Sequence[str], given: Sequence[Ruleset]) -> list[Ruleset]:
    """Return the ruleset for each weight set in *paths*, each read once.

    It is the one of those *given* which it is made for, or such a one that comes along; else the
    first given.
    """
    found = {rules_of(ruleset): ruleset for ruleset in given}
    chosen = []
    for path in paths:
        made_for = read_weight_set(path).rules
        name = f"{made_for.id}@{made_for.edition}"
        if made_for not in found:
            comes_along = not given or name in on_shelf()
            found[made_for] = read_ruleset(name) if comes_along else given[0]
        chosen.append(found[made_for])
    return chosen


def parted(files: Sequence[str], sets: Sequence[str] = ()) -> tuple[list[str], list[str]]:
    """Return the submissions among *files*, and the weight sets: those in *sets* and among them.

    A JSON file that has ``weights`` and ``ruleset`` on top is a weight set. WeightError where one
    of the two is missing.
    """
    found = [name for name in files if _is_set(name)]
    submissions = [name for name in files if name not in found]
    absent = [] if found or sets else [name for name in submissions if not exists(name)]
    if absent:
        raise WeightError(Problem(shown(name), _NO_FILE(), _CHECK_PATH()) for name in absent)
    for missing, problem, remedy in (
        (submissions, _NO_DATA, _SEE_HELP),
        ([*found, *sets], NO_SET, _NAME_SET),
    ):
        if not missing:
            raise WeightError([Problem("tune what-if", problem(), remedy())])
    return submissions, [*found, *sets]


def _is_set(name: str) -> bool:
    path = Path(name)
    if path.suffix.lower() != ".json" or not path.is_file():
        return False
    try:
        value = read_text(path).value
    except RulesetError:
        return False
    return isinstance(value, Mapping) and {"weights", "ruleset"} <= value.keys()


def _by_schema(text: Text) -> Iterator[Any]:
    return (offence.slip for offence in offences(text.value, weight_set_schema))


def _located(text: Text, slip: Any) -> Problem:
    place = place_of(text, slip.path, slip.at_key)
    return Problem(place, safe(slip.problem), safe(slip.remedy))


def _set_of(text: Text, path: str) -> WeightSet:
    value = text.value
    told = {
        k: value[k] or "" for k in ("parent", "author", "date", "reason", "method") if k in value
    }
    return WeightSet(
        id=value["id"],
        rules=Rules(**value["ruleset"]),
        weights=_weights(value["weights"]),
        profiles={name: _weights(given) for name, given in value.get("profiles", {}).items()},
        sha256=text.sha256,
        path=Path(path).name,
        places={same(name): place_of(text, ("weights", name)) for name in value["weights"]},
        **told,
    )


def _weights(given: Mapping[str, Any]) -> dict[str, Decimal]:
    return {same(name): Decimal(weight) for name, weight in given.items()}


def _unfit(text: Text, made: WeightSet, ruleset: Ruleset, other: bool) -> Iterator[Problem]:
    """Yield what is wrong with *made* as weights of *ruleset*."""
    if made.rules != rules_of(ruleset) and not other:
        told = {"made": made.rules, "given": rules_of(ruleset)}
        yield Problem(place_of(text, ("ruleset",)), _OTHER_RULES(**_names(told)), _WHICH())
        return
    known = [node.id for node in nodes_of(ruleset.indicators)]
    unknown = list(_unknown(text, known, [p.name for p in ruleset.profiles]))
    yield from unknown
    if not unknown:
        weights = complete(ruleset, made.weights)
        for problem in sum_problems(ruleset, weights, made.profiles):
            yield Problem(place_of(text, ("weights",)), problem, _MEND())


def _names(rules: Mapping[str, Rules]) -> dict[str, str]:
    return {key: f"{of.id}@{of.edition} {of.sha256[:12]}" for key, of in rules.items()}


def _unknown(text: Text, known: list[str], profiles: list[str]) -> Iterator[Problem]:
    """Yield what is named that the ruleset does not have."""
    given: list[tuple[tuple[str, ...], Any]] = [(("weights",), text.value["weights"])]
    for name, weights in text.value.get("profiles", {}).items():
        if name in profiles:
            given.append((("profiles", name), weights))
        else:
            place = place_of(text, ("profiles", name), at_key=True)
            yield Problem(place, safe(_NO_PROFILE(name=name)), safe(use_instead(name, profiles)))
    for path, weights in given:
        for name in weights:
            if same(name) not in known:
                place = place_of(text, (*path, name), at_key=True)
                yield Problem(place, safe(NO_NODE(name=name)), safe(use_instead(name, known)))


_NO_DATA = Phrase("没有给出报送数据", "no submissions were given")
NO_SET = Phrase("没有给出权重方案", "no weight set was given")
_NAME_SET = Phrase(
    "方案写在报送数据之后；方案文件读不出的，用 --set 写明，可知何处有误",
    "Name it after the submissions; --set tells what is wrong with a file that is no set",
)
_NO_FILE = Phrase("没有这个文件", "there is no such file")
_CHECK_PATH = Phrase("请检查路径", "Check the path")
_SEE_HELP = Phrase("写法见 scoring tune what-if --help", "See scoring tune what-if --help")
_OTHER_RULES = Phrase(
    "本方案为 {made} 而定，不是所给的 {given}", "this set is made for {made}, not for {given}"
)
_WHICH = Phrase(
    "请改用方案所针对的那一份规则；确认仍可采用的，加 --other-edition",
    "Take the edition it was made for; if it fits all the same, add --other-edition",
)
_MEND = Phrase("请调整方案中的权重", "Change the weights of the set")
NO_NODE = Phrase("没有名为「{name}」的指标", 'there is no indicator "{name}"')
_NO_PROFILE = Phrase("没有名为「{name}」的权重方案", 'there is no profile "{name}"')
