// Draws what the server sends over what is there. Elements that have not changed are kept, so neither the focus nor a
// pointer loses its row.
//
//   <… data-keyed>   its children are kept by their data-key, in whatever order they come
//   <… data-own>     has its content from elsewhere

// Attributes that the server may leave out again. All others stay once they are set.
const GOING = ["hidden", "class", "title", "data-phase", "data-warn", "data-alert", "data-stale-from", "data-news"];

// Changes the old node into the fresh one, with as few changes as that takes.
export function become(old, fresh) {
  const isOther = old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName || old.dataset?.time !== fresh.dataset?.time;
  if (isOther) {
    old.replaceWith(fresh);
    return fresh;
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) {
      old.nodeValue = fresh.nodeValue;
    }
    return old;
  }
  // Running times are counted by times.js.
  const isCounted = old.dataset.time && old.dateTime === fresh.dateTime && old.dataset.seconds === fresh.dataset.seconds;
  if (isCounted || old.hasAttribute("data-own")) {
    return old;
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) {
      old.setAttribute(name, value);
    }
  }
  GOING.filter((name) => !fresh.hasAttribute(name)).forEach((name) => old.removeAttribute(name));
  if (old.hasAttribute("data-keyed")) {
    arrange(old, fresh);
  } else {
    const parts = [...old.childNodes];
    const others = [...fresh.childNodes];
    others.forEach((part, index) => (index < parts.length ? become(parts[index], part) : old.append(part)));
    parts.slice(others.length).forEach((part) => part.remove());
  }
  return old;
}

// Keeps and moves rows that have the same key.
function arrange(list, fresh) {
  const known = new Map([...list.children].map((row) => [row.dataset.key, row]));
  let place = list.firstElementChild;
  for (const row of [...fresh.children]) {
    const old = known.get(row.dataset.key);
    known.delete(row.dataset.key);
    const it = old ? become(old, row) : row;
    if (it === place) {
      place = place.nextElementSibling;
    } else {
      list.insertBefore(it, place);
    }
  }
  known.forEach((row) => row.remove());
}
