// Whoever has pressed a button that is gone with its letter reads what became of it.
document.body.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.requestConfig?.verb === "post") {
    document.getElementById("letters-told")?.focus();
  }
});
