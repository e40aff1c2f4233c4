// The softphone page: the agent's contacts by the panel, and what the server knows of the one that is shown.
import { at, channelWord, copyButtons, describe, drawCards, part, phaseWord, slot, words } from "./cards.js";
import { ControlPanel } from "./ccp.js";
import { write } from "./dom.js";
import { followForm } from "./follow-form.js";
import { Ledger, isFollowed, isOver } from "./ledger.js";
import { now } from "./times.js";

const TALKING = ["ringing", "dialling", "connected", "hold"];

const byId = (id) => document.getElementById(id);
const ledger = new Ledger(globalThis.sessionStorage, now);
const title = document.title;
let agentName = "";
let agentId = "";
let shown = null;

const isWithCustomer = (entry) => TALKING.includes(entry.phase);
const isTalking = () => ledger.all().some((entry) => entry.channel === "VOICE" && isWithCustomer(entry));

function say(text) {
  byId("said").textContent = text;
}

// While there is nobody on the line: what the server knows to be with the agent.
function offer() {
  if (!byId("nobody").hidden && !document.hidden) {
    const mine = byId("mine");
    const asked = `${mine.dataset.base}?agent=${encodeURIComponent(agentId)}`;
    globalThis.htmx?.ajax("GET", asked, { target: mine, swap: "innerHTML" });
  }
}

function rowOf(entry, list) {
  const held = list.querySelector(`button[data-contact="${CSS.escape(entry.id)}"]`);
  if (held) {
    return held;
  }
  const row = byId("row").content.firstElementChild.cloneNode(true).querySelector("button");
  row.dataset.contact = entry.id;
  row.addEventListener("click", () => {
    show(entry.id);
    panel?.show(entry.id);
  });
  return row;
}

// Whoever is sent the address follows the same contact. What the panel shows is the agent's own.
function keepAddress(entry) {
  const address = new URL(location.href);
  if (entry && isFollowed(entry)) {
    address.searchParams.set("contact", entry.id);
  } else if (entry) {
    address.searchParams.delete("contact");
  }
  if (address.href !== location.href) {
    history.replaceState(history.state, "", address);
  }
}

function drawAll() {
  const entries = ledger.all();
  const list = byId("contacts").querySelector("ul");
  byId("contacts").hidden = entries.length < 2;
  const rows = entries.map((entry) => {
    const row = rowOf(entry, list);
    describe(row, entry);
    row.toggleAttribute("data-over", isOver(entry));
    if (entry.id === shown) {
      row.setAttribute("aria-current", "true");
    } else {
      row.removeAttribute("aria-current");
    }
    return row.closest("li");
  });
  // Moving a row loses the focus, so rows are moved only if they have to be.
  if (rows.length !== list.children.length || rows.some((row, index) => row !== list.children[index])) {
    const focused = document.activeElement;
    list.replaceChildren(...rows);
    if (list.contains(focused)) {
      focused.focus();
    }
  }
  drawCards(entries, shown, agentName);
  const entry = entries.find((one) => one.id === shown);
  keepAddress(entry);
  // Of a call this page goes on knowing what happens, seen or not.
  if (isTalking()) {
    document.body.dataset.keeps = "call";
  } else {
    delete document.body.dataset.keeps;
  }
  document.title = entry && !isOver(entry) && !isFollowed(entry) ? `${phaseWord(entry)} · ${title}` : title;
}

function show(id) {
  const isAnother = id !== shown;
  shown = id;
  drawAll();
  if (isAnother) {
    know(id);
  }
}

const AGAIN_MILLIS = 5000;

function know(id) {
  const knowledge = byId("knowledge");
  globalThis.htmx.ajax("GET", knowledge.dataset.base + encodeURIComponent(id), { target: knowledge, swap: "innerHTML" });
}

// A late answer about another contact must not be shown as this one.
function onlyOfTheShown() {
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { target, pathInfo } = event.detail;
    if (target?.id !== "knowledge") {
      return;
    }
    const wanted = target.dataset.base + encodeURIComponent(shown);
    if (pathInfo.requestPath.split("?")[0] !== wanted) {
      event.detail.shouldSwap = false;
    }
  });
  // The requesting element may be gone when the answer arrives; htmx then fires events at that element only.
  document.body.addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => {
    elt.addEventListener("htmx:beforeOnLoad", (event) => elt.isConnected || event.preventDefault(), { once: true });
  });
}

function keepAsking() {
  for (const failure of ["htmx:responseError", "htmx:sendError"]) {
    document.body.addEventListener(failure, (event) => {
      if (event.detail.target?.id === "knowledge") {
        write(byId("knowledge"), words.get("knowledge.failed"));
        setTimeout((id) => id === shown && know(id), AGAIN_MILLIS, shown);
      }
    });
  }
}

