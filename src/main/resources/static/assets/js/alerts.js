// Alerts of the browser when a time on the board becomes too long, for those who have asked for them. Of all tabs with the
// same filter one gives them, which keeps its stream though it is not seen; the next one takes over when that is closed.
// What two filters show is told once.
const KEY = "alerts";
const TOLD = "alerts-told";
const TAG = "contact-status-alerts";
const button = document.getElementById("alerts");
const LOCK = `${TAG} ${button.dataset.filter}`;
const TOLD_LOCK = `${TAG}-told`;
const MOST_TOLD = 500;
const board = document.getElementById("board");
const said = document.getElementById("alerted");
const SAID_FOR = 30000;
let saying = 0;
const LATE_TIME = "td.key time.alert";
const LATE = `[data-contact] ${LATE_TIME}`;
const lateRows = () => [...board.querySelectorAll(LATE)].map((time) => time.closest("[data-contact]"));
// A contact may wait again, and be late again.
const nameOf = (row) => `${row.dataset.in} ${row.dataset.contact} ${row.querySelector(LATE_TIME).dateTime}`;

// Those that were late at the last look.
let known = new Set();
let release = null;
let waiting = null;

function isWanted() {
  try {
    return localStorage.getItem(KEY) === "on" && Notification.permission === "granted";
  } catch {
    return false;
  }
}

const text = (row, part) => row.querySelector(part)?.textContent.trim() ?? "";

// Nothing of the customer: alerts are shown over other windows, and kept by the system.
function tell(rows) {
  const [first] = rows;
  const group = first.closest("[data-group]").querySelector("h2 span").textContent;
  const more = rows.length > 1 ? ` (+${rows.length - 1})` : "";
  const title = `${group}: ${text(first, "td.key time")}${more}`;
  const body = [text(first, "td.queue"), text(first, "td.agent")].filter(Boolean).join(" · ");
  try {
    new Notification(title, { body, tag: TAG, renotify: true });
  } catch {
    // Chrome for Android has notifications of service workers only.
    sayHere(`${title}, ${body}`);
  }
}

function sayHere(words) {
  said.textContent = words;
  said.hidden = false;
  clearTimeout(saying);
  saying = setTimeout(() => (said.hidden = true), SAID_FOR);
}

// A page that let go of its stream shows what was.
const isCurrent = () => document.body.dataset.connection === "live" && !("resting" in document.body.dataset);

// Those of the rows that no other tab has told of. They are told from now on.
function untold(rows) {
  return navigator.locks.request(TOLD_LOCK, () => {
    const told = JSON.parse(localStorage.getItem(TOLD) ?? "[]");
    const mine = rows.filter((row) => !told.includes(nameOf(row)));
    localStorage.setItem(TOLD, JSON.stringify([...told, ...mine.map(nameOf)].slice(-MOST_TOLD)));
    return mine;
  });
}

async function check() {
  if (release === null || !isCurrent()) {
    return;
  }
  const late = lateRows();
  const fresh = late.filter((row) => !known.has(nameOf(row)));
  known = new Set(late.map(nameOf));
  if (fresh.length === 0) {
    return;
  }
  const mine = await untold(fresh);
  if (mine.length > 0) {
    tell(mine);
  }
}

const keep = () => new Promise((resolve) => {
  release = resolve;
  // What a page shows that let go of its stream, another one has told.
  known = new Set();
  if (isCurrent()) {
    known = new Set(lateRows().map(nameOf));
    untold(lateRows());
  }
  document.body.dataset.keeps = KEY;
});

// Another tab may have the lock for long, and alerts be switched off meanwhile.
async function hold() {
  waiting = new AbortController();
  try {
    await navigator.locks.request(LOCK, { signal: waiting.signal }, () => (isWanted() ? keep() : null));
  } catch (failure) {
    if (failure.name !== "AbortError") {
      throw failure;
    }
  }
  release = null;
  delete document.body.dataset.keeps;
}

let holding = false;

async function follow() {
  const wanted = isWanted();
  button.setAttribute("aria-pressed", String(wanted));
  button.textContent = button.dataset[wanted ? "on" : "off"];
  if (wanted && !holding) {
    holding = true;
    await hold();
    holding = false;
    // They may have been switched on again before the lock was given up.
    if (isWanted()) {
      follow();
    }
  } else if (!wanted) {
    waiting?.abort();
    release?.();
  }
}

async function choose() {
  const on = !isWanted() && (await Notification.requestPermission()) === "granted";
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    // Without storage no tab would know of it.
    return;
  }
  button.title = Notification.permission === "denied" ? button.dataset.denied : "";
  follow();
}

// Both are missing where the page is not served securely.
if ("Notification" in window && navigator.locks) {
  button.hidden = false;
  button.addEventListener("click", choose);
  addEventListener("storage", ({ key }) => key === KEY && follow());
  setInterval(check, 1000);
  follow();
}
