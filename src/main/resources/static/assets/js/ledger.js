// The contacts of an agent's session: those in the panel, those that left it lately, and those followed by id.
const KEY = "softphone";
const MOST = 12;
const KEPT_MILLIS = 2 * 60 * 60 * 1000;
const OVER = ["missed", "ended"];

export const isOver = (entry) => OVER.includes(entry.phase);
const RANKS = [["connected"], ["ringing", "dialling"], ["hold", "paused"], ["after"], ["followed"]];

function rank(entry) {
  const at = RANKS.findIndex((phases) => phases.includes(entry.phase));
  return at < 0 ? RANKS.length : at;
}

export const isFollowed = (entry) => entry.phase === "followed";

// Kept in the session storage, to survive a reload or a switch of the language. Ids, times and the agent's own name:
// nothing of the customer.
function kept(storage) {
  try {
    return JSON.parse(storage.getItem(KEY) ?? "[]");
  } catch {
    return [];
  }
}

export class Ledger {
  #entries;
  #storage;
  #now;

  constructor(storage, now) {
    this.#storage = storage;
    this.#now = now;
    this.#entries = new Map(kept(storage).map((entry) => [entry.id, entry]));
  }

  get(id) {
    return this.#entries.get(id);
  }

  // Whom the agent talks to first, then who rings, who waits, and what is over; of each the newest.
  all() {
    return [...this.#entries.values()].sort((one, other) => rank(one) - rank(other) || other.order - one.order);
  }

  // Takes all contacts of the panel. Others are over. Returns the new ones.
  tell(contacts) {
    const fresh = contacts.filter((contact) => this.#isNew(contact));
    contacts.forEach((contact) => this.#put(contact));
    const told = new Set(contacts.map((contact) => contact.id));
    for (const entry of this.#entries.values()) {
      if (!told.has(entry.id) && !isOver(entry) && !isFollowed(entry)) {
        entry.endedAt ??= this.#moment();
        entry.phase = "ended";
        entry.since = entry.endedAt;
      }
    }
    this.#keep();
    return fresh.map((contact) => this.get(contact.id));
  }

  follow(id) {
    if (!this.#entries.has(id)) {
      this.#entries.set(id, { id, phase: "followed", order: this.#order() });
      this.#keep();
    }
    return this.get(id);
  }

  // A missed contact may ring again under the same id.
  #isNew(contact) {
    const held = this.get(contact.id);
    return !held || isFollowed(held) || (held.phase === "missed" && !isOver(contact));
  }

  #put(contact) {
    const { stateSince, ...now } = contact;
    const entry = this.#isNew(contact)
      ? { startedAt: stateSince ?? this.#moment(), order: this.#order() }
      : this.get(contact.id);
    Object.assign(entry, now);
    if (["connected", "hold", "paused"].includes(entry.phase)) {
      entry.connectedAt ??= stateSince;
    }
    if (["after", "missed"].includes(entry.phase)) {
      entry.endedAt ??= stateSince ?? this.#moment();
    }
    this.#entries.set(entry.id, entry);
  }

  #order() {
    return Math.max(0, ...[...this.#entries.values()].map((entry) => entry.order)) + 1;
  }

  #moment() {
    return new Date(this.#now()).toISOString();
  }

  #keep() {
    const oldest = this.#now() - KEPT_MILLIS;
    const over = this.all().filter((entry) => isOver(entry) || isFollowed(entry));
    over.filter((entry, index) => index >= MOST || Date.parse(entry.endedAt ?? "") < oldest)
      .forEach((entry) => this.#entries.delete(entry.id));
    try {
      this.#storage.setItem(KEY, JSON.stringify([...this.#entries.values()]));
    } catch {
      // Without storage they are kept for this page only.
    }
  }
}
