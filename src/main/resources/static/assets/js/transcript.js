// What is said on a contact, as it is said.
//
//   <section id="transcript" data-url="…/utterances" data-stored="…/transcript" hidden>   a list, and how it stands
//   <div id="part-insights" data-heard="true">   whether anything is heard now; is fetched again
//
// An utterance replaces the one with its id, and a final one what came of it while it was said. A stream tells only what
// is said from then on: what was said before is fetched each time it has opened.
import { parsed, write } from "./dom.js";
import { clock, now } from "./times.js";
import { stream } from "./streams.js";

const LOST_FOR = 10000;
const MOST = 1000;

const ROLES = { CUSTOMER: "customer", AGENT: "agent", SYSTEM: "system" };

class Hearing {
  constructor(section) {
    this.section = section;
    this.list = section.querySelector("ol");
    this.state = section.querySelector("[data-state]");
    this.over = false;
    this.fresh = new Set();
  }

  open() {
    this.source = stream(this.section.dataset.url);
    this.source.addEventListener("open", () => this.opened());
    this.source.addEventListener("utterance", (event) => this.take(JSON.parse(event.data)));
    this.source.addEventListener("end", () => this.end());
    this.source.addEventListener("error", () => this.failed());
    this.source.addEventListener("yield", () => this.falls());
  }

  opened() {
    this.section.setAttribute("data-open", "yes");
    this.fresh.clear();
    this.catchUp();
  }

  end() {
    this.over = true;
    this.close();
    write(this.state, this.section.dataset.over);
  }

  // A stream that ends after its time is opened again by the browser, one that was refused is not.
  failed() {
    this.falls();
    if (this.source?.readyState === EventSource.CLOSED) {
      this.close();
      write(this.state, this.section.dataset.lost);
      this.again = setTimeout(() => this.open(), LOST_FOR);
    }
  }

  // From now on something may be missed.
  falls() {
    this.section.removeAttribute("data-open");
    this.section.dataset.deafSince ??= now();
  }

  close() {
    if (this.over) {
      this.section.removeAttribute("data-open");
    } else {
      this.falls();
    }
    this.source?.close();
    this.source = null;
    clearTimeout(this.again);
  }

  async catchUp() {
    const since = this.section.dataset.deafSince;
    const until = now();
    delete this.section.dataset.deafSince;
    let stored = [];
    try {
      const answer = await fetch(this.section.dataset.stored);
      stored = answer.ok ? [...parsed(await answer.text()).querySelectorAll("li")] : [];
    } catch {
      // Told like what is not stored.
    }
    this.stay(() => {
      if (stored.some((line) => line.id)) {
        this.add(stored);
        this.section.hidden = false;
      } else if (since && this.list.children.length > 0) {
        this.addGap(Number(since), until);
      }
    });
  }

  // The newest page, with a link before it where there is more.
  add(stored) {
    const former = (line) => (line.id && !this.fresh.has(line.id) ? document.getElementById(line.id) : null);
    const lines = stored.filter((line) => line.id);
    const joins = lines.length === stored.length ? lines.some(former) : former(lines[0]);
    const ids = new Set(lines.map((line) => line.id));
    for (const line of [...this.list.children]) {
      const stays = this.fresh.has(line.id) ? !ids.has(line.id) : joins && !line.dataset.partOf;
      if (!stays) {
        line.remove();
      }
    }
    if (!joins) {
      this.list.prepend(...stored);
      window.htmx.process(this.list);
      return;
    }
    let before = null;
    for (const line of lines) {
      const place = document.getElementById(line.id);
      if (place) {
        place.replaceWith(line);
      } else if (before) {
        before.after(line);
      } else {
        this.list.prepend(line);
      }
      before = line;
    }
  }

  addGap(since, until) {
    const line = document.createElement("li");
    line.className = "gap dim";
    line.textContent = this.section.dataset.gap.replace("{0}", clock(since)).replace("{1}", clock(until));
    const first = [...this.list.children].find((one) => this.fresh.has(one.id)) ?? null;
    this.list.insertBefore(line, first);
  }

  // At the end, if it was seen.
  stay(changing) {
    const atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 40;
    changing();
    if (atEnd) {
      this.list.scrollTop = this.list.scrollHeight;
    }
  }

  take(utterance) {
    if (utterance.text) {
      this.stay(() => this.put(utterance));
    }
  }

  put(utterance) {
    if (!utterance.partOf) {
      this.list.querySelectorAll("[data-part-of]").forEach((part) => {
        if (part.dataset.partOf === utterance.id) {
          part.remove();
        }
      });
    }
    const line = this.line(utterance);
    this.fresh.add(line.id);
    const former = document.getElementById(line.id);
    if (former) {
      former.replaceWith(line);
    } else {
      this.list.append(line);
    }
    while (this.list.children.length > MOST) {
      this.list.firstElementChild.remove();
    }
    if (this.section.hidden) {
      this.section.hidden = false;
    }
    write(this.state, this.section.dataset.going);
  }

  line({ id, participant, text, sentiment, partOf }) {
    const line = document.createElement("li");
    line.id = `said-${id}`;
    line.dataset.role = participant;
    if (partOf) {
      line.dataset.partOf = partOf;
    }
    const who = document.createElement("div");
    who.className = "who";
    const name = document.createElement("strong");
    name.textContent = this.section.dataset[ROLES[participant]] ?? participant;
    who.append(name);
    if (sentiment === "NEGATIVE") {
      const sign = document.createElement("span");
      sign.className = "badge warn";
      sign.textContent = this.section.dataset.negative;
      who.append(" ", sign);
    }
    const words = document.createElement("p");
    words.className = "words";
    words.textContent = text;
    line.append(who, words);
    return line;
  }
}

let hearing = null;

function keep() {
  const section = document.getElementById("transcript");
  // A browser has six connections to a server for all its tabs: those that are not seen let go of theirs.
  const rests = document.hidden && !document.body.dataset.keeps;
  if (hearing && (hearing.section !== section || (rests && !hearing.over))) {
    hearing.close();
    hearing = null;
  }
  const heard = document.getElementById("part-insights")?.dataset.heard === "true";
  if (section && heard && !hearing && !rests) {
    hearing = new Hearing(section);
    hearing.open();
    if (!section.dataset.deafSince) {
      hearing.list.scrollTop = hearing.list.scrollHeight;
    }
  } else if (section?.dataset.deafSince && !hearing && !rests) {
    // It ended while nobody looked.
    new Hearing(section).catchUp();
  }
}

for (const swapped of ["htmx:oobAfterSwap", "htmx:afterSettle"]) {
  document.body.addEventListener(swapped, keep);
}
document.addEventListener("visibilitychange", keep);
addEventListener("pagehide", () => hearing?.close());
keep();
