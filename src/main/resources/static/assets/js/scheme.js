// Before anything is drawn: which colours somebody has chosen on this machine.
(function () {
  "use strict";
  try {
    const chosen = localStorage.getItem("scheme");
    if (chosen === "light" || chosen === "dark") {
      document.documentElement.dataset.scheme = chosen;
    }
  } catch (refused) {
    // Without storage it is as the system has it.
  }
})();
