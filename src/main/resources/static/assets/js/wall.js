// The wall: turns the pages of what does not fit, and calls attention to what has become too long.
import { write } from "./dom.js";
import { clock, correct, now } from "./times.js";

const TURNED_EVERY = 8000;
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

function lay(list) {
  const all = items(list);
  list.style.minHeight = "";
  all.forEach((item) => (item.hidden = false));
  const height = list.clientHeight;
  const starts = firsts(list, all);
  // The last page may be shorter, and moves nothing.
  list.style.minHeight = starts.length > 1 ? `${height}px` : "";
  const page = (pages.get(list.dataset.turns) ?? 0) % starts.length;
  pages.set(list.dataset.turns, page);
  const until = starts[page + 1] ?? all.length;
  all.forEach((item, index) => (item.hidden = index < starts[page] || index >= until));
  const words = wall.dataset.page.replace("{0}", page + 1).replace("{1}", starts.length);
  write(list.closest(".panel").querySelector(".turn"), starts.length > 1 ? words : "");
}

const layAll = () => wall.querySelectorAll("[data-turns]").forEach(lay);

function turn() {
  pages.forEach((page, name) => pages.set(name, page + 1));
  layAll();
}

// What is too long by now. Each pulses once when it becomes so, and is quiet then.
let alarmed = null;

function alarm() {
  const late = new Map([...wall.querySelectorAll("time.alert")].map((time) => {
    const part = time.closest("[data-key]");
    return [part.dataset.key, part];
  }));
  const fresh = [...late.keys()].filter((key) => !alarmed?.has(key));
  fresh.forEach((key) => late.get(key).classList.add("alarm"));
  if (alarmed !== null && fresh.length > 0) {
    beep();
  }
  alarmed = new Set(late.keys());
}

// Browsers make no sound before a person has clicked.
const sound = document.getElementById("sound");
let audio = null;

function beep() {
  if (audio === null || sound.getAttribute("aria-pressed") !== "true") {
    return;
  }
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
setInterval(turn, TURNED_EVERY);
layAll();
