"""The keys of rank intervals, which a report has on demand."""

from typing import Any

from scoring.report_schema.key import count, number, text

INTERVALS = {
    "by": text("抽取方式", "spread 增减若干成，bounds 设定的上下限以内，around 以现行权重为均值"),
    "spread": number("增减比例", "按 spread 抽取时各权重可增减的比例，0.2 即两成"),
    "sureness": number("集中度", "按 around 抽取时狄利克雷分布的集中度"),
    "draws": count("抽取次数", "抽取了多少组权重", 1),
    "seed": count("随机种子", "同一种子结果相同"),
    "told": text("说明", "抽取方式，一句话"),
}
INTERVAL = {
    "low": count("最好名次", "5% 分位的名次", 1),
    "median": count("名次中位数", "50% 分位的名次", 1),
    "high": count("最差名次", "95% 分位的名次", 1),
}
RANK_INTERVAL = {
    "title": "名次区间",
    "description": "只在要求名次区间时有；未参加排名时为空",
    "anyOf": [{"$ref": "#/$defs/rank_interval"}, {"type": "null"}],
}
INTERVAL_DEFINITIONS: dict[str, tuple[Any, ...]] = {
    "intervals": ("名次区间的来历", "权重如何抽取；只在要求名次区间时有", INTERVALS),
    "rank_interval": ("名次区间", "九成抽取结果的名次所在的区间", INTERVAL),
}
