// Keeps the board up to date. The server groups, sorts and counts; here it is drawn.
import { FAILURES, isCommand, parsed } from "./dom.js";
import { become } from "./morph.js";
import { isCutOff, now } from "./times.js";

const board = document.getElementById("board");
const SAID_EVERY = 15000;
const LATER = 1000;
const AGAIN = 60000;
const AFTER_FAILURE = 10000;

let lastId = "";

const rowOf = (id) => document.getElementById(`contact-${id}`);

function put(fresh) {
  const { contact, before } = fresh.dataset;
  const list = board.querySelector(`[data-list="${fresh.dataset.in}"]`);
  const old = rowOf(contact);
  const follower = before ? rowOf(before) : null;
  const stays = old !== null && old.parentElement === list;
  const isNews = "news" in fresh.dataset;
  const row = stays ? become(old, fresh) : fresh;
  if (!stays) {
    old?.remove();
  }
  if (!stays || row.nextElementSibling !== follower) {
    list.insertBefore(row, follower);
  }
  row.classList.toggle("changed", isNews);
}

function change(changes) {
  changes.querySelectorAll("[data-gone] > li").forEach((gone) => rowOf(gone.textContent)?.remove());
  [...changes.querySelectorAll("[data-moved] > tr")].forEach(put);
  for (const part of [...changes.querySelector("[data-parts]").children]) {
    become(document.getElementById(part.id), part);
  }
}

function draw(drawing) {
  const focus = focused();
  drawing();
  countAbandoned();
  say();
  doubt();
  restore(focus);
}

function focused() {
  const element = document.activeElement;
  const row = element?.closest?.("[data-contact]");
  if (!row || !board.contains(row)) {
    return null;
  }
  const rows = [...row.parentElement.children].map((one) => one.dataset.contact);
  const place = rows.indexOf(row.dataset.contact);
  const neighbours = [...rows.slice(place + 1), ...rows.slice(0, place).reverse()];
  return { element, id: row.dataset.contact, neighbours, list: row.parentElement, byKey: element.matches(":focus-visible") };
}

// A moved row keeps the focus; one that has ended gives it to its neighbour, the last one of a list to the page.
function restore(focus) {
  if (focus === null || document.activeElement === focus.element) {
    return;
  }
  const next = [focus.id, ...focus.neighbours].map(rowOf).find((row) => row && (row.dataset.contact === focus.id || row.parentElement === focus.list));
  const link = next?.querySelector(".whom a");
  if (link) {
    const folded = link.closest("details:not([open])");
    (folded?.querySelector("summary") ?? link).focus({ preventScroll: !focus.byKey });
  } else {
    document.getElementById("main").focus({ preventScroll: true });
  }
}

const links = () => [...board.querySelectorAll("[data-contact] .whom a")].filter((link) => link.checkVisibility());

document.addEventListener("keydown", (event) => {
  if (!isCommand(event) || event.shiftKey) {
    return;
  }
  const inRow = event.target.closest?.("[data-contact]");
  const step = { j: 1, k: -1, ...(inRow ? { ArrowDown: 1, ArrowUp: -1 } : {}) }[event.key];
  if (step === undefined) {
    return;
  }
  const all = links();
  const next = inRow ? all[all.indexOf(inRow.querySelector(".whom a")) + step] : all[0];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});

const told = () => document.getElementById("tiles").dataset;

let saidAt = -Infinity;
let said = told().waiting;
let saying = null;

// Tells screen readers how many wait, now and then, instead of each row.
function say() {
  const brand = document.querySelector("header.site .brand span")?.textContent ?? "";
  document.title = `${told().title} · ${brand}`;
  if (saying !== null || told().waiting === said) {
    return;
  }
  saying = setTimeout(() => {
    saying = null;
    saidAt = performance.now();
    said = told().waiting;
    document.getElementById("board-said").textContent = told().said;
  }, Math.max(0, saidAt + SAID_EVERY - performance.now()));
}

// Of which contacts, and since when, the server was asked whether they are stale.
let asked = new Map();

