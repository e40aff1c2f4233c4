// A note outlives the card it is written on: another contact may ring, and its card come in between.
//
//   <form class="…" data-note>   with a text, and a place for what came of it: data-failed says that nothing was kept
import { FAILURES, write } from "./dom.js";

// What was typed and is not kept yet, by the address it would be sent to.
const drafts = new Map();
const MOST_DRAFTS = 50;

const formOf = (element) => element?.closest?.("form[data-note]");
const textOf = (form) => form.querySelector("textarea");
const said = (form) => form.querySelector("[role=status]");

function draft({ target }) {
  const form = formOf(target);
  if (!form) {
    return;
  }
  write(said(form), "");
  drafts.delete(form.action);
  if (target.value !== "") {
    drafts.set(form.action, target.value);
    if (drafts.size > MOST_DRAFTS) {
      drafts.delete(drafts.keys().next().value);
    }
  }
}

function restore() {
  for (const form of document.querySelectorAll("form[data-note]")) {
    const text = textOf(form);
    text.value ||= drafts.get(form.action) ?? "";
  }
}

const body = document.body;
body.addEventListener("input", draft);
body.addEventListener("htmx:afterSwap", restore);
body.addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => formOf(elt) && write(said(formOf(elt)), ""));
body.addEventListener("htmx:afterRequest", ({ detail: { elt, successful } }) => {
  if (successful && formOf(elt)) {
    drafts.delete(elt.action);
  }
});
for (const failure of FAILURES) {
  body.addEventListener(failure, ({ detail: { elt } }) => formOf(elt) && write(said(elt), said(elt).dataset.failed));
}
