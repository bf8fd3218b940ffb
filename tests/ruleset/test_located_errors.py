"""Every mistake in a ruleset is told once, at its line, column and pointer, with its remedy.

In each case the text on the left is replaced by that on the right, where ‸ stands at the
character to be blamed.
"""

import re

import pytest

from scoring.errors import RulesetError
from scoring.ruleset import read_ruleset


def case(name, old, new, pointer, problem, remedy):
    return pytest.param(old, new, pointer, problem, remedy, id=name)


KEYS = [
    case(
        "an unknown key at the top",
        '"changes": "首版"', '‸"chnages": "首版"',
        "/chnages", "没有「chnages」这个键", "是否应为「changes」",
    ),
    case(
        "a misspelt required key is one mistake",
        '"title": "小规则"', '‸"titel": "小规则"',
        "/titel", "没有「titel」这个键", "是否应为「title」",
    ),
    case(
        "an unknown key of a field",
        '"type": "date"', '"type": "date", ‸"alias": []',
        "/fields/opened/alias", "没有「alias」这个键", "是否应为「aliases」",
    ),
    case(
        "an unknown key of an indicator",
        '"missing": "zero", "reason"', '‸"mising": "zero", "reason"',
        "/indicators/0/children/0/mising", "没有「mising」这个键", "是否应为「missing」",
    ),
    case(
        "an unknown key of a method",
        '"floor": "0.6 * target"', '‸"flor": 3',
        "/indicators/0/children/0/score/flor", "没有「flor」这个键", "是否应为「floor」",
    ),
    case(
        "an unknown key of a band",
        '"range": ">=90", "share": 1', '"range": ">=90", "share": 1, ‸"lable": "优"',
        "/indicators/0/children/1/score/bands/0/lable", "没有「lable」这个键", "是否应为「label」",
    ),
    case(
        "children misspelt make no leaf",
        '"weight": 60.5, "children"', '"weight": 60.5, ‸"childern"',
        "/indicators/0/childern", "没有「childern」这个键", "是否应为「children」",
    ),
    case(
        "a key of leaves on a dimension",
        '"weight": 60.5, "children"', '"weight": 60.5, ‸"value": "spent", "children"',
        "/indicators/0/value", "「value」不能用于维度", "请删去该键",
    ),
    case(
        "a check with both a condition and a sum",
        '"sum": ["spent"]', '"sum": ["spent"], ‸"holds": "True"',
        "/checks/1/holds", "「holds」不能用于合计校验", "请删去该键",
    ),
    case(
        "a missing key of a field",
        '{"title": "公开日期", "type": "date"}', '‸{"title": "公开日期"}',
        "/fields/opened", "缺少「type」", '如 "type": "money"',
    ),
    case(
        "a missing title of the ruleset",
        '  "title": "小规则",\n', "",
        "", "缺少「title」", "请补上",
    ),
    case(
        "a missing value for a method that judges one",
        '"value": "sum(tasks.planned)",', "",
        "/indicators/0/children/1", "缺少「value」", '如 "value": "spent / budget * 100"',
    ),
    case(
        "a missing parameter of a method",
        '"target": 95, "floor": "0.6 * target"', '"floor": 0',
        "/indicators/0/children/0/score", "缺少「target」", '如 "target": 95',
    ),
    case(
        "choices missing from a choice",
        '"type": "choice", "choices": ["好", "差"]', '"type": "choice"',
        "/fields/level", "缺少「choices」", "请补上",
    ),
    case(
        "choices on something else",
        '"type": "boolean"', '"type": "boolean", "choices": ‸["是"]',
        "/fields/rules/choices", "「choices」不能用于该类型的字段", "请删去该键",
    ),
    case(
        "a minimum on a date",
        '"type": "date"', '"type": "date", "minimum": ‸1',
        "/fields/opened/minimum", "「minimum」不能用于该类型的字段", "请删去该键",
    ),
    case(
        "a key that stands twice",
        '"language": "zh-CN"', '"language": "zh-CN",\n  ‸"language": "en"',
        "/language", "键「language」写了两次，第一次在 规则.json:7:3", "请只保留一处",
    ),
]  # fmt: skip

