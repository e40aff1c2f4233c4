// Screens without a keyboard are given their key behind the #, which browsers send to nobody: /ui/wall#key=…
// A wall that is shown already hands it on to the page of the login, whose form sends it.
function take() {
  const key = new URLSearchParams(location.hash.slice(1)).get("key");
  if (!key) {
    return;
  }
  history.replaceState(null, "", location.pathname + location.search);
  const field = document.getElementById("key");
  const { login } = document.body.dataset;
  if (field) {
    field.value = key;
    field.form.requestSubmit();
  } else if (login) {
    location.replace(`${login}#${new URLSearchParams({ key })}`);
  }
}

addEventListener("hashchange", take);
take();
