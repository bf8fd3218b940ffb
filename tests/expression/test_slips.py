"""What officials write in a cell by mistake: the caret and the message name the true cause.

‸ stands before the character to be blamed, first of all in the text.
"""

import pytest

from scoring.expression import Scope, vet

SCOPE = Scope(
    names={
        "spent": "number",
        "budget": "number",
        "ok": "boolean",
        "level": "text",
        "day": "date",
        "支出": "number",
        "x": "number",
    },
    tables={"tasks": {"done": "number", "planned": "number"}},
    titled={"年初预算": "budget"},
)


def slip(written, problem, remedy):
    return pytest.param(written, problem, remedy, id=written.replace("‸", ""))


FULL_WIDTH = [
    slip("max(spent‸，budget)", "「，」（U+FF0C）不是算式符号", "请改写为 ,"),
    slip("max‸（spent, budget）", "「（」（U+FF08）不是算式符号", "请改写为 ("),
    slip("min(‸1，000, spent)", "数字中有千分位逗号", "请去掉逗号，写 1000"),
    slip("spent ‸＝ budget", "「＝」是赋值，不能使用", "判断相等请写 ==；公式前面不写等号"),
    slip("spent ‸＝＝ budget", "「＝＝」不是算式符号", "请改写为 =="),
    slip("spent ‸＞= budget", "「＞=」不是算式符号", "请改写为 >="),
    slip("spent ‸！= budget", "「！=」不是算式符号", "请改写为 !="),
    slip("‸０．６ * spent", "「０．６」是全角数字", "请改写为 0.6"),
    slip("spent >= 95‸％", "此处的 % 不是百分号", "百分比字段直接写数字：95.1% 写作 95.1"),
    slip("spent > 0‸；budget > 0", "有不允许的字符 U+FF1B", "请删去该字符；一个表达式只写一行一式"),
    slip("level == ‸“好，差（中）”", "「“」（U+201C）不是算式符号", '请改写为 "'),
    slip("level == ‸「好」", "「「」（U+300C）不是算式符号", '请改写为 "'),
    slip('level in ["好"‸、"中"]', "「、」（U+3001）不是算式符号", "请改写为 ,"),
    slip("tasks‸。done", "「。」（U+3002）不是算式符号", "请改写为 ."),
    slip("‸￥100", "「￥」不是算式符号", "金额只写数字，计量单位写在字段的 unit 里"),
    slip("60‸～80", "「～」不是算式符号", "区间请写成 60 <= 完成值 <= 80"),
    slip(
        "‸《spent》",
        "「《」（U+300A）不是算式符号",
        "请只用 + - * / ( ) 和比较符号 > >= < <= == !=",
    ),
]

BRACKETS = [
    slip("‸(spent + (budget * 2)", "左括号 ( 没有配对的右括号", "请删去它，或在后面补上 )"),
    slip("((spent + budget)) * 2‸)", "右括号 ) 没有配对的左括号", "请删去它，或在前面补上左括号"),
    slip("min‸(max(spent, 0), budget", "左括号 ( 没有配对的右括号", "请删去它，或在后面补上 )"),
    slip("[60,80‸)", "右括号 ) 与左括号不是一种", "请改写为 ]；区间请写成 60 <= 完成值 < 80"),
    slip(
        "‸" + "(" * 101 + "spent" + ")" * 101, "表达式嵌套过深", "请用 values 拆成几个有名称的算式"
    ),
    slip("‸2(spent + budget)", "括号前面缺少运算符", "相乘请写 *"),
    slip("‸(spent)(budget)", "没有名为「spent」的函数", "相乘请写 *"),
    slip("‸tasks[done]", "方括号不能用来取值", "表的列请写 表.列名"),
    slip("‸{spent} / budget", "「{」不是算式符号", "字段直接写标识，列表用方括号 [ ]"),
    slip('level == ‸"好', '引号 " 没有配对', '请补上引号，如 "优"'),
    slip("spent > 0‸'", "引号 ' 没有配对", '请补上引号，如 "优"'),
]

