// A page that comes back with errors is read from its summary, and each line leads into its field.
"use strict";

function meet(root) {
  // Examples on the parts page stay still.
  root.querySelector("[data-errors]:not([data-still] *)")?.focus();
}

document.addEventListener("DOMContentLoaded", () => meet(document));
document.addEventListener("htmx:afterSwap", (event) => meet(event.target.parentElement || document));

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-errors] a[href^='#']");
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target) return;
  event.preventDefault();
  const input = target.matches("fieldset") ? target.querySelector("input") : target;
  target.closest(".field")?.scrollIntoView({ block: "center" });
  input?.focus({ preventScroll: true });
});
