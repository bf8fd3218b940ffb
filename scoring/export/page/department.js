// One department: its standing, its way from full marks to the total, its indicators.

const page = document.getElementById("department");

function showDepartment(row) {
  const parts = [
    turning(row),
    element("h1", { id: "name", tabindex: "-1" }, nameOf(row)),
    standing(row),
    bullets(data.remarks, row),
    ...section("waterfall", waterfall(row)),
    ...section("towards", ...towards(row)),
    ...section("indicators", ...indicators(row)),
    ...section("otherLosses", ...titledFacts(data.losses, row)),
    ...section("changes", ...titledFacts(data.changes.told, row)),
    ...section("findings", bullets(data.findings, row)),
  ];
  page.replaceChildren(...parts.filter(Boolean));
}

function section(title, ...content) {
  const parts = content.filter(Boolean);
  return parts.length ? [element("h2", {}, data.words[title]), ...parts] : [];
}

function turning(row) {
  const place = matches.indexOf(row);
  const link = (other, word) =>
    place >= 0 && other !== undefined
      ? element("a", { href: addressOf(other) }, say(word, { name: shownName(other) }))
      : null;
  return element(
    "nav",
    { class: "turning", "aria-label": data.words.departmentPages },
    element("a", { href: "#ranking", class: "back" }, data.words.back),
    link(matches[place - 1], "previous"),
    link(matches[place + 1], "next")
  );
}

function standing(row) {
  const of = (name) => at(data.departments[name], row);
  const outOf = say("outOf", { points: total(of("total")), fullMarks: total(data.fullMarks) });
  const ranked = of("rank") !== null;
  const place = ranked ? say("place", { rank: of("rank"), of: of("of") }) : data.words.unranked;
  return element(
    "dl",
    { class: "tiles" },
    tile(data.words[ranked ? "total" : "provisional"], outOf),
    of("grade") ? tile(data.words.grade, of("grade")) : null,
    tile(data.words.rank, place),
    of("group") ? tile(data.words.group, of("group")) : null,
    of("year") ? tile(data.words.year, String(of("year"))) : null
  );
}

const tile = (label, text) =>
  element("div", {}, element("dt", {}, label), element("dd", {}, text));

function bullets(column, row) {
  const places = placesOf(column.row, row);
  const items = places.map((place) => element("li", {}, sentence(column.text, place)));
  return items.length ? element("ul", {}, ...items) : null;
}

// --- from full marks to the total -----------------------------------------------------------

// Every step is [title, change]; what was not counted took nothing from the total.
function stepsOf(row) {
  const steps = data.leaves
    .filter((leaf) => leaf.counted)
    .map((leaf) => [[...leaf.path, leaf.title].join(" / "), -at(leaf.lost, row)])
    .concat(changesIn(data.losses, row, -1))
    .filter(([, change]) => change)
    .sort((one, two) => one[1] - two[1])
    .concat(changesIn(data.changes, row, 1).filter(([, change]) => change));
  const reached = steps.reduce((sum, [, change]) => sum + change, data.fullMarks);
  const rest = at(data.departments.total, row) - reached;
  return rest ? [...steps, [data.words.roundedOff, rest]] : steps;
}

function changesIn(table, row, sign) {
  return placesOf(table.row, row).map((place) => [
    sentence(table.item, place),
    sign * at(table.points, place),
  ]);
}

function waterfall(row) {
  const steps = stepsOf(row);
  const end = at(data.departments.total, row);
  const levels = [data.fullMarks];
  for (const [, change] of steps) levels.push(levels[levels.length - 1] + change);
  const axis = axisOf(levels);
  const line = (kind, title, change, level, from, to) =>
    element(
      "tr",
      { class: kind },
      element("th", { scope: "row" }, title),
      element("td", { class: "bar" }, bar(axis, from, to, kind)),
      element("td", { class: "figure" }, change === null ? "" : signed(change)),
      element("td", { class: "figure" }, mark(level))
    );
  const lines = steps.map(([title, change], place) =>
    line(change < 0 ? "loss" : "gain", title, change, levels[place + 1], levels[place], levels[place + 1])
  );
  const span = say("waterfallAxis", { from: mark(axis[0], 0), to: mark(axis[1], 0) });
  return element(
    "table",
    { class: "waterfall" },
    element("caption", {}, steps.length ? span : data.words.noLoss),
    heads(["item", ""], ["picture", ""], ["change", "figure"], ["then", "figure"]),
    element(
      "tbody",
      {},
      line("whole", data.words.fullMarks, null, data.fullMarks, axis[0], data.fullMarks),
      ...lines,
      line("whole", data.words.total, null, end, axis[0], end)
    )
  );
}

