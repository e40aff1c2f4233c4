// What every page does. Its words come from the template: scripts contain none.
import { isCommand } from "./dom.js";
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
      // Without storage it applies to this page only.
    }
    show();
  });
  show();
}

// Shows whether the page is live. Stays hidden on pages without a stream.
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
  // EventSource does not tell why it failed: the login may have ended.
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
      // No network: the connection is lost.
    } finally {
      asking = false;
    }
  };
  const live = () => {
    clearTimeout(losing);
    losing = null;
    say("live");
  };
  const missing = () => {
    losing ??= setTimeout(() => sign.dataset.state !== "ended" && say("lost"), LOST_AFTER);
  };
  document.body.addEventListener("htmx:sseOpen", live);
  document.body.addEventListener("htmx:sseError", (event) => {
    if (event.detail?.source?.readyState === EventSource.CLOSED) {
      askWhy();
    }
    // Every stream is closed now and then, and reconnects a moment later.
    missing();
  });
  document.body.addEventListener("follow:polled", ({ detail: { status } }) => {
    if (status === 401 || status === 403) {
      askWhy();
    } else if (status === 0) {
      missing();
    } else {
      live();
    }
  });
}

// "/" focuses the search field.
function searchKey() {
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && isCommand(event)) {
      event.preventDefault();
      document.getElementById("find")?.focus();
    }
  });
}

schemeSwitch();
pulse();
searchKey();
keepTimes(document.body);
