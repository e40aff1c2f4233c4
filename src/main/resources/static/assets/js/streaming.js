// The button that had the focus is gone with its letter: the focus moves to the result.
document.body.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.requestConfig?.verb === "post") {
    document.getElementById("letters-told")?.focus();
  }
});
