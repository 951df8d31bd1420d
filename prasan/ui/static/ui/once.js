// A form is sent once: its buttons turn busy until the answer comes.
// Actions are safe to repeat anyway; this spares the reader the doubt.
// <form data-again> stays as it is: its answer is a file, and the page never leaves.
"use strict";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.matches("[data-again]")) return;
  // Later, when the browser has taken the pressed button's name, and others had their say.
  setTimeout(() => {
    if (!event.defaultPrevented || form.matches("[hx-post]")) busy(form, true);
  });
});

// Back from the next page, or answered in part: one may press again.
addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => busy(form, false)));
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest("form");
  if (form) busy(form, false);
});

function busy(form, is) {
  for (const button of form.elements) {
    if (button.type !== "submit" || button.disabled === is) continue;
    if (!is && button.getAttribute("aria-busy") !== "true") continue;
    button.disabled = is;
    if (is) button.setAttribute("aria-busy", "true");
    else button.removeAttribute("aria-busy");
  }
}
