// Plays the recordings of a contact in one player, which no refresh of the page's parts replaces.
//
//   <a data-play href="…/media" data-starts="2026-…" data-growing="true" data-levels="…" …>   loads that recording
//   <… data-jump="2026-…">                                                                     goes to that moment of it
//
// The address leads to one that opens the recording for some minutes, and browsers stay there: when it has run out the
// player asks anew, and goes on at the same second.
import { isCommand, write } from "./dom.js";

const player = document.getElementById("player");
const audio = document.getElementById("player-audio");
const wave = document.getElementById("player-wave");
const said = document.getElementById("player-said");

// Asked anew so often without a sound in between; then it says why there is none.
const MOST_RENEWALS = 3;

let source = null;
let levels = null;
let renewals = 0;
let renewedAt = 0;
let asked = 0;
let goOn = null;

// An element that has failed is at its beginning, and paused.
let reached = 0;
let playing = false;

// The second up to which a growing recording was heard, when there was no more of it.
let heardAll = null;

function load(second, play) {
  goOn = { second, play };
  // Another address each time, or the browser goes on with where this one led before.
  asked += 1;
  audio.src = `${source.url}?again=${asked}`;
  audio.load();
  if (play) {
    audio.play().catch(() => {});
  }
}

function loaded() {
  audio.playbackRate = Number(document.getElementById("player-speed").value);
  if (goOn && goOn.second > 0) {
    audio.currentTime = Math.min(goOn.second, audio.duration);
  }
  goOn = null;
}

function start(link) {
  source = {
    url: link.getAttribute("href"),
    starts: Date.parse(link.dataset.starts ?? ""),
    growing: link.dataset.growing === "true",
    levels: link.dataset.levels,
    talk: document.getElementById(link.dataset.talk)?.textContent ?? "",
  };
  renewals = 0;
  reached = 0;
  heardAll = null;
  player.hidden = false;
  document.querySelector(".contact-page").toggleAttribute("data-hearing", !Number.isNaN(source.starts));
  write(document.getElementById("player-what"), document.getElementById(link.dataset.named).textContent.trim());
  write(said, "");
  load(0, true);
  showLevels();
  audio.focus();
}

function seek(second) {
  heardAll = null;
  write(said, "");
  if (audio.readyState >= HTMLMediaElement.HAVE_METADATA) {
    audio.currentTime = Math.max(0, Math.min(second, audio.duration));
  } else {
    goOn = { second: Math.max(0, second), play: true };
  }
}

function jump(moment) {
  const second = (Date.parse(moment) - source.starts) / 1000;
  seek(second);
  if (second < 0 || second > audio.duration) {
    write(said, second < 0 ? player.dataset.early : player.dataset.late);
  }
  audio.play().catch(() => {});
}

function renew() {
  if (!source) {
    return;
  }
  const second = goOn?.second || reached;
  if (renewals < MOST_RENEWALS && second > 0) {
    renewals += 1;
    renewedAt = second;
    load(second, goOn?.play ?? playing);
  } else {
    sayWhy();
  }
}

async function sayWhy() {
  let status = 0;
  try {
    // What leads elsewhere is there: the service knows nothing against it.
    ({ status } = await fetch(source.url, { method: "HEAD", redirect: "manual", cache: "no-store" }));
  } catch {
    // No network.
  }
  write(said, player.dataset[`why${status === 401 ? 403 : status}`] ?? player.dataset.why);
}

// The file of a growing recording ends where it was cut.
function ended() {
  if (!source?.growing || goOn !== null || heardAll !== null) {
    return;
  }
  const heard = audio.duration;
  audio.addEventListener(
    "loadedmetadata",
    () => {
      if (audio.duration < heard + 1) {
        heardAll = heard;
        audio.pause();
        write(said, player.dataset.now);
      }
    },
    { once: true },
  );
  load(heard, true);
  loadLevels();
}

