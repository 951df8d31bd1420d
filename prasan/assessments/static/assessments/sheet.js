// The sheet by keyboard, and a word when an answer could not be sent.
"use strict";

// 0 to 9 choose the points while one of the choices has the focus; by the key's place, so that
// Thai and Latin layouts do the same. Ctrl+Enter goes on to the next indicator.
document.addEventListener("keydown", (event) => {
  const answer = event.target.closest("[data-answer]");
  if (!answer) return;
  if (event.ctrlKey && event.key === "Enter") {
    event.preventDefault();
    next(answer);
  } else if (event.target.type === "radio" && !event.ctrlKey && !event.altKey && !event.metaKey) {
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
    const choice = digit && answer.querySelector(`input[type="radio"][value="${digit}"]`);
    if (!choice) return;
    event.preventDefault();
    choice.focus();
    choice.click();
  }
});

function next(answer) {
  const all = [...document.querySelectorAll("[data-answer]")];
  const radios = all[all.indexOf(answer) + 1]?.querySelectorAll('input[type="radio"]') ?? [];
  ([...radios].find((radio) => radio.checked) ?? radios[0])?.focus();
}

// The fragment did not come: no signal, logged out, or the server is away. What was typed stays.
for (const lost of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(lost, (event) => tell(event.target.closest("[data-answer]")));
}

// Logged out meanwhile, the answer is the page to log in, which does not belong here.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (new URL(xhr.responseURL).pathname === requestConfig.path) return;
  event.detail.shouldSwap = false;
  tell(requestConfig.elt.closest("[data-answer]"));
});

function tell(answer) {
  const state = answer?.querySelector("[role='status']");
  if (!state) return;
  state.querySelectorAll("p").forEach((line) => line.remove());
  const line = document.createElement("p");
  line.className = "error";
  line.textContent = answer.dataset.lost;
  state.append(line);
}
