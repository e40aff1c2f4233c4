// Keeps the seats as they are: each row that comes takes the place of the one before, in the group where it belongs now.
import { now } from "./times.js";

const table = document.getElementById("seats");
const empty = document.getElementById("seats-empty");
const shown = document.getElementById("seats-shown");
const blank = document.getElementById("seats-group");
const staleAfter = Number(table.dataset.staleAfter) * 1000;
const FIRST = 1;
const UNSEEN = 1000;

const rows = () => table.querySelectorAll("tr.seat");
const idOf = (agent) => `seat-${agent}`;

function rowOf(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.querySelector("tr.seat");
}

// In the order of code points, which is how the server puts them.
function placeBefore(all, order) {
  return [...all].find((one) => one.dataset.order > order) ?? null;
}

function groupFor(row) {
  const { group, groupOrder, groupLabel } = row.dataset;
  const known = [...table.tBodies].find((body) => body.dataset.order === groupOrder);
  if (known) {
    return known;
  }
  const body = blank.content.firstElementChild.cloneNode(true);
  body.dataset.group = group;
  body.dataset.order = groupOrder;
  body.querySelector(".label").textContent = groupLabel;
  table.insertBefore(body, placeBefore(table.tBodies, groupOrder));
  return body;
}

// Whoever is at a link stays at it, wherever its row goes.
function focusWithin(row) {
  const focused = document.activeElement;
  if (!row?.contains(focused) || !focused.matches("a[href]")) {
    return () => {};
  }
  const href = focused.getAttribute("href");
  return (next) => {
    const links = [...next.querySelectorAll("a[href]")];
    (links.find((link) => link.getAttribute("href") === href) ?? links[0])?.focus({ preventScroll: true });
  };
}

function put(row) {
  const before = document.getElementById(row.id);
  const refocus = focusWithin(before);
  const body = groupFor(row);
  if (before && before.dataset.look !== row.dataset.look) {
    row.classList.add("changed");
  }
  const sameGroup = before?.parentElement === body && before.dataset.order === row.dataset.order;
  if (sameGroup) {
    before.replaceWith(row);
  } else {
    before?.remove();
    body.insertBefore(row, placeBefore([...body.rows].slice(FIRST), row.dataset.order));
  }
  mark(row);
  refocus(row);
}

function mark(row) {
  const silent = now() - Date.parse(row.dataset.heard) > staleAfter;
  row.classList.toggle("stale", silent && row.dataset.seat !== "OFFLINE");
}

function write(element, number) {
  element.textContent = String(number);
  element.closest(".tally > div")?.classList.toggle("none", number === 0);
}

function count() {
  const all = [...rows()];
  for (const body of [...table.tBodies]) {
    const inside = body.rows.length - FIRST;
    if (inside === 0) {
      body.remove();
    } else {
      body.querySelector(".group .badge").textContent = String(inside);
    }
  }
  for (const tile of document.querySelectorAll(".tally [data-count]")) {
    const state = tile.dataset.count;
    const counted = all.filter((row) => (state === "STALE" ? row.classList.contains("stale") : row.dataset.seat === state));
    write(tile, counted.length);
  }
  write(shown, all.length);
  table.hidden = all.length === 0;
  empty.hidden = all.length > 0;
}

let planned = false;

// Once for all that came since the browser drew last; what is only half told is not counted.
function plan() {
  if (planned) {
    return;
  }
  planned = true;
  // A page that nobody sees is not drawn; what it counts must not wait for that.
  const late = setTimeout(draw, UNSEEN);
  requestAnimationFrame(draw);
  function draw() {
    if (planned) {
      clearTimeout(late);
      planned = false;
      if (unconfirmed === null) {
        count();
      }
    }
  }
}

let unconfirmed = null;

const heard = {
  reset() {
    unconfirmed = new Set([...rows()].map((row) => row.id));
  },
  seat(html) {
    const row = rowOf(html);
    if (row) {
      unconfirmed?.delete(row.id);
      put(row);
      plan();
    }
  },
  gone(agent) {
    document.getElementById(idOf(agent))?.remove();
    plan();
  },
  ready() {
    unconfirmed?.forEach((id) => document.getElementById(id)?.remove());
    unconfirmed = null;
    count();
  },
};

document.body.addEventListener("htmx:sseBeforeMessage", (event) => {
  if (event.target.id === "seats-stream") {
    event.preventDefault();
    heard[event.detail.type]?.(event.detail.data);
  }
});

setInterval(() => {
  rows().forEach(mark);
  plan();
}, 5000);
