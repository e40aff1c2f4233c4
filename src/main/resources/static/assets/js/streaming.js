// This page asks now and then how the service does; whether it is answered is said where other pages say that they follow.
const tell = (name) => document.body.dispatchEvent(new CustomEvent(name));

document.body.addEventListener("htmx:afterRequest", (event) => {
  tell(event.detail.successful ? "htmx:sseOpen" : "htmx:sseError");
});

// Whoever has pressed a button that is gone with its letter reads what became of it.
document.body.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.requestConfig?.verb === "post") {
    document.getElementById("letters-told")?.focus();
  }
});
