import { FAILURES } from "./dom.js";
import "./folds.js";

// Keeps a page up to date by fetching its parts again.
//
//   <div id="follow" hidden sse-connect="…/changes" sse-swap="changed,afresh"></div>   receives what has changed, and
//                                                                                      polls while there is no room
//   <div id="follow" hidden data-poll="5000"></div>                                    polls that often (ms) while visible
//   <… data-refresh="1000" hx-get="…" hx-trigger="refresh" …>                          is fetched again, at most so often (ms)
//   <… data-shown="selector">                                                          requests as many as it has; .more
//                                                                                      within it fetches older ones
//   <… data-shown="selector" data-most="200">                                          is not refreshed while it has more
//   <… data-settles>                                                                   is fetched once more after a quiet time
//   <… data-said>                                                                      announces its status when that changes
//
// Requests have the versions that were received (`told=17 1234-…`), so that no answer is older. Only the newest ones:
// a page may be open for days.
const versions = new Map();
const MOST_VERSIONS = 50;

// The last answer by target: an unchanged one is not swapped in.
const fetched = new Map();

// By id or address: the element itself may be replaced by its answer.
const paces = new Map();

function told(message) {
  const space = message.data.indexOf(" ");
  // `afresh` has none, nor have the reports of instances.
  if (message.type === "changed" && space > 0) {
    const id = message.data.slice(space + 1);
    const version = Math.max(Number(message.data.slice(0, space)), versions.get(id) ?? 0);
    versions.delete(id);
    versions.set(id, version);
    if (versions.size > MOST_VERSIONS) {
      versions.delete(versions.keys().next().value);
    }
  }
  refreshAll();
  clearTimeout(settling);
  settling = setTimeout(() => document.querySelectorAll("[data-settles]").forEach(soon), SETTLED);
}

// What has no version, for instance a history, may lag when it is fetched at once.
const SETTLED = 3000;
let settling = 0;

// How often a page polls whose stream there is no room for.
const EVERY = 5000;

// No event comes twice, so a failed request is repeated.
const PATIENCE = 5000;

function again(event) {
  const part = event.detail.elt;
  const status = event.detail.xhr?.status ?? 0;
  if (part.dataset?.refresh && (status === 0 || status === 429 || status >= 500)) {
    setTimeout(() => {
      const now = part.isConnected ? part : document.getElementById(part.id);
      if (now) {
        soon(now);
      }
    }, PATIENCE);
  }
}

function nameOf(part) {
  return part.id || part.getAttribute("hx-get");
}

function paceOf(part) {
  const name = nameOf(part);
  if (!paces.has(name)) {
    paces.set(name, { resting: false, wanted: false });
  }
  return paces.get(name);
}

// At once or after the pause. A hidden page waits until it is visible.
function soon(part) {
  const pace = paceOf(part);
  pace.wanted = true;
  if (pace.resting || (document.hidden && !document.body.dataset.keeps)) {
    return;
  }
  pace.wanted = false;
  pace.resting = true;
  setTimeout(() => {
    pace.resting = false;
    const now = part.isConnected ? part : document.getElementById(part.id);
    if (pace.wanted && now) {
      soon(now);
    }
  }, Number(part.dataset.refresh));
  window.htmx.trigger(part, "refresh");
}

function refreshAll() {
  document.querySelectorAll("[data-refresh]").forEach(soon);
}

const isWithoutRoom = () => document.getElementById("follow")?.["htmx-internal-data"]?.sseEventSource?.isWaiting === true;

// A page without a stream. Each answer, or none, says how the service does, as a stream would.
function poll(millis, isDue = () => true) {
  const say = (status) => document.body.dispatchEvent(new CustomEvent("follow:polled", { detail: { status } }));
  // Not the event's own element: that is its parent once what was fetched has replaced it.
  const isPolled = ({ detail }) =>
    isDue() && detail.requestConfig?.elt.dataset?.refresh && detail.requestConfig.verb === "get";
  document.body.addEventListener("htmx:beforeOnLoad", (event) => {
    // It would load the whole page again, and with it the login, over what is being read.
    if (isPolled(event) && event.detail.xhr.status === 401) {
      event.preventDefault();
    }
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (isPolled(event)) {
      say(event.detail.xhr.status);
    }
  });
  // The page itself was just fetched. Its listeners, and htmx's stream, are there by then.
  document.addEventListener("DOMContentLoaded", () => setTimeout(() => isDue() && say(200)));
  setInterval(() => isDue() && refreshAll(), millis);
}

function lookedAtAgain() {
  if (!document.hidden) {
    [...document.querySelectorAll("[data-refresh]")].filter((part) => paceOf(part).wanted).forEach(soon);
  }
}

function ask(event) {
  const part = event.detail.elt;
  if (!part.dataset?.refresh) {
    return;
  }
  if (versions.size > 0) {
    event.detail.parameters.told = [...versions].reverse().map(([id, version]) => `${version} ${id}`);
  }
  if (part.dataset.shown) {
    event.detail.parameters.shown = countShown(part);
  }
}

