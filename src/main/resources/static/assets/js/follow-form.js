// The form by which a contact is followed: its id is typed, pasted, or offered.
import { words } from "./cards.js";
import { isCommand, write } from "./dom.js";

// As Amazon Connect makes ids.
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

// The server reads what people paste: links, quotes, numbers. In the body of a form, because it may be a number.
async function wanted(form) {
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    return answer.ok ? await answer.json() : { trouble: "FAILED" };
  } catch {
    return { trouble: "FAILED" };
  }
}

export function followForm(follows) {
  const form = document.getElementById("by-id");
  const field = document.getElementById("followed");
  const warn = (trouble, length) => {
    field.setAttribute("aria-invalid", String(Boolean(trouble)));
    const box = document.getElementById("malformed");
    box.hidden = !trouble;
    write(box, trouble ? words.get(`trouble.${trouble}`).replace("{0}", length) : "");
  };
  const go = (id) => {
    field.value = id;
    warn(null);
    follows(id);
  };
  const follow = async () => {
    const asked = field.value.trim();
    if (asked === "") {
      warn(null);
    } else if (UUID.exec(asked)?.[0] === asked) {
      go(asked.toLowerCase());
    } else {
      const { id, trouble, length } = await wanted(form);
      if (field.value.trim() !== asked) {
        return;
      }
      if (id) {
        go(id);
      } else {
        warn(trouble, length);
      }
    }
  };
  // An id that is pasted anywhere, as it stands or in a link.
  document.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text") ?? "";
    if (isCommand(event) && UUID.test(pasted)) {
      event.preventDefault();
      field.value = pasted;
      follow();
    }
  });
  document.body.addEventListener("click", (event) => {
    const offered = event.target.closest?.("[data-follows]");
    if (offered) {
      event.preventDefault();
      go(offered.dataset.follows);
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    follow();
  });
  follow();
}