SIGNS = [
    slip("spent ‸<> budget", "「<>」不是算式符号", "请改写为 !="),
    slip("spent ‸=> budget", "「=>」不是算式符号", "请改写为 >="),
    slip("spent ‸=< budget", "「=<」不是算式符号", "请改写为 <="),
    slip("spent ‸=== budget", "「===」不是算式符号", "请改写为 =="),
    slip("ok ‸&& ok", "「&&」不是算式符号", "请改写为 and"),
    slip("ok ‸|| ok", "「||」不是算式符号", "请改写为 or"),
    slip("‸!ok", "「!」不是算式符号", "请改写为 not"),
    slip("spent ‸= budget", "「=」是赋值，不能使用", "判断相等请写 ==；公式前面不写等号"),
    slip("‸=spent / budget", "「=」是赋值，不能使用", "判断相等请写 ==；公式前面不写等号"),
    slip("spent ‸+= 1", "「+=」是赋值，不能使用", "判断相等请写 ==；公式前面不写等号"),
    slip("spent‸²", "「²」（U+00B2）不是算式符号", "请改写为 ** 2"),
    slip("spent ‸# 支出", "「#」不是算式符号", "说明请写进 description"),
    slip("ok ‸? 1 : 0", "「?」不是算式符号", "条件式请写 甲 if 条件 else 乙，相除请写 /"),
    slip("95‸% * spent", "此处的 % 不是百分号", "百分比字段直接写数字：95.1% 写作 95.1"),
    slip("spent > ‸1,000", "数字中有千分位逗号", "请去掉逗号，写 1000"),
    slip("max(spent, ‸1,000)", "数字中有千分位逗号", "请去掉逗号，写 1000"),
    slip("max(spent, 1) > ‸1,500", "数字中有千分位逗号", "请去掉逗号，写 1500"),
    slip("spent / budget * 100 ‸/", "「/」后面缺少内容", "请补上字段或数字"),
    slip("‸* spent", "「*」前面缺少内容", "请补上字段或数字"),
    slip("spent > ‸and ok", "「and」前面缺少内容", "请补上字段或数字"),
    slip("max(spent,‸,budget)", "「,」前面缺少内容", "请补上字段或数字"),
    slip("(spent ‸-)", "「-」后面缺少内容", "请补上字段或数字"),
    slip("‸abs(spent, 1) > 0", "函数应有 1 个参数，实有 2 个", "表达式只用数字"),
    slip("‸coalesce(spent) > 0", "函数应有 2 个参数，实有 1 个", "表达式只用数字"),
    slip("‸round(spent, 1, 2) > 0", "函数应有 1 至 2 个参数，实有 3 个", "表达式只用数字"),
    slip("‸max() > 0", "函数至少应有 2 个参数，实有 0 个", "表达式只用数字"),
    slip("‸spent << 2", "不允许使用 << >>", "表达式只用数字、字段、四则运算、比较、"),
]

WORDS = [
    slip("spent > 0 ‸且 budget > 0", "「且」不能用在算式中", "请改写为 and"),
    slip("spent > 0 ‸或者 budget > 0", "「或者」不能用在算式中", "请改写为 or"),
    slip("‸非 ok", "「非」不能用在算式中", "请改写为 not"),
    slip("‸非 (ok)", "没有名为「非」的函数", "请改写为 not"),
    slip("ok ‸AND ok", "「AND」不能用在算式中", "请改写为 and"),
    slip(
        "‸支出且spent",
        "没有名为「支出且spent」的字段或指标",
        "「且」「或」请写作 and、or，前后空一格",
    ),
    slip("spent ‸X 2", "「X」不能用在算式中", "请改写为 *"),
    slip("spent ‸不低于 60", "「不低于」不能用在算式中", "请改写为 >="),
    slip("spent ‸between 1 and 2", "「between」不能用在算式中", "请改写为 60 <= value <= 80"),
    slip("‸如果 ok 则 1 否则 0", "「如果」不能用在算式中", "条件式请写 甲 if 条件 else 乙"),
    slip("‸if(ok, 1, 0)", "条件式不完整", "条件式请写 甲 if 条件 else 乙"),
    slip("1 ‸if ok", "条件式不完整", "条件式请写 甲 if 条件 else 乙"),
    slip("‸IF(ok, 1, 0)", "没有名为「IF」的函数", "条件式请写 甲 if 条件 else 乙"),
    slip("‸return spent", "「return」不能用在算式中", "请检查括号、引号和运算符是否成对、完整"),
    slip("spent ‸budget", "「spent」与「budget」之间缺少运算符", "请补上 + - * / 或比较符号，"),
    slip("spent ‸not budget", "「spent」与「not」之间缺少运算符", "请补上 + - * / 或比较符号，"),
    slip("x ‸spent", "「x」与「spent」之间缺少运算符", "请补上 + - * / 或比较符号，"),
    slip("spent > 60‸分", "数字后面不能写「分」", "请只写数字，按字段的计量单位；相乘请写 *"),
    slip("spent * ‸1.2.3", "「1.2.3」不是一个数", "请检查小数点，开头不写多余的 0"),
    slip("‸007 + spent", "「007」不是一个数", "请检查小数点，开头不写多余的 0"),
    slip("spent ‸.", "「.」后面缺少内容", "请补上字段或数字"),
]