VALUES = [
    case(
        "a table without columns", '"fields": {"planned": {"title": "计划数", "type": "number"}}',
        '"fields": ‸{}', "/tables/tasks/fields", "至少应写 1 个键", "写法如",
    ),
    case(
        "text for a number", '"weight": 39.5', '"weight": ‸"39.5"',
        "/indicators/1/weight", "应为数值，写成了文字", "写法如：10",
    ),
    case(
        "a number for text", '"id": "small"', '"id": ‸7',
        "/id", "应为文字，写成了数值", '写法如："kunming-department"',
    ),
    case(
        "a list for an object", '"rounding": {"points": 2, "total": 2}', '"rounding": ‸[2, 2]',
        "/rounding", "应为对象 {…}，写成了列表 […]", "写法如",
    ),
    case(
        "a boolean for a number", '"full_marks": 100', '"full_marks": ‸true',
        "/full_marks", "应为数值，写成了真假值（true、false）", "写法如：100",
    ),
    case(
        "a fraction for a whole number", '"points": 2, "total"', '"points": ‸2.5, "total"',
        "/rounding/points", "应为整数，写成了数值", "写法如：2",
    ),
    case(
        "a number for a policy", '"missing": "zero", "invalid"', '"missing": ‸0, "invalid"',
        "/policies/missing", "应为文字或对象 {…}，写成了数值", "写法如",
    ),
    case(
        "null where something is needed", '"unit": "%"', '"unit": ‸null',
        "/values/execution/unit", "应为文字，写成了空值（null）", "写法如",
    ),
    case(
        "an unknown type of field", '"type": "boolean"', '"type": ‸"bolean"',
        "/fields/rules/type", "不能写「bolean」", "是否应为「boolean」",
    ),
    case(
        "an unknown method", '"method": "proportional"', '"method": ‸"proportinal"',
        "/indicators/0/children/0/score/method", "不能写「proportinal」",
        "是否应为「proportional」",
    ),
    case(
        "an unknown policy", '"then": "redistribute"', '"then": ‸"redistribut"',
        "/indicators/0/children/0/not_applicable/then", "不能写「redistribut」",
        "是否应为「redistribute」",
    ),
    case(
        "an unknown language", '"language": "zh-CN"', '"language": ‸"cn"',
        "/language", "不能写「cn」", "zh-CN",
    ),
    case(
        "another version of the language", '"language_version": 1', '"language_version": ‸2',
        "/language_version", "不能写「2」", "1",
    ),
    case(
        "an unknown unit of money", '"unit": "万元", "minimum"', '"unit": ‸"千元", "minimum"',
        "/fields/spent/unit", "不能写「千元」", "万元",
    ),
    case(
        "a share above one", '"share": 1', '"share": ‸1.2',
        "/indicators/0/children/1/score/bands/0/share", "1.2 大于允许的最大值 1", "写法如",
    ),
    case(
        "a negative weight", '"weight": 20.5', '"weight": ‸-1',
        "/indicators/0/children/1/weight", "-1 小于允许的最小值 0", "写法如：10",
    ),
    case(
        "full marks of nothing", '"full_marks": 100', '"full_marks": ‸0',
        "/full_marks", "0 应大于 0", "写法如：100",
    ),
    case(
        "too many decimals", '"points": 2, "total"', '"points": ‸5, "total"',
        "/rounding/points", "5 大于允许的最大值 4", "写法如",
    ),
    case(
        "a blank title", '"title": "小规则"', '"title": ‸""',
        "/title", "不能是空白", "写法如",
    ),
    case(
        "no bands at all", '[{"range": ">=90", "share": 1}]', "‸[]",
        "/indicators/0/children/1/score/bands", "至少应有 1 项", "写法如",
    ),
    case(
        "a veto without effect", '{"grade": "差"}', "‸{}",
        "/vetoes/0/then", "至少应写 1 个键", "写法如",
    ),
    case(
        "a veto with two effects", '{"grade": "差"}', '‸{"grade": "差", "unranked": true}',
        "/vetoes/0/then", "至多可写 1 个键", "写法如",
    ),
    case(
        "a range that is none", '">=90"', '‸"90以上"',
        "/indicators/0/children/1/score/bands/0/range", "「90以上」的写法不对", '写法如："[80,90)"',
    ),
    case(
        "a date in words", '"from": "2024-01-01"', '"from": ‸"2024年1月1日"',
        "/in_force/from", "「2024年1月1日」的写法不对", '写法如："2019-01-01"',
    ),
    case(
        "an id with a slash", '"id": "small"', '"id": ‸"a/b"',
        "/id", "「a/b」的写法不对", "写法如",
    ),
    case(
        "a number among the terms of a sum", '"sum": ["spent"]', '"sum": ["spent", ‸3]',
        "/checks/1/sum/1", "应为文字，写成了数值", "请对照",
    ),
    case(
        "a number among the tie breakers", '["rate", "total"]', '["rate", ‸3]',
        "/ranking/tie_breakers/1", "应为文字，写成了数值", "请对照",
    ),
    case(
        "a number among the fields", '"opened": {"title": "公开日期", "type": "date"}',
        '"opened": ‸3',
        "/fields/opened", "应为对象 {…}，写成了数值", "请对照",
    ),
    case(
        "a text among the checks", '"checks": [', '"checks": [‸"spent", ',
        "/checks/0", "应为对象 {…}，写成了文字", "请对照",
    ),
    case(
        "NaN", '"value": 60', '"value": ‸NaN',
        "/parameters/pass_line/value", "「NaN」不是可用的数值", "有效数字不超过 15 位",
    ),
    case(
        "infinity", '"value": 60', '"value": ‸-Infinity',
        "/parameters/pass_line/value", "「-Infinity」不是可用的数值", "请写普通的有限数",
    ),
    case(
        "a number beyond all figures", '"value": 60', '"value": ‸1e400',
        "/parameters/pass_line/value", "「1e400」不是可用的数值", "请写普通的有限数",
    ),
    case(
        "a number with an endless exponent", '"value": 60', '"value": ‸1e99999999999999999999',
        "/parameters/pass_line/value", "不是可用的数值", "请写普通的有限数",
    ),
    case(
        "more digits than can be kept", '"weight": 20.5', '"weight": ‸20.500000000000001',
        "/indicators/0/children/1/weight", "不是可用的数值", "有效数字不超过 15 位",
    ),
    case(
        "half a character", '"changes": "首版"', r'"changes": ‸"\ud83d"',
        "/changes", "文字中有不完整的字符", "请直接写出该字",
    ),
]  # fmt: skip

