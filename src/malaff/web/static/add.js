// Adding: files dropped anywhere on their fieldset, their names listed, how much has been sent. Without it the form works as it is.
"use strict";
(function () {
  const form = document.getElementById("add");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const drop = form.querySelector(".drop");
  const chosen = document.getElementById("chosen");

  function list() {
    chosen.replaceChildren(...Array.from(input.files, (file) => {
      const item = document.createElement("li");
      const name = document.createElement("bdi");
      name.textContent = file.name;
      item.append(name);
      return item;
    }));
  }

  input.addEventListener("change", list);
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  for (const kind of ["dragleave", "drop"]) {
    drop.addEventListener(kind, () => drop.classList.remove("over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    list();
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const sending = document.getElementById("sending");
    const sent = document.getElementById("sent");
    const button = form.querySelector("button[type=submit]");
    const request = new XMLHttpRequest();
    sending.hidden = false;
    button.disabled = true;
    request.upload.addEventListener("progress", (progress) => {
      if (progress.lengthComputable) sent.value = (100 * progress.loaded) / progress.total;
    });
    request.addEventListener("load", () => {
      if (request.status < 400) {
        location.assign(request.responseURL);
        return;
      }
      // What went wrong is told by the page that came back.
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      const main = page.querySelector("main");
      if (main) document.querySelector("main").replaceWith(main);
      else button.disabled = false;
    });
    request.addEventListener("error", () => {
      // The server may refuse before all is sent; the browser's own way shows its answer.
      form.submit();
    });
    request.open("POST", form.action);
    request.send(new FormData(form));
  });
})();
