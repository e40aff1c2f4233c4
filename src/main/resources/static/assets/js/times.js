// Shows times in the viewer's zone and language, and counts running durations.
//
//   <time datetime="2026-01-05T21:24:58.202Z" data-time="clock|datetime|date">     a moment
//   <time datetime="…" data-time="…" data-zone="Asia/Tokyo">                       by the clock there
//   <time datetime="…" data-time="lately">                                         the time, with the date if it is another day
//   <time datetime="…" data-time="since" data-warn="60" data-alert="180">          counts each second
//   <time datetime="…" data-time="exact" data-printed>                             when the page is printed
//   <span data-time="duration" data-seconds="54">                                  a duration
//
// Within data-told-by durations count on without a connection to the server: it is not the server that tells them.
import { write } from "./dom.js";

// As the viewer writes times, whatever the language of the page.
const language = [...navigator.languages, document.body.dataset.language ?? "en"];
const formatsIn = (timeZone) => ({
  clock: new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone }),
  date: new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone }),
  datetime: new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium", hourCycle: "h23", timeZone }),
  exact: new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long", hourCycle: "h23", timeZone }),
});
const FORMATS = formatsIn();
const elsewhere = new Map();

function formatsOf(zone) {
  if (!zone) {
    return FORMATS;
  }
  if (!elsewhere.has(zone)) {
    elsewhere.set(zone, formatsIn(zone));
  }
  return elsewhere.get(zone);
}

const SELECTOR = "[data-time]";
const counting = new Set();

function durationText(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

// The viewer's clock may be wrong: it is corrected by the server's time in the page.
let skew = 0;

// With what the server says now: a page that is open for weeks outlives corrections of either clock.
export function correct(told) {
  const moment = Date.parse(told ?? "");
  if (!Number.isNaN(moment)) {
    skew = moment - Date.now();
  }
}

correct(document.body.dataset.now);

export const now = () => Date.now() + skew;

// A moment by the viewer's own clock.
export const clock = (moment) => FORMATS.clock.format(moment);

function count(element) {
  // Between whole seconds, as Span.java counts.
  const seconds = Math.floor(now() / 1000) - Math.floor(Date.parse(element.dateTime) / 1000);
  write(element, durationText(seconds));
  const warn = Number(element.dataset.warn ?? Infinity);
  const alert = Number(element.dataset.alert ?? Infinity);
  element.classList.toggle("alert", seconds >= alert);
  element.classList.toggle("warn", seconds >= warn && seconds < alert);
}

function format(element) {
  const kind = element.dataset.time;
  if (kind === "duration") {
    write(element, durationText(Number(element.dataset.seconds)));
    return;
  }
  const moment = new Date(element.dateTime);
  if (Number.isNaN(moment.getTime())) {
    return;
  }
  const formats = formatsOf(element.dataset.zone);
  if (kind === "since") {
    counting.add(element);
    count(element);
  } else if (kind === "lately") {
    const isToday = formats.date.format(moment) === formats.date.format(now());
    write(element, formats[isToday ? "clock" : "datetime"].format(moment));
  } else if (formats[kind]) {
    write(element, formats[kind].format(moment));
  }
  element.title = formats.exact.format(moment);
}

function formatAll(root) {
  if (root.matches?.(SELECTOR)) {
    format(root);
  }
  root.querySelectorAll?.(SELECTOR).forEach(format);
}

// What is not connected does not know how long anything has lasted.
export const isCutOff = () => ["lost", "ended"].includes(document.body.dataset.connection);

function tick() {
  const cutOff = isCutOff();
  for (const element of counting) {
    if (!element.isConnected) {
      counting.delete(element);
    } else if (!cutOff || element.closest("[data-told-by]")) {
      count(element);
    }
  }
}

// What was moved is still there.
function forgetAll(root) {
  if (!root.isConnected) {
    counting.delete(root);
    root.querySelectorAll(SELECTOR).forEach((element) => counting.delete(element));
  }
}

// Also formats what is added later.
export function keepTimes(root) {
  formatAll(root);
  new MutationObserver((changes) => {
    for (const change of changes) {
      change.removedNodes.forEach((node) => node.nodeType === Node.ELEMENT_NODE && forgetAll(node));
      change.addedNodes.forEach((node) => node.nodeType === Node.ELEMENT_NODE && formatAll(node));
      if (change.type === "attributes") {
        format(change.target);
      }
    }
  }).observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ["datetime", "data-seconds"] });
  setInterval(tick, 1000);
  globalThis.addEventListener("beforeprint", () => {
    for (const printed of root.querySelectorAll("[data-printed]")) {
      printed.dateTime = new Date(now()).toISOString();
      format(printed);
    }
  });
}