NAMES = [
    case(
        "an id that begins with a digit", '"opened": {', '‸"1st": {',
        "/fields/1st", "「1st」不能作标识", "不以数字开头",
    ),
    case(
        "an id with a space", '"opened": {', '‸"date opened": {',
        "/fields/date opened", "「date opened」不能作标识", "文字、数字和下划线",
    ),
    case(
        "an id that is a word of the language", '"opened": {', '‸"or": {',
        "/fields/or", "「or」不能作标识", "保留词",
    ),
    case(
        "an id with brackets", '"id": "late", ', '"id": ‸"迟报（一）", ',
        "/adjustments/0/id", "「迟报（一）」不能作标识", "文字、数字和下划线",
    ),
    case(
        "two indicators of one id", '"id": "effect", "title": "效果", "weight": 39.5,',
        '"id": "effect", "title": "效果", "weight": 30, "score": {"method": "condition", '
        '"when": "rules"}},\n    {"id": ‸"effect", "title": "成效", "weight": 9.5,',
        "/indicators/2/id", "「effect」与 规则.json:49:12 /indicators/1/id 重名", "换个名称",
    ),
    case(
        "two fields that differ by width only", '"opened": {', '‸"ｂｕｄｇｅｔ": {',
        "/fields/ｂｕｄｇｅｔ",
        "「ｂｕｄｇｅｔ」与 规则.json:19:5 /fields/budget 的「budget」只有全角半角之别",
        "换个名称",
    ),
    case(
        "a field and a value of one name", '"gap": {', '‸"opened": {',
        "/values/opened", "「opened」与 规则.json:22:5 /fields/opened 重名", "换个名称",
    ),
    case(
        "a parameter named like a table", '"gap": {', '‸"tasks": {',
        "/values/tasks", "「tasks」与 规则.json:26:5 /tables/tasks 重名", "换个名称",
    ),
    case(
        "a value with the name of what is always there", '"gap": {', '‸"year": {',
        "/values/year", "「year」是保留的名称", "换个名称",
    ),
    case(
        "two checks of one id", '"id": "equal"', '"id": ‸"within"',
        "/checks/1/id", "「within」与 规则.json:33:12 /checks/0/id 重名", "换个名称",
    ),
    case(
        "two columns that differ by width only",
        '"planned": {"title": "计划数", "type": "number"}',
        '"planned": {"title": "计划数", "type": "number"}, '
        '‸"ｐlanned": {"title": "数", "type": "text"}',
        "/tables/tasks/fields/ｐlanned", "只有全角半角之别", "换个名称",
    ),
]  # fmt: skip

