// What is said on a contact, as it is said.
//
//   <section id="transcript" data-url="…/utterances" hidden>   a list, and words about how it stands
//   <div id="part-insights" data-heard="true">                 whether anything is heard now; is fetched again
//
// An utterance replaces the one with its id, and a final one what came of it while it was said.
import { write } from "./dom.js";
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
  }

  open() {
    this.source = stream(this.section.dataset.url);
    this.source.addEventListener("open", () => this.section.setAttribute("data-open", "yes"));
    this.source.addEventListener("utterance", (event) => this.take(JSON.parse(event.data)));
    this.source.addEventListener("end", () => this.end());
    this.source.addEventListener("error", () => this.failed());
  }

  end() {
    this.over = true;
    this.close();
    write(this.state, this.section.dataset.over);
  }

  // A stream that ends after its time is opened again by the browser, one that was refused is not.
  failed() {
    if (this.source?.readyState === EventSource.CLOSED) {
      this.close();
      write(this.state, this.section.dataset.lost);
      this.again = setTimeout(() => this.open(), LOST_FOR);
    }
  }

  close() {
    this.section.removeAttribute("data-open");
    this.source?.close();
    this.source = null;
    clearTimeout(this.again);
  }

  take(utterance) {
    if (!utterance.text) {
      return;
    }
    const atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 40;
    if (!utterance.partOf) {
      this.list.querySelectorAll("[data-part-of]").forEach((part) => {
        if (part.dataset.partOf === utterance.id) {
          part.remove();
        }
      });
    }
    const line = this.line(utterance);
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
    if (atEnd) {
      this.list.scrollTop = this.list.scrollHeight;
    }
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
  }
}

for (const swapped of ["htmx:oobAfterSwap", "htmx:afterSettle"]) {
  document.body.addEventListener(swapped, keep);
}
document.addEventListener("visibilitychange", keep);
addEventListener("pagehide", () => hearing?.close());
keep();
