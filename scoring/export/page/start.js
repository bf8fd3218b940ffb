// Which of the two is shown, the report or one department, is told by the address alone.

const report = document.getElementById("report");
let left = { scroll: 0, row: null };

function wantedKey() {
  if (!location.hash.startsWith("#d=")) return null;
  try {
    return decodeURIComponent(location.hash.slice(3));
  } catch {
    return location.hash.slice(3);
  }
}

function show() {
  const key = wantedKey();
  if (key === null) return showReport();
  if (!report.hidden) left.scroll = scrollY;
  report.hidden = true;
  page.hidden = false;
  if (rowOfKey.has(key)) {
    left.row = rowOfKey.get(key);
    showDepartment(left.row);
  } else {
    page.replaceChildren(turning(-1), element("h1", { id: "name", tabindex: "-1" }, say("unknownDepartment", { name: key })));
  }
  document.title = `${page.querySelector("h1").textContent} · ${data.title}`;
  scrollTo(0, 0);
  page.querySelector("h1").focus({ preventScroll: true });
}

function showReport() {
  if (!report.hidden) return;
  report.hidden = false;
  page.hidden = true;
  page.replaceChildren();
  document.title = data.title;
  scrollTo(0, left.scroll);
  const place = matches.indexOf(left.row) - view.from;
  const link = body.rows[place] && body.rows[place].querySelector("a");
  if (link) link.focus({ preventScroll: true });
}

document.documentElement.classList.add("scripted");
startRanking();
addEventListener("hashchange", show);
show();
