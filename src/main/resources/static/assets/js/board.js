// Keeps the board as it is now: rows come, move and go one by one, and everything that is counted follows.
//
// What arrives is taken together until the browser draws again, so a burst costs no more than its last state. Of each
// group only so many rows are in the page; of the others their place is known, and they are asked for when they are due.
import { durationText } from "./times.js";

const board = document.getElementById("board");
const MOST = Number(board.dataset.rows);
const BETWEEN_DRAWINGS = 100;
const UNSEEN = 1000;
const SAID_EVERY = 15000;
const LATER = 1000;
const AGAIN = 60000;
const AFTER_FAILURE = 10000;

// By contact: { group, order, queue, key, row, html }. Without row it is not in the page, without html it is only counted.
let contacts = new Map();
let arrived = new Map();
let lastId = "";
let wholePage = null;

const told = Date.parse(document.body.dataset.now ?? "");
const skew = Number.isNaN(told) ? 0 : told - Date.now();
const now = () => Date.now() + skew;

const filled = (pattern, ...values) => values.reduce((text, value, index) => text.replace(`{${index}}`, value), pattern);

function write(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return template.content;
}

const rowOf = (html) => parsed(html).querySelector("tr");

function entryOf(row) {
  return {
    group: row.dataset.in,
    order: Number(row.dataset.order),
    queue: row.dataset.queue,
    key: row.dataset.key,
    status: row.dataset.status,
    row,
    html: null,
  };
}

// What the page itself says, or a whole board that was pushed.
function learn() {
  contacts = new Map();
  for (const list of board.querySelectorAll("[data-list]")) {
    for (const row of list.rows) {
      contacts.set(row.dataset.contact, entryOf(row));
    }
    for (const [id, order, queue, key] of JSON.parse(list.dataset.rest || "[]")) {
      contacts.set(id, { group: list.dataset.list, order, queue, key, row: null, html: null });
    }
    delete list.dataset.rest;
  }
}

// --- Drawing -------------------------------------------------------------------------------------------------------

let planned = false;
let drawnAt = 0;

function plan() {
  if (planned) {
    return;
  }
  planned = true;
  // A page that nobody sees is not drawn; what it shows must not wait for that.
  const late = setTimeout(draw, UNSEEN);
  const wait = Math.max(0, drawnAt + BETWEEN_DRAWINGS - performance.now());
  setTimeout(() => requestAnimationFrame(draw), wait);
  function draw() {
    if (!planned) {
      return;
    }
    clearTimeout(late);
    planned = false;
    drawnAt = performance.now();
    update();
  }
}

function update() {
  const focus = focused();
  const touched = new Set();
  if (wholePage !== null) {
    replaceWhole(wholePage);
    wholePage = null;
  }
  for (const [id, row] of arrived) {
    take(id, row, touched);
  }
  arrived = new Map();
  const ordered = inOrder();
  for (const group of touched) {
    arrange(group, ordered.get(group) ?? []);
  }
  count(ordered);
  restore(focus);
}

function take(id, row, touched) {
  const known = contacts.get(id);
  if (known) {
    touched.add(known.group);
  }
  if (row === null) {
    known?.row?.remove();
    contacts.delete(id);
    return;
  }
  const entry = entryOf(row);
  touched.add(entry.group);
  contacts.set(id, entry);
  if (known?.row) {
    settle(known, entry);
  } else {
    row.classList.add("changed");
  }
}

// The row on the page becomes the new one. It stays itself where it stays in its place, so that nothing that points at it is lost.
function settle(known, entry) {
  const old = known.row;
  const moves = known.group !== entry.group || known.order !== entry.order;
  if (known.status !== entry.status) {
    entry.row.classList.add("changed");
  }
  if (moves) {
    old.remove();
    return;
  }
  const fresh = entry.row;
  for (const { name, value } of fresh.attributes) {
    old.setAttribute(name, value);
  }
  [...fresh.cells].forEach((cell, index) => {
    if (cell.innerHTML !== old.cells[index].innerHTML) {
      refill(old.cells[index], cell);
    }
  });
  entry.row = old;
}