function started() {
  playing = true;
  if (heardAll !== null) {
    const second = heardAll;
    heardAll = null;
    write(said, "");
    load(second, true);
  }
}

function progressed() {
  // While another address is loaded it is at its beginning.
  if (audio.readyState >= HTMLMediaElement.HAVE_METADATA && goOn === null) {
    reached = audio.currentTime;
    renewals = Math.abs(reached - renewedAt) > 1 ? 0 : renewals;
    draw();
  }
}

function showLevels() {
  levels = null;
  wave.hidden = true;
  document.getElementById("player-sides").hidden = true;
  loadLevels();
}

// Again where the recording has grown.
async function loadLevels() {
  if (!source.levels) {
    return;
  }
  const asking = source;
  try {
    const answer = await fetch(asking.levels);
    if (answer.ok && asking === source) {
      levels = await answer.json();
      wave.hidden = false;
      write(document.getElementById("player-talk"), asking.talk);
      const sides = document.getElementById("player-sides");
      sides.hidden = false;
      // Who spoke how much is known at the end.
      wave.setAttribute("aria-label", asking.talk || sides.textContent.replaceAll(/\s+/g, " ").trim());
      draw();
    }
  } catch {
    // The sound needs no picture.
  }
}

// The customer's side above, filled; the other one below, in outline; what was heard already in full colour.
function draw() {
  if (!levels) {
    return;
  }
  const context = wave.getContext("2d");
  const style = getComputedStyle(wave);
  const middle = wave.height / 2;
  const step = wave.width / levels.customer.length;
  const heard = (reached * 1000) / levels.pointMillis;
  context.clearRect(0, 0, wave.width, wave.height);
  // Of properties that colours come out of resolved: those of the scheme that is shown.
  context.fillStyle = style.outlineColor;
  context.strokeStyle = style.textDecorationColor;
  levels.customer.forEach((level, index) => {
    context.globalAlpha = index < heard ? 1 : 0.55;
    const above = (level / 255) * (middle - 2);
    const below = ((levels.agent[index] ?? 0) / 255) * (middle - 2);
    context.fillRect(index * step, middle - above, Math.max(1, step - 0.5), above);
    context.strokeRect(index * step, middle + 1, Math.max(0.5, step - 1), below);
  });
  context.globalAlpha = 1;
  context.fillStyle = style.color;
  context.fillRect(heard * step - 1, 0, 2, wave.height);
}

function clicked(event) {
  const link = event.target.closest?.("[data-play]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    start(link);
    return;
  }
  const moment = event.target.closest?.("[data-jump]")?.dataset.jump;
  if (moment && source && !Number.isNaN(source.starts)) {
    jump(moment);
  }
  const skip = event.target.closest?.("[data-skip]")?.dataset.skip;
  if (skip) {
    seek(audio.currentTime + Number(skip));
  }
}

const KEYS = {
  j: () => seek(audio.currentTime - 10),
  l: () => seek(audio.currentTime + 10),
  k: () => (audio.paused ? audio.play().catch(() => {}) : audio.pause()),
};

document.addEventListener("click", clicked);
document.addEventListener("keydown", (event) => {
  if (source && isCommand(event) && KEYS[event.key.toLowerCase()]) {
    event.preventDefault();
    KEYS[event.key.toLowerCase()]();
  }
});
wave.addEventListener("click", (event) => {
  if (levels) {
    seek((event.offsetX / wave.clientWidth) * levels.customer.length * (levels.pointMillis / 1000));
  }
});
document.getElementById("player-speed").addEventListener("change", ({ target }) => {
  audio.playbackRate = Number(target.value);
});
audio.addEventListener("loadedmetadata", loaded);
audio.addEventListener("timeupdate", progressed);
audio.addEventListener("seeking", progressed);
audio.addEventListener("play", started);
audio.addEventListener("pause", () => {
  playing = false;
});
audio.addEventListener("ended", ended);
audio.addEventListener("error", renew);
