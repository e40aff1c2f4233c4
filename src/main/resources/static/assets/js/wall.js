// The wall: turns the pages of what does not fit, and calls attention to what has become too long.
import { write } from "./dom.js";
import { clock, correct, now } from "./times.js";

const TURNED_EVERY = 8000;
// A round takes less than a minute. What would come later is not shown, and counted instead.
const MOST_PAGES = 7;
const PULSE = 1600;
const wall = document.getElementById("wall");

// Which page of each list is shown, by the list's name.
const pages = new Map();

const items = (list) => [...list.querySelectorAll("[data-turn]")];

// The first of each page. Rows differ in height where names are long, so each page is measured.
function firsts(list, all) {
  const starts = [0];
  const bottom = list.getBoundingClientRect().bottom + 1;
  for (;;) {
    const from = starts.at(-1);
    all.forEach((item, index) => (item.hidden = index < from));
    const over = all.findIndex((item, index) => index > from && item.getBoundingClientRect().bottom > bottom);
    if (over < 0) {
      return starts;
    }
    starts.push(over);
  }
}

function measured(list, all) {
  unfold(list);
  return { height: list.clientHeight, starts: firsts(list, all) };
}

function unfold(list) {
  list.style.minHeight = "";
  items(list).forEach((item) => (item.hidden = false));
}

function lay(list) {
  const all = items(list);
  const name = list.dataset.turns;
  leaveOut(list, 0);
  let { height, starts } = measured(list, all);
  let end = all.length;
  if (starts.length > MOST_PAGES) {
    // The line that counts them takes room, too.
    leaveOut(list, all.length);
    ({ height, starts } = measured(list, all));
    end = starts[MOST_PAGES] ?? all.length;
    starts = starts.slice(0, MOST_PAGES);
    leaveOut(list, all.length - end);
  }
  // The last page may be shorter, and moves nothing.
  list.style.minHeight = starts.length > 1 ? `${height}px` : "";
  const wanted = all.slice(0, end).findIndex((item) => item.dataset.key === pulsing.get(name)?.key);
  const shown = wanted < 0 ? (pages.get(name) ?? 0) % starts.length : starts.findLastIndex((first) => first <= wanted);
  pages.set(name, shown);
  const until = starts[shown + 1] ?? end;
  all.forEach((item, index) => (item.hidden = index < starts[shown] || index >= until));
  const words = wall.dataset.page.replace("{0}", shown + 1).replace("{1}", starts.length);
  write(list.closest(".panel").querySelector(".turn"), starts.length > 1 ? words : "");
}

// Besides what the server has left out already.
function leaveOut(list, count) {
  const line = list.closest(".panel").querySelector("[data-more]");
  const number = Number(line.dataset.more) + count;
  line.hidden = number === 0;
  write(line, line.dataset.words.replace("{0}", number));
}

function layAll() {
  const lists = wall.querySelectorAll("[data-turns]");
  // How much room there is for one depends on how much the other needs.
  lists.forEach((list) => {
    leaveOut(list, 0);
    unfold(list);
  });
  lists.forEach(lay);
  pulsing.forEach(show);
}

function turn() {
  pages.forEach((page, name) => pages.set(name, page + 1));
  layAll();
}

let turning = setInterval(turn, TURNED_EVERY);

// What is too long by now. Each pulses once when it becomes so, and is quiet then.
let alarmed = null;

// By list, or by the figure that is none of a list: those that are still to pulse, and the one that does. A pulse
// outlasts the row it is shown on, because all of the wall is replaced every other second.
const due = new Map();
const pulsing = new Map();

const partOf = (key) => [...wall.querySelectorAll("[data-key]")].find((part) => part.dataset.key === key);

function show({ key, began }) {
  const part = partOf(key);
  const past = Date.now() - began;
  if (part && !part.classList.contains("alarm") && past < PULSE) {
    part.style.animationDelay = `${-past}ms`;
    part.classList.add("alarm");
  }
}

wall.addEventListener("animationend", ({ target }) => target.classList.remove("alarm"));

// The page of the next one is turned to, and stays for as long as any page does.
function pulse() {
  for (const [name, keys] of due) {
    const now = Date.now();
    if (now - (pulsing.get(name)?.began ?? -Infinity) < PULSE) {
      continue;
    }
    pulsing.delete(name);
    const key = keys.shift();
    if (key === undefined) {
      due.delete(name);
    } else if (partOf(key)) {
      pulsing.set(name, { key, began: now });
      clearInterval(turning);
      turning = setInterval(turn, TURNED_EVERY);
      layAll();
    }
  }
}

function alarm() {
  const late = new Map([...wall.querySelectorAll("time.alert")].map((time) => {
    const part = time.closest("[data-key]");
    return [part.dataset.key, part];
  }));
  const fresh = [...late.keys()].filter((key) => !alarmed?.has(key));
  // What was too long when the wall was put up calls for no more attention than its colour does.
  if (alarmed !== null && fresh.length > 0) {
    for (const key of fresh) {
      const name = late.get(key).closest("[data-turns]")?.dataset.turns ?? key;
      due.set(name, [...(due.get(name) ?? []), key]);
    }
    beep();
  }
  alarmed = new Set(late.keys());
  due.forEach((keys, name) => due.set(name, keys.filter((key) => alarmed.has(key))));
  pulse();
}

// Browsers make no sound before a person has clicked.
const sound = document.getElementById("sound");
let audio = null;

function beep() {
  if (audio === null || sound.getAttribute("aria-pressed") !== "true") {
    return;
  }
  // It is suspended where the screen slept.
  audio.resume();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = 880;
  volume.gain.setValueAtTime(0.2, audio.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.6);
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.6);
}

function showSound(on) {
  sound.setAttribute("aria-pressed", String(on));
  sound.textContent = sound.dataset[on ? "on" : "off"];
}

sound.addEventListener("click", () => {
  audio ??= new AudioContext();
  showSound(sound.getAttribute("aria-pressed") !== "true");
  beep();
});
sound.hidden = false;
showSound(false);

const time = document.getElementById("clock");

let isLeaving = false;

// What this screen may not show any more goes from it.
function leave() {
  const { login } = document.body.dataset;
  wall.replaceChildren();
  if (login && !isLeaving) {
    isLeaving = true;
    location.assign(login);
  }
}

function tick() {
  const { connection } = document.body.dataset;
  if (connection === "live") {
    write(time, clock(now()));
    alarm();
  } else if (connection === "ended") {
    leave();
  }
}

wall.addEventListener("htmx:afterSwap", () => {
  correct(wall.querySelector("[data-now]")?.dataset.now);
  layAll();
});
addEventListener("resize", layAll);
document.fonts?.ready.then(layAll);
setInterval(tick, 1000);
// Once it is known that the page is live.
document.addEventListener("DOMContentLoaded", tick);
layAll();