function countShown(part) {
  return document.querySelectorAll(part.dataset.shown).length;
}

// While the answer was on its way older ones were loaded, which it would remove, or are being loaded.
function isOutgrown({ elt, parameters }) {
  if (!elt.dataset.shown) {
    return false;
  }
  return Number(parameters.shown) !== countShown(elt) || document.querySelector(".more .htmx-request") !== null;
}

function isSame(target, text) {
  const same = fetched.get(nameOf(target)) === text;
  fetched.set(nameOf(target), text);
  return same;
}

// The server returns no more than that, so a refresh would remove the rest.
function isTooLong(part) {
  return Boolean(part.dataset.most) && countShown(part) > Number(part.dataset.most);
}

// A click is a press and a release on the same element: what is pressed is not replaced in between, but after it.
let pressed = null;
let heldBack = false;

function isPressed(target) {
  const is = pressed?.isConnected === true && target.contains(pressed);
  heldBack ||= is;
  return is;
}

// Browsers keep some releases to themselves: of a menu's click, of a scroll bar, outside of the window.
function releasedUnseen({ buttons }) {
  if (pressed && !buttons) release();
}

function release() {
  pressed = null;
  if (heldBack) {
    heldBack = false;
    refreshAll();
  }
}

function beforePart(event) {
  const { target, fragment } = event.detail;
  if (isPressed(target) || isTooLong(target) || isSame(target, fragment.firstElementChild?.outerHTML)) {
    event.detail.shouldSwap = false;
  }
}

function beforeWhole(event) {
  const { target, requestConfig } = event.detail;
  if (!requestConfig.elt.dataset?.refresh || !event.detail.shouldSwap) {
    fetched.delete(nameOf(target));
    return;
  }
  // Another answer has replaced the requesting element.
  const late = !requestConfig.elt.isConnected;
  if (!late && isOutgrown(requestConfig)) {
    event.detail.shouldSwap = false;
    soon(requestConfig.elt);
    return;
  }
  if (isPressed(target) || late || isTooLong(requestConfig.elt) || isSame(target, event.detail.serverResponse)) {
    event.detail.shouldSwap = false;
  }
}

// A part names its own parameters: what the others have put into the address stays there.
function keepAddress({ detail: { history } }) {
  const wanted = new URL(history.path, location.href);
  if (history.type !== "replace" || wanted.pathname !== location.pathname) {
    return;
  }
  const kept = new URL(location.href).searchParams;
  if (wanted.searchParams.has("source")) {
    // It begins with the newest again.
    kept.delete("cursor");
    kept.delete("shown");
  }
  if (wanted.searchParams.has("view") && wanted.searchParams.get("view") !== kept.get("view")) {
    kept.delete("errors");
    kept.delete("steps");
  }
  wanted.searchParams.forEach((value, name) => kept.set(name, value));
  const all = new URLSearchParams([...kept].filter(([, value]) => value !== "" && value !== "false"));
  history.path = wanted.pathname + (all.size > 0 ? `?${all}` : "");
}

// A copied address, and the way back, lead to as many as are shown.
function keepShown({ detail: { requestConfig } }) {
  const list = document.querySelector("[data-shown]");
  if (list && requestConfig?.elt.closest(".more")) {
    const address = new URL(location.href);
    address.searchParams.delete("cursor");
    address.searchParams.set("shown", countShown(list));
    history.replaceState(history.state, "", address);
  }
}

// For screen readers: a change of the status.
let status = null;

function say() {
  const words = document.querySelector("[data-said] .chip")?.textContent.trim();
  if (words && status !== null && status !== words) {
    document.getElementById("said").textContent = words;
  }
  status = words ?? status;
}

const millis = Number(document.getElementById("follow")?.dataset.poll);
if (millis > 0) {
  poll(millis);
} else {
  poll(EVERY, isWithoutRoom);
}
const body = document.body;
body.addEventListener("htmx:sseBeforeMessage", (event) => {
  if (event.target.id === "follow") {
    event.preventDefault();
    told(event.detail);
  }
});
body.addEventListener("htmx:configRequest", ask);
body.addEventListener("htmx:beforeHistoryUpdate", keepAddress);
body.addEventListener("htmx:afterRequest", (event) => event.detail.successful && keepShown(event));
body.addEventListener("htmx:oobBeforeSwap", beforePart);
body.addEventListener("htmx:beforeSwap", beforeWhole);
body.addEventListener("htmx:afterSettle", say);
FAILURES.forEach((failure) => body.addEventListener(failure, again));
document.addEventListener("pointerdown", ({ target, button }) => (pressed = button === 0 ? target : null), { capture: true });
["pointermove", "contextmenu"].forEach((moved) => document.addEventListener(moved, releasedUnseen, { capture: true, passive: true }));
window.addEventListener("blur", () => pressed && release());
// After the click that it makes.
["pointerup", "pointercancel"].forEach((end) => document.addEventListener(end, () => setTimeout(release), { capture: true }));
document.addEventListener("visibilitychange", lookedAtAgain);
say();
