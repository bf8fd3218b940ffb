"""The language reference for people: every key, every method with a worked sum, every function."""

import json
from collections.abc import Iterator
from functools import cache

from scoring.explanation.voice import POLICIES, Voice, voice_of
from scoring.expression.functions import AGGREGATES, SCALAR, SCORED
from scoring.methods import METHODS
from scoring.plan import DEFAULT_POLICIES, compile_plan
from scoring.review.formatting import formatted
from scoring.review.reference.keys import heading, key_table, objects
from scoring.review.reference.markdown import code, escaped, table
from scoring.review.reference.worked import WORKED, Worked, document, sums
from scoring.ruleset import ruleset_from
from scoring.ruleset.schema import whole_schema
from scoring.words import CHINESE

__all__ = ["language_reference"]

_INTRODUCTION = """# 评分规则语言参考

*The ruleset language: every key, every scoring method with a worked sum, every function.*

一份评分规则是一个 JSON 文件：UTF-8 编码，不写注释，不认识的键、重复的键一律报错。
下面各表与程序读取规则所用的键表是同一份，算例由评分引擎当场算出。

本页由 `scoring docs --language-reference -o rulesets/README.md` 生成，请勿手改。
随引擎提供的规则在各文件夹中：`<规则标识>/<版本>.json`；用 `scoring init` 可从样例写起。
已施行的版本不再修改，只以新版本（`extends`）接续。"""


@cache
def language_reference() -> str:
    """Return the whole reference as Markdown."""
    return "\n\n".join([_INTRODUCTION, *_keys(), *_methods(), *_expressions(), *_states()]) + "\n"


def _keys() -> Iterator[str]:
    yield "## 顶层的键"
    yield key_table({**whole_schema(), **whole_schema()["then"]})
    yield "## 各对象的键"
    for name, schema in objects():
        yield f"### {heading(name, schema)}"
        if name == "policy":
            told = [f"{code(policy)} {_told(policy)}" for policy in schema["then"]["enum"]]
            yield f"写一个名称：{'、'.join(told)}；或写对象："
        yield key_table(schema)


def _told(policy: str) -> str:
    return POLICIES[policy]().say(CHINESE)


def _methods() -> Iterator[str]:
    yield "## 计分方法"
    yield (
        "写在指标的 `score` 里，由 `method` 指明。计分方法把完成值化为 0 到 1 的得分率；"
        "得分＝得分率×满分，只在最后四舍五入一次。方法里写的 `points` 按声明的权重折成比例，"
        '权重调整时随之变化；写 `"fixed": true` 则保持分值不变。'
    )
    yield table(
        ("方法", "名称", "怎么评"),
        [(code(n), m.title, escaped(m.description)) for n, m in METHODS.items()],
    )
    for name, method in METHODS.items():
        yield f"### {name} {method.title}"
        yield escaped(method.description) + "。"
        yield key_table(whole_schema()["$defs"][f"method_{name}"])
        yield from _worked(WORKED[name])


def _worked(worked: Worked) -> Iterator[str]:
    voice = voice_of(ruleset_from(document(worked)), CHINESE)
    yield "算例："
    yield f"```json\n{_as_written(worked)}\n```"
    yield f"读作：{_rule(voice)}。"
    rows = [
        (
            code(json.dumps(line.given, ensure_ascii=False)),
            line.rate,
            line.points,
            escaped("；".join(line.reasons)) or "满分",
        )
        for line in sums(worked)
    ]
    yield table(("报送", "得分率", "得分", "扣分原因"), rows)


def _as_written(worked: Worked) -> str:
    """Return the indicator as it stands in a ruleset that ``scoring fmt`` has laid out."""
    text = formatted(json.dumps({"indicators": [worked.indicator]}, ensure_ascii=False))
    inside = text.split("\n")[2:-3]
    return "\n".join(line[4:] for line in inside)


def _rule(voice: Voice) -> str:
    plan = compile_plan(voice.ruleset)
    return escaped("；".join(voice.rule(plan.leaves[0])))


def _expressions() -> Iterator[str]:
    yield "## 表达式"
    yield (
        "算式由数值、字段、参数、公用算式和函数组成：`+ - * / // % **`，"
        "比较（可连写 `0 < x <= 1`），"
        '`and or not`，`甲 if 条件 else 乙`，`x in ["甲", "乙"]`。判断相等写 `==`；'
        '百分比直接写数字（95% 写作 95）；文字用半角引号；日期写 `"2019-06-30"`。'
        "未提供的数据不当作 0：结果仍是“未提供”，`coalesce(x, 0)` 才按 0 计。"
    )
    yield table(
        ("函数", "含义"), [(code(name), escaped(given.says)) for name, given in SCALAR.items()]
    )
    yield "对表的各行汇总，如 `sum(tasks.done)`、`share(tasks.done >= tasks.planned)`："
    yield table(
        ("函数", "含义"), [(code(name), escaped(given.says)) for name, given in AGGREGATES.items()]
    )
    yield (
        '只用于勾稽校验、加减分和一票否决（`self_score` 也可用于指标），如 `rate("completion")`：'
    )
    yield table(("函数", "含义"), [(code(name), escaped(says)) for name, says in SCORED.items()])


def _states() -> Iterator[str]:
    yield "## 数据状态"
    yield "缺少、空白、不涉及、无效和无法计算各不相同，都不当作 0。没有另行规定时："
    rows = [
        (code(state.name.lower()), *_STATES[state.name.lower()], _told(policy.name))
        for state, policy in DEFAULT_POLICIES.items()
    ]
    yield table(("状态", "名称", "何时", "默认处理"), rows)


_STATES = {
    "missing": ("未提供", "指标所需的字段缺少或空白"),
    "not_applicable": ("不涉及", "`not_applicable.when` 成立，或填报为无、不涉及、不适用、N/A"),
    "undefined": ("无法计算", "分母为零等"),
    "invalid": ("数据无效", "类型不符、超出范围、无穷大"),
}
