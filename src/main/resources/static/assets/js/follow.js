// Keeps a page up to date that follows some contacts, or how the service does.
//
//   <div id="follow" hidden sse-connect="…/changes" sse-swap="changed,afresh"></div>   is told what has changed
//   <… data-refresh="1000" hx-get="…" hx-trigger="refresh" …>                          is fetched again, that often at most
//   <… data-shown="selector">                                                          asks for as many as it has; older
//                                                                                      ones are fetched from within .more
//   <… data-shown="selector" data-most="200">                                          stays as it is while there are more
//   <… data-settles>                                                                   is fetched once more when it is quiet again
//   <… data-said>                                                                      says its status when that changes
//
// What is fetched is asked for with the versions that were told of (`told=17 1234-…`), so that it is never older.
// The newest are enough: a page may be open for days.
const versions = new Map();
const MOST_VERSIONS = 50;

// What was fetched last, by where it went: what has not changed is left alone.
const fetched = new Map();

// One pace for each address: the element itself may be replaced by what it fetches.
const paces = new Map();

function told(message) {
  const space = message.data.indexOf(" ");
  // Not everything has a version.
  if (message.type === "changed" && space > 0) {
    const id = message.data.slice(space + 1);
    const version = Math.max(Number(message.data.slice(0, space)), versions.get(id) ?? 0);
    versions.delete(id);
    versions.set(id, version);
    if (versions.size > MOST_VERSIONS) {
      versions.delete(versions.keys().next().value);
    }
  }
  document.querySelectorAll("[data-refresh]").forEach(soon);
  clearTimeout(settling);
  settling = setTimeout(() => document.querySelectorAll("[data-settles]").forEach(soon), SETTLED);
}

// What versions say nothing of, as a history, may still be older when it is fetched at once.
const SETTLED = 3000;
let settling = 0;

// Nobody tells of a change twice: what could not be fetched is asked for again.
const PATIENCE = 5000;

function again(event) {
  const part = event.detail.elt;
  const status = event.detail.xhr?.status ?? 0;
  if (part.dataset?.refresh && (status === 0 || status === 429 || status >= 500)) {
    setTimeout(() => {
      const now = part.isConnected ? part : document.getElementById(part.id);
      if (now) {
        soon(now);
      }
    }, PATIENCE);
  }
}

function nameOf(part) {
  return part.id || part.getAttribute("hx-get");
}

function paceOf(part) {
  const name = nameOf(part);
  if (!paces.has(name)) {
    paces.set(name, { resting: false, wanted: false });
  }
  return paces.get(name);
}

// At once, or when its time has come; nobody looks at a page that is hidden, so it waits until somebody does.
function soon(part) {
  const pace = paceOf(part);
  pace.wanted = true;
  if (pace.resting || document.hidden) {
    return;
  }
  pace.wanted = false;
  pace.resting = true;
  setTimeout(() => {
    pace.resting = false;
    const now = part.isConnected ? part : document.getElementById(part.id);
    if (pace.wanted && now) {
      soon(now);
    }
  }, Number(part.dataset.refresh));
  window.htmx.trigger(part, "refresh");
}

function lookedAtAgain() {
  if (!document.hidden) {
    [...document.querySelectorAll("[data-refresh]")].filter((part) => paceOf(part).wanted).forEach(soon);
  }
}

function ask(event) {
  const part = event.detail.elt;
  if (!part.dataset?.refresh) {
    return;
  }
  if (versions.size > 0) {
    event.detail.parameters.told = [...versions].reverse().map(([id, version]) => `${version} ${id}`);
  }
  if (part.dataset.shown) {
    event.detail.parameters.shown = countShown(part);
  }
}

function countShown(part) {
  return document.querySelectorAll(part.dataset.shown).length;
}

// Older ones that came meanwhile would be taken away again, and those still on their way would have no place to go to.
function isOutgrown({ elt, parameters }) {
  if (!elt.dataset.shown) {
    return false;
  }
  return Number(parameters.shown) !== countShown(elt) || document.querySelector(".more .htmx-request") !== null;
}

function isSame(target, text) {
  const same = fetched.get(nameOf(target)) === text;
  fetched.set(nameOf(target), text);
  return same;
}

// Folds stay as whoever reads the page has left them. htmx puts the attributes of what came back in place when it
// settles, so only then can they be set.
const folds = new Map();

function folding(event) {
  const fold = event.target.closest?.("summary")?.parentElement;
  if (fold?.id) {
    folds.set(fold.id, !fold.open);
  }
}

function refold(shown) {
  for (const fold of shown.querySelectorAll("details[id]")) {
    fold.open = folds.get(fold.id) ?? fold.open;
  }
}

// Nobody gives more than that at once, so the last of them would be taken away again.
function isTooLong(part) {
  return Boolean(part.dataset.most) && countShown(part) > Number(part.dataset.most);
}

function beforePart(event) {
  const { target, fragment } = event.detail;
  if (isTooLong(target) || isSame(target, fragment.firstElementChild?.outerHTML)) {
    event.detail.shouldSwap = false;
  }
}

function beforeWhole(event) {
  const { target, requestConfig } = event.detail;
  if (!requestConfig.elt.dataset?.refresh || !event.detail.shouldSwap) {
    fetched.delete(nameOf(target));
    return;
  }
  // Meanwhile something else was asked for, and is there.
  const late = !requestConfig.elt.isConnected;
  if (!late && isOutgrown(requestConfig)) {
    event.detail.shouldSwap = false;
    soon(requestConfig.elt);
    return;
  }
  if (late || isTooLong(requestConfig.elt) || isSame(target, event.detail.serverResponse)) {
    event.detail.shouldSwap = false;
  }
}

// Whoever does not see the page is told of what matters most.
let status = null;

function say() {
  const words = document.querySelector("[data-said] .chip")?.textContent.trim();
  if (words && status !== null && status !== words) {
    document.getElementById("said").textContent = words;
  }
  status = words ?? status;
}

const body = document.body;
body.addEventListener("htmx:sseBeforeMessage", (event) => {
  if (event.target.id === "follow") {
    event.preventDefault();
    told(event.detail);
  }
});
body.addEventListener("htmx:configRequest", ask);
body.addEventListener("htmx:oobBeforeSwap", beforePart);
body.addEventListener("htmx:beforeSwap", beforeWhole);
body.addEventListener("htmx:afterSettle", (event) => {
  refold(event.target);
  say();
});
["htmx:responseError", "htmx:sendError", "htmx:timeout"].forEach((failure) => body.addEventListener(failure, again));
document.addEventListener("click", folding);
document.addEventListener("visibilitychange", lookedAtAgain);
say();
