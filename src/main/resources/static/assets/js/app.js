// What every page does. Its words come from the template: scripts contain none.
import { isCommand, write } from "./dom.js";
import { streamOf } from "./streams.js";
import { clock, keepTimes } from "./times.js";

const LOST_AFTER = 5000;
const SILENT_AFTER = 15000;
const HIDDEN_FOR = 10000;
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
//
// A connection that is frozen tells nothing, not even that it is: so a heartbeat comes every few seconds, and what is
// not heard of for longer is not connected. Then nothing on the page may look as if it were going on.
function pulse() {
  const sign = document.getElementById("pulse");
  const banner = document.getElementById("disconnected");
  const streams = () => [...document.querySelectorAll("[sse-connect]")];
  let losing = null;
  let leaving = null;
  let resting = false;
  let asking = false;
  let heard = Date.now();
  let tried = heard;
  let woken = heard;
  const say = (state) => {
    if (sign.dataset.state === state) {
      return;
    }
    sign.hidden = false;
    sign.dataset.state = state;
    document.body.dataset.connection = state;
    sign.querySelector(".word").textContent = sign.dataset[state];
    banner.hidden = state === "live";
    banner.textContent = state === "ended" ? banner.dataset.ended : banner.dataset.since.replace("{0}", clock(heard));
    if (state === "ended") {
      const link = document.createElement("a");
      link.href = location.href;
      link.textContent = banner.dataset.again;
      banner.append(" ", link);
    }
  };
  // EventSource does not tell why it failed: the login may have ended.
  const askWhy = async () => {
    if (asking || sign.dataset.state === "ended") {
      return;
    }
    asking = true;
    try {
      const signal = AbortSignal.timeout(LOST_AFTER);
      const asked = await fetch(location.href, { method: "HEAD", redirect: "manual", cache: "no-store", signal });
      if (asked.type === "opaqueredirect" || asked.status === 401 || asked.status === 403) {
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
    heard = Date.now();
    if (!resting) {
      delete document.body.dataset.resting;
    }
    say("live");
  };
  const missing = () => {
    losing ??= setTimeout(() => sign.dataset.state !== "ended" && say("lost"), LOST_AFTER);
  };
  // htmx tells of a source when it opens, and one that is frozen may never do so.
  const sourceOf = (element) => element["htmx-internal-data"]?.sseEventSource;
  const begin = (element) => {
    const source = sourceOf(element);
    // What waits for its turn would only lose it.
    if (source && !source.isWaiting) {
      source.again();
    }
  };
  const watch = () => {
    const now = Date.now();
    const isFollowing = streams().length > 0 || document.querySelector("#follow[data-poll]") !== null;
    if (resting || !isFollowing || sign.dataset.state === "ended" || now - Math.max(heard, woken) <= SILENT_AFTER) {
      return;
    }
    say("lost");
    if (now - tried > SILENT_AFTER) {
      tried = now;
      streams().forEach(begin);
    }
  };
  if (window.htmx) {
    window.htmx.createEventSource = (address) => {
      const source = streamOf(address);
      source.addEventListener("refused", askWhy);
      if (resting) {
        source.close();
      }
      return source;
    };
  }
  document.body.addEventListener("htmx:sseOpen", ({ detail: { source } }) => {
    source.addEventListener("heartbeat", live);
    live();
  });
  // Before: pages that draw messages themselves keep htmx from going on to "htmx:sseMessage".
  document.body.addEventListener("htmx:sseBeforeMessage", live);
  // Every stream is closed now and then, and reconnects a moment later.
  document.body.addEventListener("htmx:sseError", missing);
  document.body.addEventListener("follow:polled", ({ detail: { status } }) => {
    if (status === 401 || status === 403) {
      askWhy();
    } else if (status >= 200 && status < 300) {
      live();
    } else {
      missing();
    }
  });
  setInterval(watch, 1000);
  // A browser has six connections to a server for all its tabs, and a stream takes one: those that are not seen let go
  // of theirs.
  const rest = () => {
    resting = true;
    document.body.dataset.resting = "";
    clearTimeout(losing);
    losing = null;
    streams().forEach((element) => sourceOf(element)?.close());
  };
  const seen = () => {
    clearTimeout(leaving);
    // Walls, and the one that has alerts to give.
    if (document.hidden && !document.body.dataset.keeps) {
      leaving = setTimeout(rest, HIDDEN_FOR);
    } else if (resting) {
      resting = false;
      woken = Date.now();
      tried = woken;
      streams().forEach(begin);
    }
  };
  document.addEventListener("visibilitychange", seen);
  // A call may ring, and alerts be taken over from another tab, while this one is hidden.
  new MutationObserver(seen).observe(document.body, { attributes: true, attributeFilter: ["data-keeps"] });
  // A tab may be opened in the background.
  seen();
}

// "/" focuses the search field, "?" tells the keys, "g" and another one lead to a page: the links of the navigation say
// which.
const SECOND_KEY = 2000;

function keys() {
  let going = -Infinity;
  document.addEventListener("keydown", (event) => {
    if (!isCommand(event) || event.repeat) {
      return;
    }
    const link = event.timeStamp - going < SECOND_KEY && document.querySelector(`nav a[data-key="${CSS.escape(event.key)}"]`);
    going = event.key === "g" ? event.timeStamp : -Infinity;
    if (link) {
      event.preventDefault();
      event.stopImmediatePropagation();
      link.click();
    }
  }, { capture: true });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && isCommand(event)) {
      event.preventDefault();
      document.getElementById("find")?.focus();
    }
    if (event.key === "?" && isCommand(event)) {
      event.preventDefault();
      document.getElementById("keys")?.showModal();
    }
  });
}