// The link is what has the focus: it is left alone as long as it says the same.
function refill(cell, fresh) {
  const link = cell.querySelector("a");
  const same = link && link.isEqualNode(fresh.querySelector("a"));
  if (!same) {
    cell.replaceChildren(...fresh.childNodes);
    return;
  }
  for (const part of [cell, link.parentNode]) {
    [...part.childNodes].filter((node) => !node.contains(link)).forEach((node) => node.remove());
  }
  const freshLink = fresh.querySelector("a");
  for (const [kept, other] of [[link, freshLink], [link.parentNode, freshLink.parentNode]]) {
    const nodes = [...other.parentNode.childNodes];
    const place = nodes.indexOf(other);
    kept.before(...nodes.slice(0, place));
    kept.after(...nodes.slice(place + 1));
  }
}

function inOrder() {
  const groups = new Map();
  for (const [id, entry] of contacts) {
    entry.id = id;
    const group = groups.get(entry.group);
    if (group) {
      group.push(entry);
    } else {
      groups.set(entry.group, [entry]);
    }
  }
  for (const group of groups.values()) {
    group.sort((one, other) => one.order - other.order || (one.id < other.id ? -1 : 1));
  }
  return groups;
}

function arrange(group, entries) {
  const list = board.querySelector(`[data-list="${group}"]`);
  const shown = entries.slice(0, MOST);
  for (const entry of entries.slice(MOST)) {
    if (entry.row) {
      entry.html = entry.row.outerHTML;
      entry.row.remove();
      entry.row = null;
    }
  }
  const missing = [];
  let place = list.firstElementChild;
  for (const entry of shown) {
    entry.row ??= entry.html === null ? null : rowOf(entry.html);
    if (entry.row === null) {
      missing.push(entry.id);
    } else if (entry.row === place) {
      place = place.nextElementSibling;
    } else {
      list.insertBefore(entry.row, place);
    }
  }
  ask(missing);
}

let asking = false;

// Those that were only counted until now and have moved up.
async function ask(ids) {
  if (ids.length === 0 || asking) {
    return;
  }
  asking = true;
  try {
    const query = new URLSearchParams(ids.slice(0, 50).map((id) => ["contact", id]));
    const answer = await fetch(`${location.pathname}/rows?${query}`, { headers: { Accept: "text/html" } });
    if (answer.ok) {
      for (const row of parsed(await answer.text()).querySelectorAll("tr")) {
        const known = contacts.get(row.dataset.contact);
        if (known && known.row === null && !arrived.has(row.dataset.contact)) {
          arrived.set(row.dataset.contact, row);
        }
      }
    }
  } catch {
    // They are asked for again with the next change.
  } finally {
    asking = false;
  }
  if (arrived.size > 0) {
    plan();
  }
}

// --- Everything at once --------------------------------------------------------------------------------------------

function replaceWhole(html) {
  const open = new Set([...board.querySelectorAll("details[open]")].map((folded) => folded.id));
  const scrolled = new Map([...board.querySelectorAll(".scroll")].map((part, index) => [index, part.scrollTop]));
  const fresh = parsed(html).getElementById("board-whole");
  fresh.querySelectorAll("details").forEach((folded) => (folded.open = open.has(folded.id)));
  document.getElementById("board-whole").replaceWith(fresh);
  board.querySelectorAll(".scroll").forEach((part, index) => (part.scrollTop = scrolled.get(index) ?? 0));
  learn();
  countAbandoned();
}

// --- Focus ---------------------------------------------------------------------------------------------------------

function focused() {
  const element = document.activeElement;
  const row = element?.closest?.("[data-contact]");
  return row && board.contains(row) ? { element, id: row.dataset.contact, byKey: element.matches(":focus-visible") } : null;
}

