"use strict";

// The report, and how its columns are read. Text enters the page as text only, never as markup.

const data = JSON.parse(document.getElementById("data").textContent);
const FIGURE = /\x01(.)/g;
const BREAK = "\x02";
const SVG = "http://www.w3.org/2000/svg";

// What a packed column holds of one department: the same of all, most with exceptions, or a list.
function at(column, row) {
  if (column === null || typeof column !== "object") return column;
  if (Array.isArray(column)) return column[row];
  return row in column.but ? column.but[row] : column.most;
}

// A sentence of a packed column: a template, and the figures that fill it.
function sentence(column, row) {
  if (typeof column === "string") return column;
  const [number, ...figures] = column.fill[Math.floor(row / 100)].split(";")[row % 100].split(" ");
  const template = column.say[number ? parseInt(number, 36) : 0];
  return template.replace(FIGURE, (_, place) => figures[place.charCodeAt(0) - 48]);
}

// The places of a table at which something of one department stands.
function placesOf(rows, row) {
  const places = [];
  for (let place = rows.indexOf(row); place >= 0 && rows[place] === row; place++) places.push(place);
  return places;
}

function say(name, values) {
  return data.words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

function mark(points, decimals = data.decimals.points) {
  return points === null ? "-" : (points / data.unit).toFixed(decimals);
}

const total = (points) => mark(points, data.decimals.total);

// An element with its attributes and what stands in it; nothing is left out, false and null are.
function element(name, attributes, ...content) {
  const made = document.createElement(name);
  return filled(made, attributes, content);
}

function drawing(name, attributes, ...content) {
  return filled(document.createElementNS(SVG, name), attributes, content);
}

function filled(made, attributes, content) {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...content.filter((part) => part !== null && part !== false));
  return made;
}

// Departments are linked to by their code, else their name; the same again gets a number.
const keys = [];
const rowOfKey = new Map();
for (let row = 0; row < data.departments.count; row++) {
  const key = at(data.departments.code, row) || at(data.departments.name, row);
  let unique = key;
  for (let again = 2; rowOfKey.has(unique); again++) unique = `${key}~${row + again}`;
  rowOfKey.set(unique, row);
  keys.push(unique);
}

const addressOf = (row) => "#d=" + encodeURIComponent(keys[row]);

const shownName = (row) => at(data.departments.name, row).trim() || data.words.nameless;

function nameOf(row) {
  const name = shownName(row);
  const code = at(data.departments.code, row);
  return code ? say("named", { name, code }) : name;
}
