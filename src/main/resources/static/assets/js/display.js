// Screens without a keyboard are given their key behind the #, which browsers send to nobody: /ui/wall#key=…
const key = new URLSearchParams(location.hash.slice(1)).get("key");
const field = document.getElementById("key");
if (key && field) {
  history.replaceState(null, "", location.pathname + location.search);
  field.value = key;
  field.form.requestSubmit();
}