// A row that has moved takes the focus along; one that is gone leaves it to whoever keeps the page.
function restore(focus) {
  if (focus === null || document.activeElement === focus.element) {
    return;
  }
  const link = contacts.get(focus.id)?.row?.querySelector("a");
  if (link) {
    const folded = link.closest("details:not([open])");
    (folded?.querySelector("summary") ?? link).focus({ preventScroll: !focus.byKey });
  } else {
    document.getElementById("main").focus({ preventScroll: true });
  }
}

const links = () => [...board.querySelectorAll("[data-contact] a")].filter((link) => link.checkVisibility());

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) {
    return;
  }
  const inRow = event.target.closest?.("[data-contact]");
  const step = { j: 1, k: -1, ...(inRow ? { ArrowDown: 1, ArrowUp: -1 } : {}) }[event.key];
  if (step === undefined) {
    return;
  }
  const all = links();
  const next = inRow ? all[all.indexOf(inRow.querySelector("a")) + step] : all[0];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});

// --- What is counted -----------------------------------------------------------------------------------------------

function count(ordered) {
  for (const list of board.querySelectorAll("[data-list]")) {
    const entries = ordered.get(list.dataset.list) ?? [];
    const part = list.closest(".rows");
    board.querySelectorAll(`[data-count="${list.dataset.list}"]`).forEach((place) => write(place, String(entries.length)));
    part.querySelector("[data-empty]").hidden = entries.length > 0;
    part.querySelector(".scroll").classList.toggle("none", entries.length === 0);
    const more = part.querySelector("[data-more]");
    const hidden = Math.max(0, entries.length - MOST);
    more.hidden = hidden === 0;
    write(more, filled(more.dataset.text, hidden));
  }
  write(board.querySelector("[data-total]"), String(contacts.size));
  const waiting = ordered.get("WAITING") ?? [];
  showLongest(board.querySelector("[data-longest]"), waiting[0]?.order);
  countQueues(ordered);
  const brand = document.querySelector("header.site .brand span")?.textContent ?? "";
  document.title = `${filled(board.dataset.title, waiting.length)} · ${brand}`;
  say(waiting);
}

// Something that counts up since then, or nothing.
function showLongest(place, order) {
  let time = place.querySelector("time");
  if (!time) {
    time = document.getElementById("queue-line").content.querySelector("time").cloneNode();
    place.prepend(time);
  }
  const none = place.querySelector("span") ?? place.appendChild(document.createElement("span"));
  time.hidden = order === undefined;
  none.hidden = !time.hidden;
  if (order === undefined) {
    write(none, "–");
    time.removeAttribute("class");
    return;
  }
  const since = new Date(order).toISOString();
  if (time.dateTime !== since) {
    time.dateTime = since;
  }
}

function countQueues(ordered) {
  const queues = new Map();
  const add = (entry, waiting, connected) => {
    if (!entry.key) {
      return;
    }
    const line = queues.get(entry.key) ?? { name: entry.queue, key: entry.key, waiting: 0, connected: 0, longest: undefined };
    if (line.name.endsWith("…")) {
      // Another contact may know what the queue is called.
      line.name = entry.queue;
    }
    line.waiting += waiting;
    line.connected += connected;
    if (waiting) {
      line.longest ??= entry.order;
    }
    queues.set(entry.key, line);
  };
  (ordered.get("WAITING") ?? []).forEach((entry) => add(entry, 1, 0));
  [...(ordered.get("CONNECTED") ?? []), ...(ordered.get("HELD") ?? [])].forEach((entry) => add(entry, 0, 1));
  const body = board.querySelector("[data-queues]");
  const known = new Map([...body.rows].map((row) => [row.dataset.key, row]));
  const lines = [...queues.values()].sort((one, other) => other.waiting - one.waiting || (one.name < other.name ? -1 : 1));
  let place = body.firstElementChild;
  for (const line of lines) {
    const row = known.get(line.key) ?? queueRow(line);
    known.delete(line.key);
    write(row.querySelector("a"), line.name);
    write(row.querySelector(".waiting"), String(line.waiting));
    write(row.querySelector(".connected"), String(line.connected));
    showLongest(row.querySelector(".longest"), line.longest);
    if (row === place) {
      place = place.nextElementSibling;
    } else {
      body.insertBefore(row, place);
    }
  }
  known.forEach((row) => row.remove());
  board.querySelector("[data-no-queues]").hidden = lines.length > 0;
  body.closest(".scroll").classList.toggle("none", lines.length === 0);
}