WEIGHTS = [
    case(
        "roots that fall short", '"weight": 39.5', '"weight": 39',
        "/indicators", "一级指标权重合计 99.5，应为 100，少 0.5", "请调整权重",
    ),
    case(
        "roots that are too many", '"weight": 39.5', '"weight": 40.25',
        "/indicators", "一级指标权重合计 100.75，应为 100，多 0.75", "relative",
    ),
    case(
        "children that fall short", '"weight": 20.5', '"weight": 20.4',
        "/indicators/0/weight", "「过程」的下级指标权重合计 60.4，应为 60.5，少 0.1", "请调整权重",
    ),
    case(
        "an unknown indicator in a profile", '{"done": 0, "rate": 60.5}',
        '{‸"doen": 0, "rate": 60.5}',
        "/profiles/no_tasks/weights/doen", "没有名为「doen」的指标", "是否应为「done」",
    ),
    case(
        "a profile that does not add up", '{"done": 0, "rate": 60.5}', '‸{"done": 0}',
        "/profiles/no_tasks/weights",
        "改用「no_tasks」的权重后各指标权重合计 79.5，应为 100，少 20.5",
        "请调整本方案的权重",
    ),
    case(
        "a dimension weighed beside its child", '{"done": 0, "rate": 60.5}',
        '{‸"process": 60.5, "rate": 60.5}',
        "/profiles/no_tasks/weights/process", "「process」与其下级指标同时写了权重", "请只写上级",
    ),
]  # fmt: skip

REFERENCES = [
    case(
        "an unknown basis of an indicator", '"value": "execution", "basis": "notice"',
        '"value": "execution", "basis": ‸"notics"',
        "/indicators/0/children/0/basis", "basis 中没有「notics」这份依据", "是否应为「notice」",
    ),
    case(
        "an unknown basis of a parameter", '"及格线", "basis": "notice"',
        '"及格线", "basis": ‸"law"',
        "/parameters/pass_line/basis", "没有「law」这份依据", "请改用其中之一：notice",
    ),
    case(
        "an unknown term of a sum", '"sum": ["spent"]', '"sum": [‸"spend"]',
        "/checks/1/sum/0", "没有名为「spend」的字段", "是否应为「spent」",
    ),
    case(
        "an unknown total of a sum", '"equals": "budget"', '"equals": ‸"buget"',
        "/checks/1/equals", "没有名为「buget」的字段", "是否应为「budget」",
    ),
    case(
        "a term that is no number", '"sum": ["spent"]', '"sum": ["spent", ‸"level"]',
        "/checks/1/sum/1", "字段「level」不是数值", "合计校验只用",
    ),
    case(
        "an unknown field to rank within", '"within": "level"', '"within": ‸"peer_grup"',
        "/ranking/within", "没有名为「peer_grup」的字段", "是否应为「peer_group」",
    ),
    case(
        "an unknown tie breaker", '["rate", "total"]', '["rate", ‸"totel"]',
        "/ranking/tie_breakers/1", "没有名为「totel」的指标", "是否应为「total」",
    ),
    case(
        "an unknown grade in a veto", '{"grade": "差"}', '{"grade": ‸"不合格"}',
        "/vetoes/0/then/grade", "grades 中没有「不合格」这一等级", "请改用其中之一：优、差",
    ),
    case(
        "an unknown field in an example", '{"spent": 95, "budget": 100}',
        '{"spent": 95, ‸"bugdet": 100}',
        "/indicators/0/children/0/examples/0/given/bugdet", "没有名为「bugdet」的字段",
        "是否应为「budget」",
    ),
    case(
        "an unknown indicator to move to", '{"move_to": "effect"}', '{"move_to": ‸"efect"}',
        "/indicators/0/children/1/undefined/move_to", "没有名为「efect」的指标可移入",
        "是否应为「effect」",
    ),
    case(
        "points moved to where they come from", '{"move_to": "effect"}', '{"move_to": ‸"process"}',
        "/indicators/0/children/1/undefined/move_to", "分值绕成了圈：done → done", "不移动分值",
    ),
    case(
        "points moved to and fro", '"weight": 39.5,',
        '"weight": 39.5, "missing": {"move_to": "done"},',
        "/indicators/0/children/1/undefined/move_to", "分值绕成了圈：done → effect → done",
        "不移动分值",
    ),
]  # fmt: skip