// Marks stale rows. The server moves them to their group with the next change. Of what is not heard of because nothing
// is, nothing is known.
function doubt() {
  if (isCutOff()) {
    return;
  }
  const stale = new Map();
  for (const sign of board.querySelectorAll("[data-stale-from]")) {
    const isFresh = now() <= Date.parse(sign.dataset.staleFrom);
    const row = sign.closest("[data-in]");
    sign.hidden = isFresh;
    if (!isFresh && row.dataset.in !== "NO_NEWS") {
      stale.set(row.dataset.contact, sign.dataset.staleFrom);
    }
  }
  const isNews = [...stale].some(([contact, from]) => asked.get(contact) !== from);
  // A hidden page may have let go of its stream.
  if (isNews && !document.hidden && document.body.dataset.connection === "live") {
    asked = stale;
    afresh();
  }
}

// The longest wait is none of a stale contact: without a change the server would not say so.
function afresh() {
  const source = board["htmx-internal-data"]?.sseEventSource;
  if (source) {
    startAfter("");
    source.again();
  }
}

function startAfter(id) {
  const address = new URL(board.getAttribute("sse-connect"), location.href);
  address.searchParams.set("after", id);
  board.setAttribute("sse-connect", address.pathname + address.search);
  lastId = id;
}

let refreshing = null;
let refreshedAt = performance.now();

// Once for several changes, and a moment later: the index of the abandoned lags.
function refreshAbandoned(later = LATER) {
  refreshing ??= setTimeout(() => {
    refreshing = null;
    refreshedAt = performance.now();
    window.htmx.trigger("#abandoned", "refresh");
  }, later);
}

// Entries leave the list by age, without an event.
function ageAbandoned() {
  if (!document.hidden && performance.now() - refreshedAt >= AGAIN) {
    refreshAbandoned();
  }
}

function countAbandoned() {
  const count = document.querySelector("#abandoned .count")?.textContent ?? "–";
  board.querySelector("[data-abandoned]").textContent = count;
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
      draw(() => become(document.getElementById("board-whole"), parsed(data).getElementById("board-whole")));
      break;
    case "changes":
      draw(() => change(parsed(data)));
      break;
    default:
      refreshAbandoned();
  }
});

// The stream is opened again at the address of the element, so that has to have the last position.
function goOn() {
  if (lastId) {
    startAfter(lastId);
  }
}

document.body.addEventListener("stream:opening", goOn);

const abandoned = document.getElementById("abandoned");
const refused = document.getElementById("refused");

// Another one was quicker: that is said at once, and what they have is shown.
abandoned.addEventListener("htmx:responseError", ({ detail: { xhr } }) => {
  if (xhr.status === 409) {
    refused.textContent = xhr.responseText;
    refused.hidden = false;
    refreshAbandoned();
  }
});
abandoned.addEventListener("htmx:beforeRequest", ({ detail: { requestConfig } }) => {
  refused.hidden ||= requestConfig.verb === "post";
});

// The rows of those who gave up come anew, and with others of its buttons. The focus stays with the row, or goes to the
// one that is in its place.
let left = null;

abandoned.addEventListener("htmx:beforeSwap", () => {
  const element = document.activeElement;
  const row = abandoned.contains(element) ? element.closest("tbody tr") : null;
  left = row && { row: row.id, place: row.sectionRowIndex, byKey: element.matches(":focus-visible") };
});

abandoned.addEventListener("htmx:afterSwap", () => {
  if (left !== null && !abandoned.contains(document.activeElement)) {
    const rows = abandoned.querySelectorAll("tbody tr");
    const row = document.getElementById(left.row) ?? rows[Math.min(left.place, rows.length - 1)];
    const next = row?.querySelector("button") ?? row?.querySelector(".whom a") ?? document.getElementById("main");
    next.focus({ preventScroll: !left.byKey });
  }
  left = null;
});

const figures = document.getElementById("figures");

function refreshFigures() {
  if (!document.hidden && document.body.dataset.connection === "live") {
    window.htmx.trigger(figures, "refresh");
  }
}

// It would load the whole page again, and with it the login, over what is being read. Who presses a button wants that.
for (const part of [figures, abandoned]) {
  part.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.status === 401 && event.detail.requestConfig.verb === "get") {
      event.preventDefault();
    }
  });
}
abandoned.addEventListener("htmx:afterSwap", countAbandoned);
for (const failure of FAILURES) {
  abandoned.addEventListener(failure, () => refreshAbandoned(AFTER_FAILURE));
}
document.addEventListener("visibilitychange", ageAbandoned);
setInterval(ageAbandoned, 5000);
setInterval(refreshFigures, 5000);

// So that the row can flash again.
board.addEventListener("animationend", (event) => event.target.classList.remove("changed"));

countAbandoned();
doubt();
setInterval(doubt, 5000);
