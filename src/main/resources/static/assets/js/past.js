// The contact as it was, by a slider along its time. All that it was is asked for once, when the slider is opened.
//
//   <section id="past" data-url="…/past" data-failed="…">   a button, and behind it a panel
//   <li data-at="2026-…" data-said="Queued">                what was known from that moment on
import { parsed, write } from "./dom.js";
import { clock, now } from "./times.js";

const section = document.getElementById("past");
const button = document.getElementById("past-open");
const panel = document.getElementById("past-panel");

class Past {
  constructor() {
    this.stages = [...panel.querySelectorAll("[data-at]")].map((element) => ({
      element,
      at: Date.parse(element.dataset.at),
    }));
    this.slider = panel.querySelector("input");
    if (this.slider === null) {
      return;
    }
    const over = section.dataset.over === "true";
    const last = this.stages.at(-1).at;
    this.slider.min = this.stages[0].at;
    this.slider.max = over ? last : Math.max(last, now());
    this.slider.addEventListener("input", () => this.show());
    this.slider.addEventListener("keydown", (event) => this.step(event));
    panel.querySelector("#past-now").addEventListener("click", () => this.goTo(this.slider.max));
    this.goTo(this.slider.max);
    this.slider.focus();
  }

  // The browser's own steps would be milliseconds.
  step(event) {
    const direction = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (direction === undefined) {
      return;
    }
    event.preventDefault();
    const at = Number(this.slider.value);
    const next =
      direction > 0 ? this.stages.find((stage) => stage.at > at) : this.stages.findLast((stage) => stage.at < at);
    this.goTo(next?.at ?? (direction > 0 ? this.slider.max : this.slider.min));
  }

  goTo(at) {
    this.slider.value = at;
    this.show();
  }

  show() {
    const at = Number(this.slider.value);
    const shown = this.stages.findLast((stage) => stage.at <= at) ?? this.stages[0];
    for (const stage of this.stages) {
      stage.element.hidden = stage !== shown;
    }
    this.slider.setAttribute("aria-valuetext", `${clock(at)} ${shown.element.dataset.said}`);
  }
}

async function open() {
  button.disabled = true;
  try {
    const answer = await fetch(section.dataset.url);
    if (!answer.ok) {
      throw new Error(`answered ${answer.status}`);
    }
    panel.replaceChildren(parsed(await answer.text()));
    turn(true);
    new Past();
  } catch {
    panel.replaceChildren();
    const sorry = document.createElement("p");
    sorry.setAttribute("role", "alert");
    write(sorry, section.dataset.failed);
    panel.append(sorry);
    panel.hidden = false;
  } finally {
    button.disabled = false;
  }
}

function turn(shown) {
  panel.hidden = !shown;
  button.setAttribute("aria-expanded", String(shown));
  write(button, shown ? button.dataset.hide : button.dataset.show);
}

button.addEventListener("click", () => (button.getAttribute("aria-expanded") === "true" ? turn(false) : open()));
section.hidden = false;