function queueRow(line) {
  const row = document.getElementById("queue-line").content.firstElementChild.cloneNode(true);
  row.dataset.key = line.key;
  row.querySelector("a").href = `${location.pathname}?${new URLSearchParams({ queue: line.key })}`;
  return row;
}

let saidAt = -Infinity;
let saidCount = null;
let saying = null;

// For those who listen: how many wait, now and then, and not each row.
function say(waiting) {
  saidCount ??= waiting.length;
  if (saying !== null || waiting.length === saidCount) {
    return;
  }
  saying = setTimeout(() => {
    saying = null;
    saidAt = performance.now();
    const those = inOrder().get("WAITING") ?? [];
    saidCount = those.length;
    const longest = those.length === 0 ? "–" : durationText((now() - those[0].order) / 1000);
    write(document.getElementById("board-said"), filled(board.dataset.said, those.length, longest));
  }, Math.max(0, saidAt + SAID_EVERY - performance.now()));
}

// Of what nothing has been heard for long.
function doubt() {
  let stale = 0;
  for (const sign of board.querySelectorAll("[data-heard]")) {
    const silent = (now() - Date.parse(sign.dataset.heard)) / 1000 > Number(sign.dataset.quiet);
    sign.hidden = !silent;
    stale += silent ? 1 : 0;
  }
  const notice = board.querySelector("[data-doubt]");
  notice.hidden = stale === 0;
  write(notice, filled(notice.dataset.text, stale));
}

// --- What is pushed ------------------------------------------------------------------------------------------------

let refreshing = null;
let refreshedAt = performance.now();

// Once for several changes, and a moment later: the list of the abandoned is a little behind.
function refreshAbandoned(later = LATER) {
  refreshing ??= setTimeout(() => {
    refreshing = null;
    refreshedAt = performance.now();
    window.htmx.trigger("#abandoned", "refresh");
  }, later);
}

// Who gave up lately did so long ago at some time, though nothing tells.
function ageAbandoned() {
  if (!document.hidden && performance.now() - refreshedAt >= AGAIN) {
    refreshAbandoned();
  }
}

board.addEventListener("htmx:sseBeforeMessage", (event) => {
  if (event.target !== board) {
    return;
  }
  event.preventDefault();
  const { type, data, lastEventId } = event.detail;
  lastId = lastEventId || lastId;
  switch (type) {
    case "board":
      wholePage = data;
      arrived = new Map();
      break;
    case "row": {
      const row = rowOf(data);
      arrived.set(row.dataset.contact, row);
      break;
    }
    case "gone":
      arrived.set(data, null);
      break;
    default:
      refreshAbandoned();
      return;
  }
  plan();
});

// Whoever opens another connection goes on where this one was.
board.addEventListener("htmx:sseError", () => {
  if (lastId) {
    const address = new URL(board.getAttribute("sse-connect"), location.href);
    address.searchParams.set("after", lastId);
    board.setAttribute("sse-connect", address.pathname + address.search);
  }
});

function countAbandoned() {
  write(board.querySelector("[data-abandoned]"), document.querySelector("#abandoned .count")?.textContent ?? "–");
}

const abandoned = document.getElementById("abandoned");
abandoned.addEventListener("htmx:afterSwap", countAbandoned);
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  abandoned.addEventListener(failure, () => refreshAbandoned(AFTER_FAILURE));
}
document.addEventListener("visibilitychange", ageAbandoned);
setInterval(ageAbandoned, 5000);

// So that it can flash again.
board.addEventListener("animationend", (event) => event.target.classList.remove("changed"));

learn();
count(inOrder());
doubt();
setInterval(doubt, 5000);
