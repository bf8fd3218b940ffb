"""The words of the page: PAGE is what its HTML says, SCRIPT what its script says."""

from collections.abc import Mapping
from string import Formatter

from scoring.export.headings import (
    CODE,
    DEPARTMENT,
    FULL_MARKS,
    GRADE,
    GROUP,
    INDICATOR,
    LOST,
    OVERRIDDEN,
    RANK,
    REMEDY,
    STATUSES,
    TOTAL,
    YEAR,
)
from scoring.export.page.ranking import FINDINGS, NAMELESS
from scoring.words import Phrase


def templates(phrases: Mapping[str, Phrase], language: str) -> dict[str, str]:
    """Return *phrases* in *language*, with the names of their figures in braces."""
    return {name: template(phrase, language) for name, phrase in phrases.items()}


def template(phrase: Phrase, language: str) -> str:
    """Return *phrase* in *language*, not filled in.

    >>> template(Phrase("{a} 个", "{a} in all"), "en")
    '{a} in all'
    """
    names = {name for _, name, _, _ in Formatter().parse(phrase.zh) if name}
    return phrase(**{name: f"{{{name}}}" for name in names}).say(language)


PAGE = {
    "report": Phrase("评分报告", "Scoring report"),
    "skip": Phrase("跳到排名", "Skip to the ranking"),
    "contents": Phrase("本页内容", "On this page"),
    "summary": Phrase("概况", "Summary"),
    "ranking": Phrase("排名", "Ranking"),
    "findings": FINDINGS,
    "overrides": OVERRIDDEN,
    "rules": Phrase("评分规则", "Rules"),
    "noPictures": Phrase(
        "生成本报告的电脑没有安装画图组件，以下只列图中的数字；"
        '安装后重新生成即有图：pip install "budget-performance-scoring[charts]"',
        "No pictures were drawn, for the extra that draws is not installed; their figures are "
        'below. For pictures: pip install "budget-performance-scoring[charts]"',
    ),
    "figures": Phrase("图中数字", "The figures"),
    "figuresOf": Phrase("{title}：图中数字", "{title}: the figures"),
    "noScript": Phrase(
        "浏览器未启用脚本：排序、查找、筛选和各部门的详情不能使用，"
        "概况、排名（前 {listed} 个部门）、问题和评分规则仍可阅读。",
        "Scripts are off: nothing can be sorted, searched or filtered, and the departments' own "
        "pages cannot be opened. The summary, the ranking (its first {listed}), the findings and "
        "the rules can be read.",
    ),
    "search": Phrase("查找部门", "Find a department"),
    "searchHint": Phrase("名称或编码", "Name or code"),
    "all": Phrase("全部", "All"),
    "reset": Phrase("清除条件", "Clear"),
    "shading": Phrase(
        "底色越深，得分率越低。点部门名称看该部门的详情，点列名排序。",
        "The darker a cell, the lower the rate. A name opens a department's page; a heading sorts.",
    ),
    "pages": Phrase("翻页", "Pages"),
    "earlier": Phrase("前一页", "Earlier"),
    "later": Phrase("后一页", "Later"),
    "listAll": Phrase("全部列出", "List all"),
    "noFindings": Phrase("没有发现问题", "No findings"),
    "moreFindings": Phrase(
        "另有 {count} 条，见各部门的详情；排名表可按问题个数排序",
        "{count} more are on the departments' pages; the ranking can be sorted by their number",
    ),
    "indicator": INDICATOR,
    "weight": Phrase("分值", "Weight"),
    "rule": Phrase("计分办法", "Rule"),
    "sources": Phrase("数据与规则", "Sources"),
}
SCRIPT = {
    "rank": RANK,
    "code": CODE,
    "department": DEPARTMENT,
    "group": GROUP,
    "year": YEAR,
    "total": TOTAL,
    "grade": GRADE,
    "fullMarks": FULL_MARKS,
    "indicator": INDICATOR,
    "lost": LOST,
    "remedy": REMEDY,
    "unranked": STATUSES["unranked"],
    "findings": FINDINGS,
    "matches": Phrase("显示 {count} 个部门", "{count} departments shown"),
    "matchesOf": Phrase(
        "符合条件 {count} 个，列出第 {from}–{to} 个", "{count} match; {from} to {to} are listed"
    ),
    "noMatch": Phrase("没有符合条件的部门", "No department matches"),
    "sortedBy": Phrase("已按「{column}」{direction}排列", "Sorted by {column}, {direction}"),
    "ascending": Phrase("从小到大", "ascending"),
    "descending": Phrase("从大到小", "descending"),
    "back": Phrase("返回排名", "Back to the ranking"),
    "previous": Phrase("上一个：{name}", "Previous: {name}"),
    "next": Phrase("下一个：{name}", "Next: {name}"),
    "departmentPages": Phrase("部门翻页", "From department to department"),
    "unknownDepartment": Phrase(
        "报告中没有「{name}」这个部门", 'There is no department "{name}" in this report'
    ),
    "outOf": Phrase("{points} / {fullMarks}", "{points} / {fullMarks}"),
    "provisional": Phrase("总分（暂计）", "Total (provisional)"),
    "place": Phrase("第 {rank} 名 / 共 {of} 个", "{rank} of {of}"),
    "waterfall": Phrase("从满分到总分", "From full marks to the total"),
    "waterfallAxis": Phrase("横轴从 {from} 分到 {to} 分", "Bars from {from} to {to}"),
    "item": Phrase("项目", "Item"),
    "change": Phrase("增减", "Change"),
    "then": Phrase("累计", "Running total"),
    "picture": Phrase("图示", "Picture"),
    "noLoss": Phrase("没有扣分", "No marks lost"),
    "roundedOff": Phrase("总分取整", "Rounding of the total"),
    "towards": Phrase("怎样提高等级", "The way to the next grade"),
    "winBack": Phrase("可挽回", "To win back"),
    "totalThen": Phrase("挽回后总分", "Total then"),
    "indicators": Phrase("各项指标", "Indicators"),
    "earned": Phrase("{title}　{points} / {fullMarks} 分", "{title}: {points} / {fullMarks}"),
    "aside": Phrase("（由上级指标按规则计入）", " (counts through its dimension)"),
    "rule": Phrase("计分办法：", "Rule: "),
    "otherLosses": Phrase("上级指标的扣分", "Marks lost in dimensions"),
    "changes": Phrase("加减分、一票否决与复核调整", "Adjustments, vetoes and overrides"),
    "nameless": NAMELESS,
    "named": Phrase("{name}（{code}）", "{name} ({code})"),
}
