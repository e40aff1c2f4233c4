// Keeps the page of the agents up to date: a row that is pushed replaces the old one, in its present group.
import { parsed, write } from "./dom.js";
import { isCutOff, now } from "./times.js";

const table = document.getElementById("seats");
const empty = document.getElementById("seats-empty");
const shown = document.getElementById("seats-shown");
const blank = document.getElementById("seats-group");
const search = document.getElementById("seats-search");
const none = document.getElementById("seats-found");
const pager = document.getElementById("seats-pages");
const perPage = Number(table.dataset.rows);
const staleAfter = Number(table.dataset.staleAfter) * 1000;
const FIRST = 1;
const UNSEEN = 1000;

const rows = () => table.querySelectorAll("tr.seat");
const idOf = (agent) => `seat-${agent}`;

const rowOf = (html) => parsed(html).querySelector("tr.seat");

// By code points, as the server sorts.
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

// The link that has the focus keeps it when its row is replaced.
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
  row.classList.toggle("later", before?.classList.contains("later") ?? true);
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

function tally(element, number) {
  write(element, String(number));
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
    tally(tile, counted.length);
  }
  tally(shown, all.length);
  table.hidden = all.length === 0;
  empty.hidden = all.length > 0;
  lay();
}

const asked = new URLSearchParams(location.search);
let page = Math.max(1, Math.floor(Number(asked.get("page"))) || 1) - 1;

// One page of those whose name is looked for. Rows that are not shown stay, and are kept up to date.
function lay() {
  const wanted = search.value.trim().toLocaleLowerCase();
  const found = [...rows()].filter((row) => row.cells[0].textContent.toLocaleLowerCase().includes(wanted));
  write(none, found.length === 0 && !table.hidden ? none.dataset.none : "");
  const pages = Math.max(1, Math.ceil(found.length / perPage));
  page = Math.min(page, pages - 1);
  const visible = new Set(found.slice(page * perPage, (page + 1) * perPage));
  for (const body of table.tBodies) {
    let isSeen = false;
    for (const row of [...body.rows].slice(FIRST)) {
      row.classList.toggle("later", !visible.has(row));
      isSeen ||= visible.has(row);
    }
    body.classList.toggle("later", !isSeen);
  }
  pager.hidden = pages === 1;
  write(pager.querySelector("span"), pager.dataset.page.replace("{0}", page + 1).replace("{1}", pages));
  const focused = document.activeElement;
  const buttons = [...pager.querySelectorAll("button")];
  buttons.forEach((button) => {
    const to = page + Number(button.dataset.step);
    button.disabled = to < 0 || to >= pages;
  });
  // Who turns pages by keyboard does not begin anew at the top of the page after the last one.
  if (focused?.disabled) {
    buttons.find((button) => !button.disabled)?.focus();
  }
}

// In the address, so that the same is shown after a reload and to whoever is sent it.
function keepAddress() {
  const address = new URL(location.href);
  for (const [name, value] of [["name", search.value], ["page", page === 0 ? "" : page + 1]]) {
    if (value === "") {
      address.searchParams.delete(name);
    } else {
      address.searchParams.set(name, value);
    }
  }
  history.replaceState(null, "", address);
}

pager.addEventListener("click", ({ target }) => {
  page += Number(target.dataset?.step ?? 0);
  lay();
  keepAddress();
});

search.addEventListener("input", () => {
  page = 0;
  lay();
  keepAddress();
});
search.value = asked.get("name") ?? "";
lay();

let planned = false;

// Counts once per frame, and not between `reset` and `ready`.
function plan() {
  if (planned) {
    return;
  }
  planned = true;
  // A hidden page gets no animation frames, but has to count as well.
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

// Nobody turns silent because this page hears nothing.
setInterval(() => {
  if (!isCutOff()) {
    rows().forEach(mark);
    plan();
  }
}, 5000);