ORDERS = [
    case(
        "grades from low to high", '"title": "差", "at_least": 0', '"title": "差", "at_least": ‸95',
        "/grades/1/at_least", "起点 95 不低于上一等级的 90", "请由高到低排列等级",
    ),
    case(
        "grades that begin alike", '"title": "差", "at_least": 0', '"title": "差", "at_least": ‸90',
        "/grades/1/at_least", "起点 90 不低于上一等级的 90", "请由高到低排列等级",
    ),
    case(
        "a grade that stands twice", '{"title": "差", "at_least": 0}',
        '{"title": "差", "at_least": 1}, {"title": ‸"差", "at_least": 0}',
        "/grades/2/title", "等级「差」写了两次", "请改名或删去一个",
    ),
    case(
        "a field's minimum above its maximum", '"minimum": 0', '"minimum": ‸9000.5',
        "/fields/spent/minimum", "minimum 9000.5 大于 maximum 9000", "请把两者对调",
    ),
    case(
        "a column's minimum above its maximum", '"计划数", "type": "number"',
        '"计划数", "type": "number", "minimum": ‸2, "maximum": 1',
        "/tables/tasks/fields/planned/minimum", "minimum 2 大于 maximum 1", "请把两者对调",
    ),
    case(
        "an adjustment's minimum above its maximum", '"min": -3, "max": 0', '"min": ‸3, "max": 0',
        "/adjustments/0/min", "min 3 大于 max 0", "请把两者对调",
    ),
    case(
        "bounds of tuning that cross", '"min": 30, "max": 50', '"min": ‸51, "max": 50',
        "/indicators/0/children/0/tune/min", "min 51 大于 max 50", "请把两者对调",
    ),
    case(
        "rules that end before they begin", '"until": null', '"until": ‸"2023-12-31"',
        "/in_force/until", "失效日期 2023-12-31 早于生效日期 2024-01-01", "请把两者对调",
    ),
    case(
        "a day that is in no calendar", '"date": "2013-04-21"', '"date": ‸"2013-02-29"',
        "/basis/0/date", "「2013-02-29」不是日历上的日期", "写法如 2019-06-18",
    ),
]  # fmt: skip

