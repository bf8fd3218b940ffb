"""What `scoring test` is asked to try: rulesets by name or file, and cases by folder."""

from collections.abc import Sequence
from pathlib import Path

from scoring.errors import CaseError, Problem, ScoringError
from scoring.plan import compile_plan
from scoring.review.cases import CASE, find_cases, try_case
from scoring.review.examples import try_examples
from scoring.review.trial import Trial
from scoring.ruleset import library, read_ruleset
from scoring.words import Phrase


def try_all(given: Sequence[str], cases: Path) -> list[Trial]:
    """Try what is *given*; without anything, every ruleset that comes along and all *cases*."""
    if not given:
        names = [f"{edition.id}@{edition.edition}" for edition in library()]
        return [*_try_rulesets(names), *map(try_case, find_cases(cases))]
    trials: list[Trial] = []
    for name in given:
        trials += _try_folder(Path(name)) if _is_folder(name) else _try_rulesets([name])
    return trials


def _is_folder(name: str) -> bool:
    return Path(name).is_dir() or Path(name).name == CASE


def _try_folder(path: Path) -> list[Trial]:
    folder = path.parent if path.name == CASE else path
    found = find_cases(folder)
    if not found:
        problem = Problem(str(path), _NO_CASES(), _NAME_CASES())
        return [Trial("", str(path), problems=(problem,))]
    return [try_case(case) for case in found]


def _try_rulesets(names: Sequence[str]) -> list[Trial]:
    trials: list[Trial] = []
    for name in names:
        try:
            source = Path(name) if Path(name).name != name else name
            tried = try_examples(compile_plan(read_ruleset(source)))
            if not tried:
                raise CaseError([Problem(name, _NO_EXAMPLES(), _WRITE_EXAMPLES())])
            trials += tried
        except ScoringError as error:
            trials.append(Trial(name, name, problems=error.problems))
    return trials


_NO_CASES = Phrase("文件夹中没有案例（case.json）", "there is no case (case.json) in the folder")
_NAME_CASES = Phrase("请指明案例文件夹", "Name the folder of a case")
_NO_EXAMPLES = Phrase("评分规则中没有算例", "the ruleset has no examples")
_WRITE_EXAMPLES = Phrase(
    "请在指标下或顶层写 examples", "Write examples below its indicators, or at the top"
)