function heads(...columns) {
  const cells = columns.map(([word, kind]) =>
    element("th", kind ? { scope: "col", class: kind } : { scope: "col" }, data.words[word])
  );
  return element("thead", {}, element("tr", {}, ...cells));
}

// The bars begin at a round figure below the lowest level, so that small losses can be seen.
function axisOf(levels) {
  const step = data.fullMarks / 10;
  const lowest = Math.floor((Math.min(...levels) - step / 2) / step) * step;
  return [Math.max(0, lowest), Math.max(data.fullMarks, ...levels)];
}

function bar(axis, from, to, kind) {
  const across = (level) => (100 * (level - axis[0])) / (axis[1] - axis[0] || 1);
  const [left, right] = [Math.min(from, to), Math.max(from, to)].map(across);
  const size = { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" };
  const width = (left === right ? 0 : Math.max(right - left, 0.4)).toFixed(2);
  const drawn = { x: left.toFixed(2), y: 0, width, height: 10, class: kind };
  return drawing("svg", size, drawing("rect", drawn));
}

const signed = (change) => (change > 0 ? "+" : "") + mark(change);

// --- the way to the next grade --------------------------------------------------------------

function towards(row) {
  const place = data.towards.row.indexOf(row);
  if (place < 0) return [];
  const steps = placesOf(data.towards.steps.row, row);
  return [
    element("p", {}, sentence(data.towards.text, place)),
    bullets(data.towards.conditions, row),
    steps.length ? stepsTable(steps) : null,
  ];
}

function stepsTable(places) {
  const { item, points, total: then, remedy } = data.towards.steps;
  const rows = places.map((place) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, sentence(item, place)),
      element("td", { class: "figure" }, signed(at(points, place))),
      element("td", { class: "figure" }, total(at(then, place))),
      element("td", {}, sentence(remedy, place))
    )
  );
  return element(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": data.words.towards },
    element(
      "table",
      { class: "steps" },
      heads(["indicator", ""], ["winBack", "figure"], ["totalThen", "figure"], ["remedy", ""]),
      element("tbody", {}, ...rows)
    )
  );
}

// --- the indicators ---------------------------------------------------------------------------

function indicators(row) {
  const parts = [];
  let above = null;
  for (const leaf of data.leaves) {
    if (leaf.path[0] !== above) {
      above = leaf.path[0];
      if (above !== undefined) parts.push(rootHeading(above, row));
    }
    parts.push(indicator(leaf, row));
  }
  return parts;
}

function rootHeading(title, row) {
  const root = data.dimensions.find((dimension) => dimension.title === title);
  return element("h3", {}, root ? earned(title, root, row) : title);
}

function earned(title, node, row) {
  return say("earned", {
    title,
    points: mark(at(node.points, row)),
    fullMarks: mark(at(node.full, row)),
  });
}

function indicator(leaf, row) {
  const [points, full] = [at(leaf.points, row), at(leaf.full, row)];
  const title = [...leaf.path.slice(1), leaf.title].join(" / ");
  const kind = full && points === full ? "indicator full" : "indicator";
  return element(
    "section",
    { class: kind },
    element("h4", {}, earned(title, leaf, row), leaf.counted ? null : data.words.aside),
    full && points !== null ? bar([0, full], 0, points, "earned") : null,
    element("dl", { class: "facts" }, ...factsOf(leaf.facts, row), ...rule(leaf))
  );
}

function rule(leaf) {
  if (!leaf.rule) return [];
  const told = [element("dt", {}, data.words.rule), element("dd", {}, leaf.rule)];
  return [element("div", { class: "rule" }, ...told)];
}

const lines = (texts) => texts.map((text) => element("p", {}, text));

function factsOf(facts, row) {
  return facts
    .map((fact) => [fact.label, factText(fact, row)])
    .filter(([, text]) => text)
    .map(([label, text]) =>
      element("div", {}, element("dt", {}, label), element("dd", {}, ...lines(text.split(BREAK))))
    );
}

function factText(fact, row) {
  const place = fact.row ? fact.row.indexOf(row) : row;
  return place < 0 ? "" : sentence(fact.text, place);
}

function titledFacts(table, row) {
  return placesOf(table.row, row).map((place) =>
    element(
      "section",
      { class: "indicator" },
      element("h4", {}, sentence(table.title, place)),
      element("dl", { class: "facts" }, ...factsOf(table.facts, place))
    )
  );
}
