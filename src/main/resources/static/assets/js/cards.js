// Who is on the line: a card of the contact that is shown, and one of each other that goes on beside it.
import { write } from "./dom.js";
import { isFollowed, isOver } from "./ledger.js";

// A phase has the colour and sign of the status on the board.
const STATUSES = {
  ringing: "CONNECTING_TO_AGENT", dialling: "CONNECTING_TO_AGENT", connected: "CONNECTED_TO_AGENT", hold: "ON_HOLD",
  paused: "PAUSED", after: "AFTER_CONTACT_WORK", missed: "MISSED", ended: "COMPLETED", followed: "",
};
const LIVE = ["ringing", "dialling", "connected", "hold", "paused"];
const current = document.getElementById("current");
const nobody = document.getElementById("nobody");

export const slot = (root, name) => root.querySelector(`[data-slot="${name}"]`);
export const part = (root, name) => root.querySelector(`[data-part="${name}"]`);
export const words = new Map(
  [...document.getElementById("words").content.querySelectorAll("[data-word]")].map((word) => [word.dataset.word, word.textContent]));

export function at(element, moment) {
  if (moment && element.getAttribute("datetime") !== moment) {
    element.setAttribute("datetime", moment);
  }
}

export function phaseWord(entry) {
  return words.get(`phase.${entry.phase}.${entry.channel}`) ?? words.get(`phase.${entry.phase}`);
}

export function channelWord(entry) {
  return words.get(`channel.${entry.channel}`) ?? entry.channel ?? "";
}

export function describe(root, entry) {
  const phase = slot(root, "phase");
  write(phase, phaseWord(entry));
  phase.dataset.status = STATUSES[entry.phase];
  write(slot(root, "channel"), channelWord(entry));
  write(slot(root, "queue"), entry.queue ?? (isFollowed(entry) ? "" : words.get("no-queue")));
  write(slot(root, "id"), entry.id);
  at(slot(root, "start"), entry.startedAt);
}

function duration(card, entry) {
  const running = slot(card, "running");
  const lasted = slot(card, "lasted");
  const from = entry.connectedAt ?? entry.startedAt;
  running.hidden = Boolean(entry.endedAt) || !from;
  lasted.hidden = !entry.endedAt || !from;
  at(running, from);
  if (!lasted.hidden) {
    lasted.dataset.seconds = String((Date.parse(entry.endedAt) - Date.parse(from)) / 1000);
  }
  card.querySelector(".duration").hidden = !from;
}

function draw(card, entry, agentName) {
  card.dataset.phase = entry.phase;
  describe(card, entry);
  duration(card, entry);
  const since = slot(card, "since");
  // Hidden where it would repeat the duration.
  since.hidden = isOver(entry) || !entry.since || entry.since === (entry.connectedAt ?? entry.startedAt);
  at(since, entry.since);
  at(slot(card, "connected"), entry.connectedAt);
  at(slot(card, "end"), entry.endedAt);
  write(slot(card, "initial"), entry.initialId ?? "");
  write(slot(card, "agent"), isFollowed(entry) ? "" : entry.agent ?? agentName);
  part(card, "initial").hidden = !entry.initialId || entry.initialId === entry.id;
  part(card, "start").hidden = !entry.startedAt;
  part(card, "connected").hidden = !entry.connectedAt;
  part(card, "end").hidden = !entry.endedAt;
  part(card, "agent").hidden = !slot(card, "agent").textContent;
}

// Those of the others that go on, by their ids: each has a card like the one that is shown, without ids of elements.
const others = new Map();
const blank = current.cloneNode(true);
[blank, ...blank.querySelectorAll("[id]")].forEach((element) => element.removeAttribute("id"));
blank.removeAttribute("aria-labelledby");
blank.classList.add("other");
blank.hidden = false;

function another(entry, agentName) {
  const card = others.get(entry.id) ?? blank.cloneNode(true);
  others.set(entry.id, card);
  card.dataset.contact = entry.id;
  card.setAttribute("aria-label", `${phaseWord(entry)}, ${entry.id}`);
  draw(card, entry, agentName);
  return card;
}

// In the order of the list: first the one that the agent talks to.
export function drawCards(entries, shown, agentName) {
  const entry = entries.find((one) => one.id === shown);
  nobody.hidden = Boolean(entry);
  current.hidden = !entry;
  if (entry) {
    draw(current, entry, agentName);
  }
  const cards = entries.filter((one) => one.id === shown || LIVE.includes(one.phase))
    .map((one) => (one.id === shown ? current : another(one, agentName)));
  others.forEach((card, id) => {
    if (!cards.includes(card)) {
      card.remove();
      others.delete(id);
    }
  });
  // Moving a card loses the focus, so the shown one stays, and others are moved only if they have to be.
  const placed = [...current.parentElement.querySelectorAll("article")].filter((card) => cards.includes(card));
  if (cards.some((card, index) => card !== placed[index])) {
    const place = cards.indexOf(current);
    current.before(...cards.slice(0, Math.max(place, 0)));
    current.after(...cards.slice(place + 1));
  }
}

// Without HTTPS there is no clipboard API.
async function copied(source) {
  try {
    await navigator.clipboard.writeText(source.textContent);
    return true;
  } catch {
    globalThis.getSelection().selectAllChildren(source);
    return document.execCommand("copy");
  }
}

// What a card says is copied by its buttons.
export function copyButtons(say) {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copies]");
    if (!button) {
      return;
    }
    const done = await copied(slot(button.closest("article"), button.dataset.copies));
    const answer = words.get(done ? "copied" : "not-copied");
    say(answer);
    if (done && !("done" in button.dataset)) {
      const face = button.firstElementChild;
      const word = face.textContent;
      face.textContent = answer;
      button.dataset.done = "";
      setTimeout(() => {
        face.textContent = word;
        delete button.dataset.done;
      }, 2000);
    }
  });
}
