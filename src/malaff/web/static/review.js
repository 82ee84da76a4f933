// Reviewing from the keyboard: j and k move, c confirms, r rejects, e edits, u undoes. Without it the buttons do the same.
"use strict";
(function () {
  const items = Array.from(document.querySelectorAll("[data-item]"));
  const keys = document.getElementById("keys");
  if (keys) keys.hidden = false;
  let at = -1;

  function go(to) {
    if (!items.length) return;
    at = Math.max(0, Math.min(items.length - 1, to));
    items[at].focus();
    items[at].scrollIntoView({ block: "nearest" });
  }

  function press(decision) {
    if (at < 0) go(0);
    const button = items[at] && items[at].querySelector(`button[value=${decision}]`);
    if (button) button.click();
  }

  for (const [index, item] of items.entries()) item.addEventListener("focusin", () => { at = index; });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select")) {
      if (event.key === "Escape" && at >= 0) items[at].focus();
      return;
    }
    // By the place of the key, so that an Arabic keyboard works too.
    const key = event.code;
    if (key === "KeyJ") go(at + 1);
    else if (key === "KeyK") go(at - 1);
    else if (key === "KeyC") press("confirm");
    else if (key === "KeyR") press("reject");
    else if (key === "KeyE") {
      if (at < 0) go(0);
      const details = items[at] && items[at].querySelector("details");
      if (!details) return;
      details.open = true;
      details.querySelector("input[type=text]").focus();
    } else if (key === "KeyU") {
      const undo = document.querySelector("#undo button");
      if (undo) undo.click();
    } else return;
    event.preventDefault();
  });

  // After a decision the next one is at hand.
  if (document.getElementById("done")) go(0);
})();