// What may be meant, while it is typed. It is asked for in the body of a form: a number stands in no address.
const SHORTEST = 3;
const TYPING = 250;

function suggest() {
  const field = document.getElementById("find");
  const box = document.getElementById("suggestions");
  // Outside of the box, because a live region tells only what changes after it is there.
  const said = document.getElementById("suggestions-said");
  if (!field) {
    return;
  }
  let typing = 0;
  let isAsking = false;
  const forget = () => {
    clearTimeout(typing);
    isAsking = false;
    box.replaceChildren();
    write(said, "");
  };
  field.addEventListener("input", () => {
    clearTimeout(typing);
    if (field.value.trim().length < SHORTEST) {
      forget();
      return;
    }
    typing = setTimeout(() => {
      isAsking = true;
      window.htmx.trigger(box, "suggest");
    }, TYPING);
  });
  // An answer may come when it is not asked for any more. A request that is cut is an error on the console.
  box.addEventListener("htmx:beforeSwap", (event) => {
    event.detail.shouldSwap &&= isAsking;
  });
  box.addEventListener("htmx:afterSwap", () => write(said, box.querySelector("p")?.textContent ?? ""));
  field.form.addEventListener("keydown", (event) => {
    const links = [...box.querySelectorAll("a")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      const isOpen = box.hasChildNodes();
      forget();
      if (isOpen) {
        field.focus();
      }
    } else if (step && links.length > 0) {
      event.preventDefault();
      [field, ...links].at((links.indexOf(document.activeElement) + 1 + step) % (links.length + 1)).focus();
    }
  });
  field.form.addEventListener("submit", forget);
  document.addEventListener("click", (event) => !event.target.closest?.("form.find") && forget());
  // Where links take no focus, a press on one would take it from the field before the click.
  box.addEventListener("mousedown", (event) => event.preventDefault());
  field.form.addEventListener("focusout", ({ relatedTarget }) => {
    if (document.hasFocus() && !field.form.contains(relatedTarget)) {
      forget();
    }
  });
}

schemeSwitch();
pulse();
keys();
suggest();
keepTimes(document.body);
