// Sets the chosen colour scheme before the page is drawn.
(function () {
  "use strict";
  try {
    const chosen = localStorage.getItem("scheme");
    if (chosen === "light" || chosen === "dark") {
      document.documentElement.dataset.scheme = chosen;
    }
  } catch (refused) {
    // Without storage the system decides.
  }
})();
