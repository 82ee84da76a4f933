// Reviewing from the keyboard: j and k move, c confirms, r rejects, e edits, u undoes, while the focus is in the list.
// Elsewhere single letters stay the browser's and the screen reader's (WCAG 2.1.4). Without it the buttons do the same.
"use strict";
(function () {
  const queue = document.getElementById("queue");
  const done = document.getElementById("done");
  if (!queue) {
    // Nothing is left to review; the way back from the last decision is at hand.
    if (done) done.querySelector("#undo button").focus();
    return;
  }
  const items = Array.from(queue.querySelectorAll("[data-item]"));
  const keys = document.getElementById("keys");
  if (keys) keys.hidden = false;
  let at = -1;

  function go(to) {
    at = Math.max(0, Math.min(items.length - 1, to));
    items[at].focus();
    items[at].scrollIntoView({ block: "nearest" });
  }

  function press(decision) {
    const button = items[at].querySelector(`button[value=${decision}]`);
    if (button) button.click();
  }

  // The list is reached with Tab, the items with j and k.
  items[0].tabIndex = 0;
  for (const [index, item] of items.entries()) item.addEventListener("focusin", () => { at = index; });

  queue.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select")) {
      if (event.key === "Escape") items[at].focus();
      return;
    }
    // By the place of the key, so that an Arabic keyboard works too.
    const key = event.code;
    if (key === "KeyJ") go(at + 1);
    else if (key === "KeyK") go(at - 1);
    else if (key === "KeyC") press("confirm");
    else if (key === "KeyR") press("reject");
    else if (key === "KeyE") {
      const details = items[at].querySelector("details");
      details.open = true;
      details.querySelector("input[type=text]").focus();
    } else if (key === "KeyU") {
      const undo = document.querySelector("#undo button");
      if (!undo) return;
      sessionStorage.setItem("malaff-undone", "yes");
      undo.click();
    } else return;
    event.preventDefault();
  });

  // After a decision the next one is at hand, and after one was undone with its key, that one.
  if (done || sessionStorage.getItem("malaff-undone")) go(0);
  sessionStorage.removeItem("malaff-undone");
})();
