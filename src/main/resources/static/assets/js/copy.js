// Buttons that copy: data-copy="#id" the text of that element, data-copy="here" the address of the page.
// The result is shown in #said, a live region.

// What was said once, after a redirect, is no part of the page's address.
const here = new URL(location.href);
if (here.searchParams.has("told")) {
  here.searchParams.delete("told");
  history.replaceState(history.state, "", here);
}

async function copy(button) {
  const what = button.dataset.copy;
  const text = what === "here" ? location.href.split("#")[0] : document.querySelector(what).textContent.trim();
  const lines = "withAddress" in button.dataset ? `${text}\n${location.origin}${location.pathname}` : text;
  const said = document.getElementById("said");
  try {
    await navigator.clipboard.writeText(lines);
    said.textContent = button.dataset.copied;
  } catch {
    said.textContent = button.dataset.failed;
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (button) {
    copy(button);
  }
});
