// How a call that is being captured sounds, as bars for both sides. The stream is let go while nobody looks.
//
//   <section id="spectrum" data-url="…/spectrum">           a button, and behind it a canvas and words
//   <div id="part-spectrum" data-captured="true">           whether there is anything to see; is fetched again
//
// What comes is of about a second each. It is shown at the pace at which it was spoken.
import { write } from "./dom.js";
import { stream } from "./streams.js";

const FRAME = 64;
const FRAMES_KEPT = 600;

// Further ahead than that, what lies between is left out.
const FURTHEST_AHEAD = 5000;

// Screen readers say every change of the words.
const WORDS_EVERY = 5000;
const FIRST_WORDS = 2000;
const SLOW_PACE = 2000;

const LOST_FOR = 10000;
const SILENCE = -96;

// In dBFS, from which on it is quiet, normal, loud. What is less is not taken for speech either.
const LEVELS = [-45, -30, -12];
const BLOCKS = 6;

const SIDES = ["customer", "agent"];

const calm = globalThis.matchMedia("(prefers-reduced-motion: reduce)");

function heightOf(db) {
  return Math.max(0, Math.min(BLOCKS, Math.ceil(((db + 60) / 60) * BLOCKS)));
}

class Looking {
  constructor(section) {
    this.section = section;
    this.canvas = section.querySelector("canvas");
    this.words = section.querySelector("[data-words]");
    this.context = this.canvas.getContext("2d");
    this.source = null;
  }

  open() {
    this.frames = { customer: [], agent: [] };
    this.loudest = { customer: SILENCE, agent: SILENCE };
    this.loudestPainted = { customer: SILENCE, agent: SILENCE };
    this.shown = { customer: null, agent: null };
    // What makes the time of the sound that is shown out of the time of the page.
    this.shift = null;
    this.saidAt = 0;
    this.paintedAt = -SLOW_PACE;
    write(this.words, this.section.dataset.waiting);
    this.source = stream(this.section.dataset.url);
    this.source.addEventListener("spectrum", (event) => this.take(JSON.parse(event.data)));
    this.source.addEventListener("end", () => this.close("over"));
    this.source.addEventListener("error", () => this.failed());
    this.paint();
    this.beat = requestAnimationFrame(() => this.turn());
  }

  // A stream that ends after its time is opened again by the browser, one that was refused is not.
  failed() {
    if (this.source?.readyState === EventSource.CLOSED) {
      this.close("lost");
      this.again = setTimeout(() => this.open(), LOST_FOR);
    }
  }

  close(why) {
    this.source?.close();
    this.source = null;
    cancelAnimationFrame(this.beat);
    clearTimeout(this.again);
    if (why) {
      write(this.words, this.section.dataset[why]);
    }
  }

  take({ track, startedAt, levelDb, bars }) {
    const frames = this.frames[track];
    if (!frames) {
      return;
    }
    const at = Date.parse(startedAt);
    const now = performance.now();
    const shown = now + (this.shift ?? 0);
    if (this.shift === null) {
      this.saidAt = now - WORDS_EVERY + FIRST_WORDS;
    }
    if (this.shift === null || at + bars.length * FRAME <= shown || at - shown > FURTHEST_AHEAD) {
      this.shift = at - now;
    }
    bars.forEach((heights, index) => frames.push({ at: at + index * FRAME, heights, level: levelDb[index] }));
    frames.splice(0, frames.length - FRAMES_KEPT);
  }

  // What is to be seen of a side now; null for silence.
  current(side, moment) {
    const frames = this.frames[side];
    while (frames.length > 0 && frames[0].at + FRAME <= moment) {
      this.heard(side, frames.shift());
    }
    const frame = frames[0];
    if (!frame || frame.at > moment) {
      return null;
    }
    this.heard(side, frame);
    return frame;
  }

  heard(side, { level }) {
    this.loudest[side] = Math.max(this.loudest[side], level);
    this.loudestPainted[side] = Math.max(this.loudestPainted[side], level);
  }