NAMES = [
    slip("ok == ‸true", "没有名为「true」的字段或指标", "请改写为 True"),
    slip("ok == ‸是", "没有名为「是」的字段或指标", "请改写为 True"),
    slip("spent == ‸null", "没有名为「null」的字段或指标", "判断是否未填请用 is_missing(字段)"),
    slip("‸年初预算 * 2", "没有名为「年初预算」的字段或指标", "请改写为 budget"),
    slip("level == ‸好", "「好」不是字段，也没有加引号", '请写成 "好"'),
    slip("level in [‸好, level]", "「好」不是字段，也没有加引号", '请写成 "好"'),
    slip('‸"spent" / 2', "此处应为数值，实为文字", "字段不加引号，请写 spent"),
    slip("‸SUM(tasks.done)", "没有名为「SUM」的函数", "请改写为 sum"),
    slip("‸average(tasks.done)", "没有名为「average」的函数", "请改写为 mean"),
    slip("‸max(spent)", "汇总函数中没有表的列", "请写成 max(表.列名)"),
    slip('level == "好" or ‸"中"', "and、or 两边须各是一个条件", '请写成 x in ["甲", "乙"]'),
    slip("‸ok, ok", "用逗号隔开了几个算式", "请只写一个算式；同时成立的条件用 and 相连"),
    slip("‸[1]", "列表只能写在 in 的右边", '请写成 x in ["甲", "乙"]'),
    slip("day >= ‸2019-6-30", "此处的日期没有加引号", '请写成 "2019-06-30"'),
    slip("day >= ‸2019/6/30", "不同类的值不能放在一起：日期、数值", '请写成 "2019-06-30"'),
    slip('day >= ‸"2019年6月30日"', "日期只能与日期比较", '请写成 "2019-06-30"'),
]


@pytest.mark.parametrize(
    ("written", "problem", "remedy"), [*FULL_WIDTH, *BRACKETS, *SIGNS, *WORDS, *NAMES]
)
def test_the_cause_is_told_where_it_is(written, problem, remedy):
    flaws, _ = vet(written.replace("‸", ""), SCOPE, None)

    assert flaws[0].problem.say("zh-CN") == problem
    assert flaws[0].remedy.say("zh-CN").startswith(remedy)
    assert flaws[0].remedy.say("en")
    assert flaws[0].offset == written.index("‸")


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("x in [100,200]", id="two figures of three digits in a list"),
        pytest.param("min(100,200)", id="two figures of three digits in a call"),
        pytest.param("spent % 7 == 0", id="a remainder"),
        pytest.param("spent % (x + 1)", id="a remainder by a sum"),
        pytest.param("2019 - spent", id="a year in a sum"),
        pytest.param("spent != budget", id="unequal"),
        pytest.param('level == "好，差；＝"', id="any sign in quotes"),
        pytest.param("level == '它说\"好\"'", id="a quote within the other"),
        pytest.param("(" * 90 + "spent" + ")" * 90, id="90 brackets"),
        pytest.param("not ok or not (ok)", id="not after or"),
        pytest.param("level not in ['好']", id="not in"),
        pytest.param("- x ** -2", id="signs before figures"),
    ],
)
def test_what_is_right_is_left_alone(source):
    assert vet(source, SCOPE, None)[0] == []
