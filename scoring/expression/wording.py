"""What is said of an expression that is not allowed, and what to write instead."""

import ast
from collections.abc import Mapping

from scoring.words import Message, Phrase

KINDS: Mapping[str, Message] = {
    "number": Phrase("数值", "a number")(),
    "boolean": Phrase("是否判断", "a condition")(),
    "text": Phrase("文字", "text")(),
    "date": Phrase("日期", "a date")(),
    "nothing": Phrase("空值", "nothing")(),
}
TOO_MANY = Phrase("表达式超过 {most} 个节点", "the expression has more than {most} parts")
TOO_DEEP = Phrase("表达式嵌套超过 {most} 层", "the expression is nested over {most} deep")
SPLIT = Phrase("请用 values 拆成几个有名称的算式", "Split it into named values (`values`)")
WANTED = Phrase("此处应为{wants}，实为{kind}", "{wants} is wanted here, this is {kind}")
CHANGE_KIND = Phrase("请改用同类的字段或数值", "Use a field or a constant of that kind")
NO_ARITHMETIC = Phrase(
    "判断不能参与加减，请写 1 if 条件 else 0", "Write 1 if condition else 0 to count it"
)
FORBIDDEN = Phrase("不允许使用 {name}", "{name} is not allowed")
ALLOWED = Phrase(
    "表达式只用数字、字段、四则运算、比较、and/or/not、if/else 和函数表中的函数",
    "Use numbers, fields, arithmetic, comparisons, and/or/not, if/else and the listed functions",
)
DISAGREE = Phrase("不同类的值不能放在一起：{kinds}", "these kinds do not go together: {kinds}")
ONLY_NOTHING = Phrase("只有空值，没有可计算的内容", "there is nothing here to compute with")
NOT_A_DATE = Phrase("日期只能与日期比较", "a date compares only with a date")
ISO_DATE = Phrase('请写成 "2019-06-30"', 'Write it as "2019-06-30"')
LONG_TEXT = Phrase("引号内的文字超过 {most} 个字符", "the quoted text has over {most} characters")
SHORTEN = Phrase("请缩短", "Shorten it")
TOO_GREAT = Phrase("数字过大", "the number is too great")
SMALLER = Phrase(
    "请换用更大的计量单位（绝对值不超过 10 的 15 次方）", "Use a greater unit (up to 10 ** 15)"
)
UNKNOWN = Phrase("没有名为「{name}」的字段或指标", 'there is nothing named "{name}"')
IS_TABLE = Phrase("「{name}」是表，不能直接参与计算", '"{name}" is a table, not a figure')
USE_AGGREGATE = Phrase("请用 sum({name}.列名) 等汇总函数", "Aggregate it, as in sum({name}.column)")
IN_A_ROW = Phrase("这里逐行评判，没有表可以汇总", "this is about one row: there is no table here")
BARE = Phrase(
    "直接写列名 {name}；全表的合计请写进 values，再用它的名称",
    "Write the column alone, {name}; give sums over the table a name in values, and use that",
)
NO_ATTRIBUTES = Phrase("点号只能用于「表.列」", "a dot is only for table.column")
TWO_TABLES = Phrase(
    "一次汇总混用了 {one} 和 {other} 两张表", "{one} and {other} meet in one aggregate"
)
ONE_TABLE = Phrase("请分别汇总后再相加减", "Aggregate each on its own")
BY_ZERO = Phrase("不能除以 0", "nothing can be divided by 0")
OTHER_DIVISOR = Phrase("请换一个除数", "Write another divisor")
POWER = Phrase("指数须为不超过 8 的常数", "an exponent must be a constant up to 8")
ROUND = Phrase("小数位数须为 0 到 9 的整数", "decimals must be a whole number from 0 to 9")
SMALL_POWER = Phrase("请写一个小的常数", "Write a small constant")
USE_IS_MISSING = Phrase("判断是否未填请用 is_missing(字段)", "Ask is_missing(field)")
COMPARES_NONE = Phrase("不能与 None 比较", "nothing compares with None")
NO_ORDER = Phrase("{kind}不分大小", "{kind} has no order")
NOT_A_LIST = Phrase("in 的右边须为列表", "the right side of `in` must be a list")
LIST = Phrase('请写成 x in ["甲", "乙"]', 'Write x in ["a", "b"]')
ONLY_POSITIONS = Phrase("函数参数只能按位置写", "arguments go by position only")
NO_FUNCTION = Phrase("没有名为「{name}」的函数", 'there is no function "{name}"')
NOT_YET_SCORED = Phrase("此处不能使用 {name}()", "{name}() is not known here")
ONLY_AFTER = Phrase(
    "得分与得分率只能用于勾稽校验、加减分和一票否决",
    "Scores are known only in checks, adjustments and vetoes",
)
WANTS_ID = Phrase("{name}() 须给出一个指标标识", "{name}() takes one id")
QUOTE_ID = Phrase('请写成 {name}("指标标识")', 'Write {name}("id")')
NESTED = Phrase("汇总函数不能嵌套", "aggregates do not nest")
_ARGUMENTS = Phrase(
    "函数应有 {least} 至 {most} 个参数，实有 {given} 个",
    "{least} to {most} arguments go here, not {given}",
)
_SO_MANY = Phrase(
    "函数应有 {least} 个参数，实有 {given} 个", "arguments here: {least}, and not {given}"
)
_AT_LEAST = Phrase(
    "函数至少应有 {least} 个参数，实有 {given} 个",
    "arguments here: {least} at least, and not {given}",
)
NO_TABLE = Phrase("汇总函数中没有表的列", "the aggregate names no column of a table")
NAME_TABLE = Phrase("请写成 {name}(表.列名)", "Write it as {name}(table.column)")
WRITE = Phrase("请改写为 {instead}", "Write {instead}")
USE_AND_OR = Phrase(
    "「且」「或」请写作 and、or，前后空一格", "Write and / or, with a space on either side"
)
IF_ELSE = Phrase("条件式请写 甲 if 条件 else 乙", "Write a if condition else b")
NOT_CALLED = Phrase("括号前面缺少运算符", "there is no operator before the bracket")
MULTIPLY = Phrase("相乘请写 *", "Write * to multiply")
NO_QUOTES = Phrase("字段不加引号，请写 {name}", "Fields take no quotes: write {name}")
NO_CONDITION = Phrase("and、or 两边须各是一个条件", "`and` and `or` join conditions")
BARE_TEXT = Phrase(
    "「{word}」不是字段，也没有加引号", '"{word}" names nothing, and stands without quotes'
)
QUOTE = Phrase('请写成 "{word}"', 'Write "{word}"')
ONE_EXPRESSION = Phrase("用逗号隔开了几个算式", "commas part several expressions here")
JOIN = Phrase(
    "请只写一个算式；同时成立的条件用 and 相连", "Write one, and join conditions with `and`"
)
INDEXED = Phrase("方括号不能用来取值", "square brackets pick nothing out")
USE_DOT = Phrase("表的列请写 表.列名", "Write a column as table.column")
BARE_LIST = Phrase("列表只能写在 in 的右边", "a list goes only after `in`")
NOT_IN_LANGUAGE = Phrase("算式中没有这种写法", "expressions have nothing of this kind")
_NODES: Mapping[type[ast.AST], tuple[Phrase, Phrase]] = {
    ast.Tuple: (ONE_EXPRESSION, JOIN),
    ast.Subscript: (INDEXED, USE_DOT),
    ast.List: (BARE_LIST, LIST),
}


def forbidden(node: ast.expr) -> tuple[Message, Message]:
    """Return problem and remedy of a part that no expression may have."""
    problem, remedy = _NODES.get(type(node), (NOT_IN_LANGUAGE, ALLOWED))
    return problem(), remedy()


def wrong_count(least: int, most: int | None, given: int) -> Message:
    """Return what tells that so many arguments are too few or too many."""
    if most is None:
        return _AT_LEAST(least=least, given=given)
    phrase = _SO_MANY if least == most else _ARGUMENTS
    return phrase(least=least, most=most, given=given)
