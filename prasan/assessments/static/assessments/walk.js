// On a phone, one indicator at a time: the form stays one page, so that all of it is there when
// the line drops. Without this script the phone shows the whole form, one question below another.
"use strict";

const form = document.querySelector("[data-walk]");
const phone = matchMedia("(width < 48rem)");
const answers = () => [...form.querySelectorAll("[data-answer]")];

function now() {
  return form.querySelector(".answer-now");
}

// Show one indicator; `asked` is its element.
function show(asked, isAsked) {
  for (const each of answers()) each.classList.toggle("answer-now", each === asked);
  const all = answers();
  const place = all.indexOf(asked);
  for (const [where, step] of [["back", -1], ["on", 1]]) {
    const button = form.querySelector(`[data-walk-${where}]`);
    const next = all[place + step];
    button.hidden = !next;
    if (next) button.querySelector("[data-number]").textContent = next.dataset.number;
  }
  form.classList.toggle("at-end", !all[place + 1]);
  const told = form.querySelector("[data-walk-place]");
  told.textContent = told.dataset.told.replace("{place}", place + 1).replace("{all}", all.length);
  if (!isAsked) return;
  history.replaceState(null, "", `#${asked.id}`);
  scrollTo(0, 0);
  asked.querySelector("legend").focus();
}

// Where to begin: the one in the address, one with a problem, the first without points.
function first() {
  const named = document.getElementById(location.hash.slice(1));
  const isOpen = (each) => !each.querySelector("input[type=radio]:checked, input[type=number]:not(:placeholder-shown)");
  return (
    named?.closest("[data-answer]") ??
    answers().find((each) => each.querySelector(".error")) ??
    answers().find(isOpen) ??
    answers()[0]
  );
}

if (form) {
  form.classList.add("is-walked");
  for (const legend of form.querySelectorAll("legend")) legend.tabIndex = -1;
  show(first(), false);
  form.addEventListener("click", (event) => {
    const step = event.target.closest("[data-walk-back]") ? -1 : event.target.closest("[data-walk-on]") ? 1 : 0;
    const all = answers();
    const next = step && all[all.indexOf(now()) + step];
    if (next) show(next, true);
  });
  // A link to an indicator, as from the totals or the summary of errors.
  addEventListener("hashchange", () => {
    const asked = document.getElementById(location.hash.slice(1))?.closest("[data-answer]");
    if (asked) show(asked, phone.matches);
  });
}
