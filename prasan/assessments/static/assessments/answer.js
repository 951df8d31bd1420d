// One indicator's answer on the sheet: under which name it is kept, what it says, what is told of it.
"use strict";

window.answer = (() => {
  const sheet = document.querySelector("[data-keep]");
  const prefix = sheet?.dataset.keep; // reader and sheet
  const inputs = (each) => [...each.querySelectorAll("input[type=file]")];

  // The words, by field.
  function said(each) {
    const values = {};
    for (const field of each.querySelectorAll("[data-said], .choices input, textarea")) {
      if (field.type === "radio" ? field.checked : true) values[field.name] = field.value;
    }
    return values;
  }

  return {
    sheet,
    said,
    inputs,
    all: () => [...sheet.querySelectorAll("[data-answer]")],
    of: (event) => event.target.closest("[data-answer]"),
    key: (each) => `${prefix}${each.id}`,
    // Tells which answer was in sight when it was typed.
    edition: (each) => each.querySelector("input[name$='-edition']"),
    snapshot: (each) => JSON.stringify(said(each)),
    chosen: (each) => inputs(each).flatMap((input) => [...input.files]),
    put(each, name, value) {
      for (const field of each.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (field.type === "radio") field.checked = field.value === value;
        else field.value = value;
      }
    },
    // Choose a file again that was kept; one goes with each save.
    choose(each, file) {
      const carried = new DataTransfer();
      carried.items.add(file);
      inputs(each)[0].files = carried.files;
    },
    // One line under the question: kept here, being sent, sent. Above all, how many wait.
    tell(each, what) {
      const line = each.querySelector("[data-keep-line]");
      line.dataset.what = what;
      line.textContent = sheet.dataset[`told${what[0].toUpperCase()}${what.slice(1)}`] ?? "";
      const waiting = drafts.keys(prefix).length;
      const notice = document.querySelector("[data-keep-notice]");
      if (!waiting) delete notice.dataset.lost;
      notice.hidden = navigator.onLine && !notice.dataset.lost;
      notice.querySelector("[data-keep-count]").textContent = waiting;
    },
  };
})();
