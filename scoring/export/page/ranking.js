// The ranked table: sorted by any column, searched, filtered, listed a part at a time.

const body = document.querySelector("#standings tbody");
const buttons = [...document.querySelectorAll("#standings thead button")];
const controls = document.getElementById("controls");
const search = document.getElementById("search");
const filters = [...controls.querySelectorAll("select")];
const shown = document.getElementById("shown");
const pager = document.getElementById("pager");
const collator = new Intl.Collator(data.language, { numeric: true });

const plain = (text) => text.normalize("NFKC").toLowerCase();
const every = Array.from({ length: data.departments.count }, (_, row) => row);
const sought = every.map((row) =>
  plain(`${at(data.departments.name, row)}\n${at(data.departments.code, row)}`)
);

const view = { order: every, column: -1, falling: false, from: 0, listed: data.listed };
let matches = every;

function columnOf(place) {
  const { name, dimension } = data.columns[place];
  return name === "dimension" ? data.dimensions[dimension].points : data.departments[name];
}

// What a column sorts by: figures as they are, texts by their place in the language's order.
const keysOfColumn = new Map();
function sortKeys(place) {
  if (!keysOfColumn.has(place)) {
    const values = every.map((row) => at(columnOf(place), row));
    keysOfColumn.set(place, data.columns[place].figure ? values : placesInOrder(values));
  }
  return keysOfColumn.get(place);
}

function placesInOrder(texts) {
  const order = [...new Set(texts)].filter(Boolean).sort(collator.compare);
  const places = new Map(order.map((text, place) => [text, place]));
  return texts.map((text) => (places.has(text) ? places.get(text) : null));
}

// What has no value stands last, whichever way the others are sorted.
function sorted(place, falling) {
  const values = sortKeys(place);
  const sign = falling ? -1 : 1;
  return [...every].sort((one, two) => {
    const [first, second] = [values[one], values[two]];
    if (first === null || second === null) return (first === null) - (second === null);
    return sign * (first - second) || one - two;
  });
}

function wanted() {
  const words = plain(search.value).split(/\s+/).filter(Boolean);
  const tests = filters.filter((filter) => filter.value).map(({ name, value }) => {
    if (value === "unranked") return (row) => at(data.departments.rank, row) === null;
    const text = value.slice(1); // after the sign that tells an empty text from none chosen
    return (row) => at(data.departments[name], row) === text;
  });
  return (row) =>
    words.every((word) => sought[row].includes(word)) && tests.every((test) => test(row));
}

function list() {
  matches = view.order.filter(wanted());
  const rows = matches.slice(view.from, view.from + view.listed);
  body.replaceChildren();
  clearTimeout(listing);
  append(rows);
  shown.textContent = counted(rows.length);
  turnable(rows.length);
}

// What is seen first comes at once; the rest follows in parts, so that nobody's typing waits.
const PART = 100;
let listing = 0;
function append(rows) {
  body.append(...rows.slice(0, PART).map(tableRow));
  const rest = rows.slice(PART);
  if (rest.length) listing = setTimeout(append, 0, rest);
}

function counted(listed) {
  const count = matches.length;
  if (!count) return data.words.noMatch;
  if (listed === count) return say("matches", { count });
  return say("matchesOf", { count, from: view.from + 1, to: view.from + listed });
}

function turnable(listed) {
  pager.hidden = listed === matches.length;
  pager.querySelector("[name=earlier]").disabled = view.from === 0;
  pager.querySelector("[name=later]").disabled = view.from + listed >= matches.length;
}

// A row is made once, and only shown or not from then on.
const made = new Map();
function tableRow(row) {
  if (!made.has(row))
    made.set(row, element("tr", {}, ...data.columns.map((column) => tableCell(column, row))));
  return made.get(row);
}

function tableCell(column, row) {
  if (column.name === "dimension") return dimensionCell(data.dimensions[column.dimension], row);
  const value = at(data.departments[column.name], row);
  if (column.name === "name") {
    const link = element("a", { href: addressOf(row) }, shownName(row));
    return element("th", { scope: "row" }, link);
  }
  if (column.name === "total") return element("td", { class: "figure total" }, total(value));
  if (column.name === "rank" && value === null)
    return element("td", { class: "figure" }, element("abbr", { title: data.words.unranked }, "-"));
  if (column.name === "interval")
    return element("td", { class: "figure" }, at(data.departments.span, row));
  const text = value === null || value === "" ? "-" : String(value);
  const kind = column.figure ? "figure" : [...text].length <= 12 ? "short" : "";
  return element("td", kind ? { class: kind } : {}, text);
}

function dimensionCell(dimension, row) {
  const points = at(dimension.points, row);
  const full = at(dimension.full, row);
  const shade = points === null || !full ? "" : ` r${Math.min(9, Math.floor((points * 10) / full))}`;
  return element("td", { class: "figure" + shade }, mark(points));
}

function listAgain(change) {
  Object.assign(view, { from: 0, listed: data.listed }, change);
  list();
}

function sortBy(place) {
  const falling = view.column === place ? !view.falling : data.columns[place].falling;
  buttons.forEach((button, other) => {
    const direction = other === place ? (falling ? "descending" : "ascending") : "none";
    button.parentElement.setAttribute("aria-sort", direction);
  });
  listAgain({ column: place, falling, order: sorted(place, falling) });
  const direction = data.words[falling ? "descending" : "ascending"];
  shown.textContent += " " + say("sortedBy", { column: buttons[place].textContent, direction });
}

function turn(pages) {
  view.from = Math.max(0, view.from + pages * view.listed);
  list();
  document.getElementById("ranking").scrollIntoView();
}

function startRanking() {
  buttons.forEach((button, place) => button.addEventListener("click", () => sortBy(place)));
  // While a Chinese word is being composed, its letters are not yet what is sought.
  search.addEventListener("input", (event) => event.isComposing || listAgain({}));
  search.addEventListener("compositionend", () => listAgain({}));
  filters.forEach((filter) => filter.addEventListener("change", () => listAgain({})));
  controls.addEventListener("submit", (event) => event.preventDefault());
  controls.addEventListener("reset", () => setTimeout(() => listAgain({})));
  pager.querySelector("[name=earlier]").addEventListener("click", () => turn(-1));
  pager.querySelector("[name=later]").addEventListener("click", () => turn(1));
  pager.querySelector("[name=all]").addEventListener("click", () => {
    Object.assign(view, { from: 0, listed: Infinity });
    list();
  });
  list();
}
