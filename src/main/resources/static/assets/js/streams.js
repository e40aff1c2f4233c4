// Streams of events, of which a browser holds two at most, however many of its tabs are seen.
//
// It opens six connections to a server for all of them over HTTP/1.1, and a stream keeps one: a seventh tab would stay
// blank. Where more than two are wanted they take turns of some seconds, and each goes on from where it was. A stream
// whose page can poll takes no turn from another: it waits until there is room, and the page polls meanwhile.
//
// Locks are held for the browser, and given back by a tab that is closed or has crashed. Pages from elsewhere than https
// or this machine have none: then every stream is opened at once.
const LOCKS = ["contact-status-stream-1", "contact-status-stream-2"];
const TURN = 3000;
const ROOM_AGAIN = 5000;

// How long one that was refused waits before it asks again.
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 15000;

async function isAwaited(lock) {
  const { pending } = await navigator.locks.query();
  return pending.some(({ name }) => name === lock);
}

// An EventSource, but for the time between two turns, in which it is connecting and `isWaiting`: `yield` begins it. One
// that goes on is never closed by what the service answers: it tells that it is `refused`, and asks again after a pause.
class TurnedStream extends EventTarget {
  #address;
  #canPoll;
  #goesOn;
  #refusals = 0;
  #types = new Set();
  #real = null;
  #end = () => {};
  #waits = null;
  #timer = 0;
  readyState = EventSource.CONNECTING;
  onopen = null;
  onerror = null;

  // The address may be another one whenever it is opened, and tell from where to go on.
  constructor(address, { canPoll = false, goesOn = false } = {}) {
    super();
    super.addEventListener("open", (event) => this.onopen?.(event));
    super.addEventListener("error", (event) => this.onerror?.(event));
    this.#address = address;
    this.#canPoll = canPoll;
    this.#goesOn = goesOn;
    this.#queue();
  }

  // For its turn, or until it may ask again.
  get isWaiting() {
    return this.#real === null && this.readyState !== EventSource.CLOSED;
  }

  addEventListener(type, listener, options) {
    super.addEventListener(type, listener, options);
    if (type !== "open" && type !== "error" && !this.#types.has(type)) {
      this.#types.add(type);
      this.#real?.addEventListener(type, this.#forward);
    }
  }

  close() {
    this.readyState = EventSource.CLOSED;
    this.#letGo();
  }

  // Also after it was closed.
  again() {
    this.#letGo();
    this.readyState = EventSource.CONNECTING;
    this.#queue();
  }

  #forward = ({ type, data, lastEventId, origin }) =>
    this.dispatchEvent(new MessageEvent(type, { data, lastEventId, origin }));

  #queue() {
    if (this.readyState === EventSource.CLOSED) {
      return;
    }
    this.readyState = EventSource.CONNECTING;
    if (!navigator.locks) {
      this.#open();
      return;
    }
    const waits = new AbortController();
    this.#waits = waits;
    const options = this.#canPoll ? { ifAvailable: true } : { signal: waits.signal };
    for (const name of LOCKS) {
      // Who was waiting for both is granted one, and no longer wants the other.
      navigator.locks.request(name, options, (lock) => {
        if (lock === null || waits.signal.aborted) {
          return null;
        }
        waits.abort();
        return this.#turn(name);
      }).catch((reason) => {
        if (reason.name !== "AbortError") {
          throw reason;
        }
      });
    }
    if (this.#canPoll) {
      this.#timer = setTimeout(() => waits.signal.aborted || this.#queue(), ROOM_AGAIN);
    }
  }

  // The lock is held until it ends.
  #turn(name) {
    clearTimeout(this.#timer);
    return new Promise((resolve) => {
      this.#end = resolve;
      this.#open();
      this.#timer = setInterval(async () => {
        if (this.#end === resolve && (await isAwaited(name)) && this.#end === resolve) {
          this.#yield();
        }
      }, TURN);
    });
  }

  #yield() {
    this.#letGo();
    this.dispatchEvent(new Event("yield"));
    this.#queue();
  }

  #open() {
    document.body.dispatchEvent(new CustomEvent("stream:opening"));
    const real = new EventSource(this.#address(), { withCredentials: true });
    this.#real = real;
    this.#types.forEach((type) => real.addEventListener(type, this.#forward));
    real.onopen = () => {
      this.#refusals = 0;
      this.readyState = real.readyState;
      this.dispatchEvent(new Event("open"));
    };
    real.onerror = () => {
      this.readyState = real.readyState;
      if (real.readyState === EventSource.CLOSED) {
        this.#refused();
      }
      this.dispatchEvent(new Event("error"));
    };
  }

  // Pauses differ, so that not all pages come at once when the service is back.
  #refused() {
    this.#letGo();
    if (this.#goesOn) {
      const pause = Math.min(FIRST_PAUSE * 2 ** this.#refusals++, LONGEST_PAUSE) * (0.75 + Math.random() / 2);
      this.readyState = EventSource.CONNECTING;
      this.#timer = setTimeout(() => this.#queue(), pause);
      this.dispatchEvent(new Event("refused"));
    }
  }

  #letGo() {
    this.#waits?.abort();
    clearTimeout(this.#timer);
    this.#real?.close();
    this.#real = null;
    this.#end();
    this.#end = () => {};
  }
}

// Takes turns until it is closed, or refused.
export const stream = (address) => new TurnedStream(() => address);

// For htmx, which reads the address from an element; so is that for the next turn.
export function streamOf(address) {
  const element = [...document.querySelectorAll("[sse-connect]")].find((one) => one.getAttribute("sse-connect") === address);
  const current = () => element?.getAttribute("sse-connect") ?? address;
  return new TurnedStream(current, { canPoll: element?.id === "follow", goesOn: true });
}