  turn() {
    if (!this.section.isConnected) {
      this.close();
      return;
    }
    const now = performance.now();
    if (this.shift !== null) {
      const [customer, agent] = SIDES.map((side) => this.current(side, now + this.shift));
      const isNew = customer !== this.shown.customer || agent !== this.shown.agent;
      this.shown = { customer, agent };
      if (calm.matches ? now - this.paintedAt >= SLOW_PACE : isNew) {
        this.paint();
        this.paintedAt = now;
        this.loudestPainted = { customer: SILENCE, agent: SILENCE };
      }
      this.say(now);
    }
    this.beat = requestAnimationFrame(() => this.turn());
  }

  say(now) {
    if (now - this.saidAt < WORDS_EVERY) {
      return;
    }
    const word = (side) => this.section.dataset[`level${LEVELS.filter((level) => this.loudest[side] > level).length}`];
    write(this.words, SIDES.reduce((text, side) => text.replace(`[${side}]`, word(side)), this.words.dataset.words));
    this.saidAt = now;
    this.loudest = { customer: SILENCE, agent: SILENCE };
  }

  // The customer above and filled, the other one below and in outline, as in the wave of a recording.
  paint() {
    const { width, height } = this.canvas;
    const style = getComputedStyle(this.canvas);
    this.context.clearRect(0, 0, width, height);
    // Of properties that colours come out of resolved: those of the scheme that is shown.
    this.context.fillStyle = style.color;
    this.context.fillRect(0, height / 2 - 1, width, 2);
    this.context.fillStyle = style.outlineColor;
    this.context.strokeStyle = style.textDecorationColor;
    this.context.lineWidth = 2;
    if (calm.matches) {
      this.blocks(height / 2);
    } else {
      this.bars(height / 2);
    }
  }

  bars(middle) {
    const { customer, agent } = this.shown;
    const count = (customer ?? agent)?.heights.length ?? 0;
    const step = this.canvas.width / Math.max(1, count);
    for (let index = 0; index < count; index += 1) {
      this.bar(index * step, step, middle, [customer, agent].map((frame) => ((frame?.heights[index] ?? 0) / 255) * (middle - 4)));
    }
  }

  bar(left, step, middle, [above, below]) {
    this.context.fillRect(left + 1, middle - 1 - above, step - 3, above);
    if (below >= 1) {
      this.context.strokeRect(left + 2, middle + 2, step - 5, below);
    }
  }

  // Nothing moves: how loud both sides were, in steps.
  blocks(middle) {
    const step = this.canvas.width / BLOCKS;
    const heights = SIDES.map((side) => heightOf(this.loudestPainted[side]));
    for (let index = 0; index < BLOCKS; index += 1) {
      this.bar(index * step, step, middle, heights.map((height) => (index < height ? middle - 16 : 0)));
    }
  }
}

let looking = null;

const section = () => document.getElementById("spectrum");

function close() {
  looking?.close();
  looking = null;
}

function isOpen() {
  return section()?.querySelector("#spectrum-open").getAttribute("aria-expanded") === "true";
}

function toggle(button) {
  const open = !isOpen();
  button.setAttribute("aria-expanded", String(open));
  write(button, open ? button.dataset.hide : button.dataset.show);
  document.getElementById("spectrum-panel").hidden = !open;
  keep();
}

// Somebody looks, or nobody does.
function keep() {
  if (looking && looking.section !== section()) {
    close();
  }
  if (!isOpen() || document.hidden) {
    close();
    offer();
  } else if (!looking) {
    looking = new Looking(section());
    looking.open();
  }
}

// An open one stays, and says that it is over.
function offer() {
  const offered = section();
  if (offered && !isOpen()) {
    offered.hidden = document.getElementById("part-spectrum")?.dataset.captured !== "true";
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("#spectrum-open");
  if (button) {
    toggle(button);
  }
});
document.addEventListener("visibilitychange", keep);
for (const swapped of ["htmx:oobAfterSwap", "htmx:afterSettle"]) {
  document.body.addEventListener(swapped, () => {
    offer();
    keep();
  });
}
offer();
