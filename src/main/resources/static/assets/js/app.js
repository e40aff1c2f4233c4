// What every page does once it is there. Words come from the page, never from here.
import { keepTimes } from "./times.js";

const LOST_AFTER = 5000;
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
  let losing = null;
  let asking = false;
  const say = (state) => {
    if (sign.dataset.state === state) {
      return;
    }
    sign.hidden = false;
    sign.dataset.state = state;
    const word = sign.querySelector(".word");
    word.textContent = sign.dataset[state];
    if (state === "ended") {
      const link = document.createElement("a");
      link.href = location.href;
      link.textContent = sign.dataset.again;
      word.append(" ", link);
    }
  };
  // Who is not logged in any more is refused again and again, and nothing says why.
  const askWhy = async () => {
    if (asking || sign.dataset.state === "ended") {
      return;
    }
    asking = true;
    try {
      const { type, status } = await fetch(location.href, { method: "HEAD", redirect: "manual", cache: "no-store" });
      if (type === "opaqueredirect" || status === 401 || status === 403) {
        say("ended");
      }
    } catch {
      // It is lost, then.
    } finally {
      asking = false;
    }
  };
  document.body.addEventListener("htmx:sseOpen", () => {
    clearTimeout(losing);
    losing = null;
    say("live");
  });
  document.body.addEventListener("htmx:sseError", (event) => {
    if (event.detail?.source?.readyState === EventSource.CLOSED) {
      askWhy();
    }
    // Each stream ends some time, and goes on a moment later.
    losing ??= setTimeout(() => sign.dataset.state !== "ended" && say("lost"), LOST_AFTER);
  });
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
