// <details> stay as the viewer left them. htmx sets the attributes of new content when it settles, so they are set
// after that.
const folds = new Map();

document.addEventListener("click", ({ target }) => {
  const fold = target.closest?.("summary")?.parentElement;
  if (fold?.id) {
    folds.set(fold.id, !fold.open);
  }
});

document.body.addEventListener("htmx:afterSettle", ({ target }) => {
  for (const fold of target.querySelectorAll("details[id]")) {
    fold.open = folds.get(fold.id) ?? fold.open;
  }
});
