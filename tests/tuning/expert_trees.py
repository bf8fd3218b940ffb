"""Trees for the expert methods: leaves three deep, an only child, titles that several share."""


def leaf(name, weight, title=None):
    return {
        "id": name,
        "title": title or name,
        "weight": weight,
        "value": f"f_{name}",
        "score": {"method": "proportional", "target": 100},
    }


def dimension(name, weight, *children, title=None):
    return {"id": name, "title": title or name, "weight": weight, "children": list(children)}


def tree(*indicators):
    """Return a ruleset of *indicators*, which add up to 100, and a field for each of its leaves."""
    names = [name for node in indicators for name in _ends(node)]
    return {
        "language_version": 1,
        "id": "tree",
        "edition": "2026",
        "title": "试验规则",
        "full_marks": 100,
        "fields": {f"f_{name}": {"title": name, "type": "number"} for name in names},
        "indicators": list(indicators),
    }


def _ends(node):
    return (
        [end for child in node["children"] for end in _ends(child)]
        if "children" in node
        else [node["id"]]
    )


DEEP = tree(
    dimension(
        "A",
        60,
        dimension("AA", 40, leaf("a1", 25), dimension("AAA", 15, leaf("a2", 10), leaf("a3", 5))),
        leaf("a4", 20),
    ),
    dimension("B", 40, dimension("BB", 40, leaf("b1", 40))),
)
NAMESAKES = tree(leaf("a1", 30, "数量"), leaf("a2", 30, "数量"), leaf("a3", 40, "质量"))
TWINS = tree(
    dimension("A", 60, leaf("a1", 30, "数量"), leaf("a2", 30, "质量")),
    dimension("B", 40, leaf("b1", 20, "数量"), leaf("b2", 20, "质量")),
)
SINGLE = tree(leaf("a1", 100))
