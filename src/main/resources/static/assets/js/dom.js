// What several scripts do with the page.

// Assigning the same text would replace the text node, and with it what is selected there.
export function write(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

export function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return template.content;
}

// Whether a key is a command of the page: not typed into a field, and not a shortcut of the browser.
export function isCommand(event) {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  return !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
}

export const FAILURES = ["htmx:responseError", "htmx:sendError", "htmx:timeout"];