// Without a contact there is no stream that would tell that the login has ended, or is there again.
function tellOfLogin() {
  document.body.addEventListener("htmx:afterRequest", ({ detail: { xhr } }) => {
    const isRefused = xhr.status === 401 || xhr.status === 403;
    if (isRefused || document.body.dataset.connection === "ended") {
      document.body.dispatchEvent(new CustomEvent("follow:polled", { detail: { status: xhr.status } }));
    }
  });
  // It would load the page again, and drop the call.
  document.body.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.getResponseHeader("HX-Refresh")) {
      event.preventDefault();
    }
  });
}

function heard(contacts) {
  const before = new Map(ledger.all().map((entry) => [entry.id, entry.phase]));
  const fresh = ledger.tell(contacts);
  const changed = ledger.all().filter((entry) => before.get(entry.id) !== entry.phase);
  if (changed.length > 0) {
    say(changed.map((entry) => [phaseWord(entry), channelWord(entry), entry.queue].filter(Boolean).join(", ")).join(". "));
  }
  const newest = fresh.filter((entry) => !isOver(entry)).sort((one, other) => other.order - one.order)[0];
  const held = shown === null ? undefined : ledger.get(shown);
  if (newest) {
    show(newest.id);
  } else if (!held) {
    show(ledger.all()[0]?.id ?? null);
  } else {
    drawAll();
  }
}

const hearer = {
  state(state) {
    const section = byId("panel");
    if (section.dataset.state === state) {
      return;
    }
    section.dataset.state = state;
    const trouble = state === "given-up" ? "silent" : state;
    section.querySelectorAll("[data-trouble]").forEach((one) => {
      one.hidden = one.dataset.trouble !== trouble;
    });
    part(section, "trying").hidden = state === "given-up";
    const works = state === "ready" || state === "opening";
    part(section, "ways").hidden = works;
    part(section, "meanwhile").hidden = works;
    if (state === "ready") {
      loginWindow?.close();
      loginWindow = null;
    }
  },
  agent({ id, name, status, since }) {
    const line = byId("agent");
    if (agentId !== id) {
      agentId = id;
      offer();
    }
    agentName = name ?? "";
    line.hidden = false;
    write(slot(line, "name"), agentName);
    write(slot(line, "status"), status ?? "");
    slot(line, "since").hidden = !since;
    at(slot(line, "since"), since);
  },
  contacts: heard,
  shown: (id) => ledger.get(id) && show(id),
  panels(count) {
    part(byId("panel"), "panels").hidden = count < 2;
  },
  // Of one kind, or whatever it was.
  soundBack(kind) {
    const box = part(byId("panel"), "sound");
    const told = box.querySelector("[data-sound]:not([hidden])")?.dataset.sound;
    if (kind === undefined || kind === told) {
      box.hidden = true;
    }
  },
  sound(kind) {
    const box = part(byId("panel"), "sound");
    box.hidden = false;
    box.querySelectorAll("[data-sound]").forEach((one) => {
      one.hidden = one.dataset.sound !== kind;
    });
  },
};

let loginWindow = null;
let panel = null;

function openPanel() {
  const section = byId("panel");
  if (!section) {
    return;
  }
  const { url, region, patience, name } = section.dataset;
  panel = new ControlPanel(byId("ccp"), { url, region, patience: Number(patience), name }, hearer);
  byId("again").addEventListener("click", () => panel.reopen());
  byId("log-in").addEventListener("click", (event) => {
    loginWindow = globalThis.open(event.currentTarget.href, "amazon-connect-login", "popup,width=480,height=720");
    if (loginWindow) {
      event.preventDefault();
    }
  });
  // Back from logging in.
  globalThis.addEventListener("focus", () => loginWindow && panel.state === "given-up" && panel.reopen());
  panel.open();
}

// Leaving the page would drop the call, and leave chats alone: links open in a new tab.
function stayHere() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link && !link.target && !link.hreflang && !link.getAttribute("href").startsWith("#")) {
      link.target = "_blank";
    }
  }, { capture: true });
  document.querySelector("form[role=search]")?.setAttribute("target", "_blank");
  globalThis.addEventListener("beforeunload", (event) => {
    if (ledger.all().some(isWithCustomer)) {
      event.preventDefault();
    }
  });
}

setInterval(offer, 10_000);
document.addEventListener("DOMContentLoaded", offer);
document.querySelectorAll('.panel [data-slot="origin"]').forEach((one) => write(one, location.origin));
onlyOfTheShown();
keepAsking();
tellOfLogin();
copyButtons(say);
stayHere();
followForm((id) => show(ledger.follow(id).id));
if (shown === null) {
  show(ledger.all()[0]?.id ?? null);
}
openPanel();
