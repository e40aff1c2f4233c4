// What every page does once it is there. Words come from the page, never from here.
import { keepTimes } from "./times.js";

const SCHEMES = ["auto", "light", "dark"];

function schemeSwitch() {
  const button = document.getElementById("scheme");
  const root = document.documentElement;
  const show = () => {
    const label = button.dataset[root.dataset.scheme ?? "auto"];
    button.textContent = { auto: "◐", light: "☀", dark: "☾" }[root.dataset.scheme ?? "auto"];
    button.title = label;
    button.setAttribute("aria-label", label);
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    const next = SCHEMES[(SCHEMES.indexOf(root.dataset.scheme ?? "auto") + 1) % SCHEMES.length];
    if (next === "auto") {
      delete root.dataset.scheme;
    } else {
      root.dataset.scheme = next;
    }
    try {
      localStorage.setItem("scheme", next);
    } catch {
      // It holds for this page then.
    }
    show();
  });
  show();
}

// Whether what is shown follows what happens. Only said on pages that follow something.
function pulse() {
  const sign = document.getElementById("pulse");
  const say = (state) => {
    if (sign.dataset.state === state) {
      return;
    }
    sign.hidden = false;
    sign.dataset.state = state;
    sign.querySelector(".word").textContent = sign.dataset[state];
  };
  document.body.addEventListener("htmx:sseOpen", () => say("live"));
  document.body.addEventListener("htmx:sseError", () => say("lost"));
}

// "/" goes to the search field, as in many tools that people keep open all day.
function searchKey() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      document.getElementById("find")?.focus();
    }
  });
}

schemeSwitch();
pulse();
searchKey();
keepTimes(document.body);
