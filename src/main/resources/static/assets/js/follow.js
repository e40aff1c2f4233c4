// Keeps a page up to date that follows some contacts.
//
//   <div id="follow" hidden sse-connect="…/changes" sse-swap="changed,afresh"></div>   is told what has changed
//   <… data-refresh="1000" hx-get="…" hx-trigger="refresh" …>                          is fetched again, that often at most
//   <… data-shown="selector">                                                          asks for as many as it has
//   <… data-said>                                                                      says its status when that changes
//
// What is fetched is asked for with the versions that were told of (`told=17 1234-…`), so that it is never older.
const versions = new Map();
const fetched = new Map();

function told(event) {
  const message = event.detail;
  if (message.type === "changed") {
    const space = message.data.indexOf(" ");
    const id = message.data.slice(space + 1);
    versions.set(id, Math.max(Number(message.data.slice(0, space)), versions.get(id) ?? 0));
  }
  for (const part of document.querySelectorAll("[data-refresh]")) {
    soon(part);
  }
}

// One pace for each address: the element itself may be replaced by what it fetches.
const paces = new Map();

function name(part) {
  return part.id || part.getAttribute("hx-get");
}

function soon(part) {
  const key = name(part);
  const pace = paces.get(key) ?? { running: false, again: false };
  paces.set(key, pace);
  if (pace.running) {
    pace.again = true;
    return;
  }
  run(part, pace);
}

function run(part, pace) {
  pace.running = true;
  pace.again = false;
  setTimeout(() => {
    pace.running = false;
    const now = part.isConnected ? part : document.getElementById(part.id);
    if (pace.again && now) {
      soon(now);
    }
  }, Number(part.dataset.refresh));
  if (document.hidden) {
    // Nobody sees it; what is shown is fetched when somebody looks again.
    pace.again = true;
    pace.later = true;
    return;
  }
  window.htmx.trigger(part, "refresh");
}

function ask(event) {
  const part = event.detail.elt;
  if (!part.dataset?.refresh) {
    return;
  }
  if (versions.size > 0) {
    event.detail.parameters.told = [...versions].map(([id, version]) => `${version} ${id}`);
  }
  if (part.dataset.shown) {
    event.detail.parameters.shown = document.querySelectorAll(part.dataset.shown).length;
  }
}

// What looks the same is left alone, and what was unfolded stays so.
function keep(event) {
  const target = event.detail.target;
  const fragment = event.detail.fragment;
  if (!target?.id || !fragment) {
    return;
  }
  const text = fragment.firstElementChild?.outerHTML ?? "";
  if (fetched.get(target.id) === text) {
    event.detail.shouldSwap = false;
    return;
  }
  fetched.set(target.id, text);
  unfold(target, fragment);
}

function unfold(shown, coming) {
  for (const fold of shown.querySelectorAll("details[id]")) {
    const same = coming.querySelector(`details[id="${CSS.escape(fold.id)}"]`);
    if (same) {
      same.open = fold.open;
    }
  }
}

function keepWhole(event) {
  const target = event.detail.target;
  const refreshed = event.detail.requestConfig?.triggeringEvent?.type === "refresh";
  if (!refreshed || !event.detail.shouldSwap || target !== event.detail.elt) {
    return;
  }
  const text = event.detail.serverResponse;
  if (fetched.get(target.id) === text) {
    event.detail.shouldSwap = false;
    return;
  }
  fetched.set(target.id, text);
  open = new Set([...target.querySelectorAll("details[id][open]")].map((fold) => fold.id));
}

let open = new Set();

function reopen(event) {
  for (const id of open) {
    const fold = document.getElementById(id);
    if (fold && event.target.contains(fold)) {
      fold.open = true;
    }
  }
}

let status = null;

function say() {
  const chip = document.querySelector("[data-said] .chip");
  const words = chip?.textContent.trim();
  if (!words) {
    return;
  }
  if (status !== null && status !== words) {
    document.getElementById("said").textContent = words;
  }
  status = words;
}

// Another contact on the same page: what was told of the one before is not of its chain.
let followed = null;

function another(event) {
  const address = event.target.getAttribute("sse-connect");
  if (event.target.id === "follow" && address !== followed) {
    followed = address;
    versions.clear();
    fetched.clear();
  }
}

const body = document.body;
body.addEventListener("htmx:sseOpen", another);
body.addEventListener("htmx:sseBeforeMessage", (event) => {
  if (event.target.id === "follow") {
    event.preventDefault();
    told(event);
  }
});
body.addEventListener("htmx:configRequest", ask);
body.addEventListener("htmx:oobBeforeSwap", keep);
body.addEventListener("htmx:beforeSwap", keepWhole);
body.addEventListener("htmx:afterSettle", (event) => {
  reopen(event);
  say();
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) {
    for (const part of document.querySelectorAll("[data-refresh]")) {
      if (paces.get(name(part))?.later) {
        paces.get(name(part)).later = false;
        soon(part);
      }
    }
  }
});
say();
