"""What a notice tells, by the names that a template may use."""

from scoring.export.word.names import Name
from scoring.words import Phrase


def _name(zh: str, en: str, meaning: str, means: str, *of: Name) -> Name:
    return Name(Phrase(zh, en), Phrase(meaning, means), of)


_TITLE = _name("指标", "indicator", "指标名称", "the indicator's title")
_POINTS = _name("得分", "points", "得分", "points earned")
_FULL_MARKS = _name("满分", "full_marks", "满分", "full marks")
_LOST = _name("扣分", "lost", "扣去的分数", "points lost")
_ROOT = _name("一级指标", "dimension", "所属一级指标", "the dimension it belongs to")

NAMES = (
    _name("部门", "department", "部门名称", "the department"),
    _name("部门编码", "department_code", "部门编码", "its code"),
    _name("年度", "year", "数据所属年度", "the year of its data"),
    _name("评分规则", "ruleset", "评分规则的名称", "the ruleset's title"),
    _name("规则版本", "edition", "评分规则的标识和版本", "the ruleset's id and edition"),
    _name("总分满分", "full_marks", "总分的满分", "full marks of the total"),
    _name("总分", "total", "总分", "the total"),
    _name("等级", "grade", "等级", "the grade"),
    _name("同类组", "group", "同类组", "the peer group"),
    _name("名次", "rank", "名次，只有数字", "the rank, a number"),
    _name("排名", "standing", "第几名、共几个部门", "the rank in words"),
    _name(
        "评分结果", "result", "总分、等级和排名，一句话", "total, grade and rank in one sentence"
    ),
    _name("状态说明", "remarks", "未参加排名等情况的原因", "why it is not ranked, and the like"),
    _name("扣分合计", "lost", "各指标扣分之和", "what was lost on all indicators"),
    _name(
        "一级指标",
        "dimensions",
        "各一级指标的得分",
        "the points of every dimension",
        _TITLE,
        _FULL_MARKS,
        _POINTS,
        _LOST,
    ),
    _name(
        "各项指标",
        "indicators",
        "各末级指标的得分",
        "the points of every indicator",
        _ROOT,
        _TITLE,
        _FULL_MARKS,
        _POINTS,
        _LOST,
        _name("自评分", "self_score", "部门自评的分数", "its own marks"),
        _name("完成值", "value", "完成值", "the value judged"),
        _name("说明", "note", "对缺报、不涉及等情形的说明", "what was done about missing data"),
    ),
    _name(
        "扣分明细",
        "deductions",
        "每一笔扣分",
        "every deduction",
        _name("序号", "number", "序号", "its number"),
        _ROOT,
        _TITLE,
        _LOST,
        _name("扣分原因", "reason", "扣分原因", "the reason"),
        _name("整改建议", "remedy", "整改建议", "the remedy"),
        _name("依据", "basis", "依据", "the basis"),
        _name("出处", "cells", "报送数据的文件和单元格", "the cells it was read from"),
    ),
    _name(
        "总分调整",
        "changes",
        "加减分、一票否决和复核调整",
        "adjustments, vetoes and overrides",
        _name("名称", "title", "名称和分数", "its title and points"),
        _name("说明", "text", "原因、依据、复核人等", "reason, basis, reviewer"),
    ),
    _name(
        "核查问题",
        "findings",
        "需要核实的问题",
        "findings to verify",
        _name("序号", "number", "序号", "its number"),
        _name("问题", "message", "问题", "what was found"),
        _name("出处", "cells", "报送数据的文件和单元格", "the cells it was found in"),
    ),
    _name("异议申诉", "appeal", "向谁、在何时之前提出异议", "where and by when to appeal"),
    _name("印发单位", "issuer", "印发单位", "the issuing office"),
    _name("日期", "date", "印发日期", "the date of issue"),
)
