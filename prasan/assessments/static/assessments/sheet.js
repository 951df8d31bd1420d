// The sheet by keyboard.
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
  const on = document.querySelector(".answer-now") && document.querySelector("[data-walk-on]");
  if (on?.offsetParent) on.click(); // one at a time: show the next before it can have the focus
  const fields = all[all.indexOf(answer) + 1]?.querySelectorAll("input[type=radio], .input-score") ?? [];
  ([...fields].find((field) => field.checked) ?? fields[0])?.focus();
}

// Logged out meanwhile, the answer is the page to log in, which does not belong here.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (new URL(xhr.responseURL).pathname === requestConfig.path) return;
  event.detail.shouldSwap = false;
  requestConfig.elt.closest("[data-answer]")?.dispatchEvent(new CustomEvent("prasan:lost", { bubbles: true }));
});