EXPRESSIONS = [
    case(
        "an unknown name in a value", '"100 - execution"', '‸"100 - excution"',
        "/values/gap/expression", "excution", "是否应为「execution」",
    ),
    case(
        "an unknown name in a check", '"spent <= budget"', '‸"spent <= buget"',
        "/checks/0/holds", "buget", "是否应为「budget」",
    ),
    case(
        "an unknown name in a parameter of a method", '"0.6 * target"', '‸"0.6 * traget"',
        "/indicators/0/children/0/score/floor", "traget", "是否应为「target」",
    ),
    case(
        "an unknown column", '"sum(tasks.planned)"', '‸"sum(tasks.planed)"',
        "/indicators/0/children/1/value", "planed", "是否应为「planned」",
    ),
    case(
        "a value that is no number", '"value": "execution"', '"value": ‸"spent > budget"',
        "/indicators/0/children/0/value", "应", "",
    ),
    case(
        "a condition that is a number", '"budget == 0"', '‸"budget"',
        "/indicators/0/children/0/not_applicable/when", "应", "",
    ),
    case(
        "a profile's condition that is a number", '"budget < 1"', '‸"budget"',
        "/profiles/no_tasks/when", "应", "",
    ),
    case(
        "points of an adjustment that are a text", '"-1 * pass_line"', '‸"level"',
        "/adjustments/0/points", "应", "",
    ),
    case(
        "an unknown indicator in a veto", "rate('process')", "rate('proces')",
        "/vetoes/0/when", "proces", "是否应为「process」",
    ),
    case(
        "a full-width sign", '"spent / budget * 100"', '‸"spent ÷ budget * 100"',
        "/values/execution/expression", "÷", "请改写为 /",
    ),
    case(
        "a title where the name belongs", '"100 - execution"', '‸"100 - 年初预算"',
        "/values/gap/expression", "没有名为「年初预算」的字段或指标", "请改写为 budget",
    ),
    case(
        "an expression cut short", '"100 - execution"', '‸"100 - "',
        "/values/gap/expression", "「-」后面缺少内容", "请补上字段或数字",
    ),
    case(
        "a blank expression", '"100 - execution"', '‸""',
        "/values/gap/expression", "表达式为空", "请写出算式",
    ),
    case(
        "a value that needs itself", '"100 - execution"', '‸"100 - gap"',
        "/values/gap/expression", "values 中的算式互相引用：gap → gap", "请拆开这个圈",
    ),
    case(
        "an unknown placeholder of a reason", '"{title}为 {value}，低于 {target}"',
        '‸"{title}为 {valeu}"',
        "/indicators/0/children/0/reason", "没有「{valeu}」这个占位符", "是否应为「value」",
    ),
    case(
        "an unknown placeholder of a message", '"支出 {spent}"', '‸"支出 {spend}"',
        "/checks/0/message", "没有「{spend}」这个占位符", "是否应为「spent」",
    ),
    case(
        "an unknown placeholder of an adjustment", '"迟报"', '‸"迟报 {dept}"',
        "/adjustments/0/reason", "没有「{dept}」这个占位符", "",
    ),
    case(
        "a target that the method does not have", '"undefined": {"move_to": "effect"}',
        '"undefined": {"move_to": "effect"}, "reason": ‸"{value}，目标 {target}"',
        "/indicators/0/children/1/reason", "此处没有内容可填入「{target}」",
        "此处可用 {department}、{full_marks}、{lost}、{points}、{rate}、{reason}、{remedy}、"
        "{title}、{value} 和字段、参数、values 的标识",
    ),
    case(
        "a value that the indicator does not have", '"title": "效果", "weight": 39.5,',
        '"title": "效果", "weight": 39.5, "reason": ‸"{value}",',
        "/indicators/1/reason", "此处没有内容可填入「{value}」", "此处可用 {department}、",
    ),
    case(
        "a remedy that an adjustment does not have", '"迟报"', '‸"迟报，{remedy}"',
        "/adjustments/0/reason", "此处没有内容可填入「{remedy}」",
        "此处可用 {department}、{full_marks}、{lost}、{points}、{title} 和",
    ),
    case(
        "points that a check does not have", '"支出 {spent}"', '‸"扣 {lost}"',
        "/checks/0/message", "此处没有内容可填入「{lost}」", "此处可用 {department}、{title} 和",
    ),
    case(
        "a placeholder with a format", '"支出 {spent}"', '‸"支出 {spent:.2f}"',
        "/checks/0/message", "没有「{spent:.2f}」这个占位符", "是否应为「spent」",
    ),
    case(
        "a brace without its partner", '"支出 {spent}"', '‸"支出 {spent"',
        "/checks/0/message", "「{」没有配对", "写两遍",
    ),
    case(
        "what only the method itself can see", '[{"range": ">=90", "share": 1}]',
        '[{"range": ">=90", "share": 1}, {"range": "[95,100]", "share": 1}]',
        "/indicators/0/children/1/score", "", "",
    ),
]  # fmt: skip

ALL = [*KEYS, *VALUES, *NAMES, *WEIGHTS, *REFERENCES, *ORDERS, *EXPRESSIONS]


@pytest.mark.parametrize(("old", "new", "pointer", "problem", "remedy"), ALL)
def test_a_mistake_is_told_once_in_its_place_in_both_languages(
    changed, old, new, pointer, problem, remedy
):
    file, text = changed((old, new))

    with pytest.raises(RulesetError) as refused:
        read_ruleset(file)

    (told,) = refused.value.problems
    assert told.place.partition(" ")[2].startswith(pointer)
    if "‸" in text:
        assert told.place == f"规则.json:{place_of(text)} {pointer}"
    assert problem in told.problem.say("zh-CN")
    assert remedy in told.remedy.say("zh-CN")
    english, chinese = (told.problem.say(x) + told.remedy.say(x) for x in ("en", "zh-CN"))
    assert told.problem.say("en").strip()
    assert told.remedy.say("en").strip()
    assert re.search(r"[一-鿿]", chinese)
    assert english != chinese


def place_of(text):
    before = text[: text.index("‸")]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
