// Beside grid.js: many cells pasted at once go to the server, which tells names from offices; rows
// are added without asking; and who a name means is asked while it is typed.
"use strict";

(() => {
  const grid = () => document.querySelector("[data-grid]");
  const part = (name) => document.querySelector(`[name="${name}"]`);

  document.addEventListener("paste", (event) => {
    const cell = event.target.closest?.("[data-grid] td :is(input, select)");
    const text = event.clipboardData.getData("text/plain");
    if (!cell || !/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    document.dispatchEvent(new Event("grid:changing"));
    const [, row, field] = cell.name.match(/-(\d+)-(\w+)$/);
    part("paste_text").value = text.replace(/\n$/, "");
    part("paste_at").value = row;
    part("paste_field").value = field;
    part("paste").click();
  });

  function addRow() {
    const prefix = grid().dataset.grid;
    const body = grid().tBodies[0];
    const number = body.rows.length;
    if (number >= Number(part(`${prefix}-MAX_NUM_FORMS`).value)) return null;
    const row = body.rows[number - 1].cloneNode(true);
    const renumbered = (text) => text.replace(new RegExp(`${prefix}-\\d+-`), `${prefix}-${number}-`).replace(/\d+$/, number + 1);
    row.className = "";
    row.querySelector("th").firstChild.data = number + 1;
    row.querySelector(".row-mark").replaceChildren();
    for (const td of row.cells) td.classList.remove("wrong", "doubt");
    for (const cell of row.querySelectorAll("input, select")) {
      cell.name = renumbered(cell.name);
      cell.id = renumbered(cell.id);
      cell.setAttribute("aria-label", renumbered(cell.getAttribute("aria-label") ?? ""));
      for (const told of ["aria-invalid", "aria-describedby", "placeholder"]) cell.removeAttribute(told);
      cell.value = cell.tagName === "SELECT" ? "member" : "";
    }
    body.append(row);
    part(`${prefix}-TOTAL_FORMS`).value = body.rows.length;
    return row;
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-grid-add]")) return;
    const row = addRow();
    if (!row) return;
    event.preventDefault();
    row.querySelector("td input").focus();
  });

  // A new name: whoever was chosen for the old one is not meant any more; ask again.
  const asked = () => document.querySelector("[data-same]");
  document.addEventListener("change", ({ target }) => {
    if (target.matches?.("[data-grid] .row-name input")) {
      const row = target.closest("tr");
      const who = row.querySelector("[name$='-who']"), whose = row.querySelector("[name$='-whose']");
      if (whose.value !== target.value) who.value = whose.value = "";
      const ask = asked();
      if (!ask || !target.value.trim() || who.value) return ask?.replaceChildren();
      ask.dataset.row = target.name.replace(/name$/, "");
      const query = new URLSearchParams({ name: target.value, near: ask.dataset.near, field: "chosen" });
      htmx.ajax("GET", `${ask.dataset.same}?${query}`, { target: ask, swap: "innerHTML" });
    } else if (target.name === "chosen") {
      const row = asked().dataset.row;
      part(`${row}who`).value = target.value;
      part(`${row}whose`).value = part(`${row}name`).value;
      part(`${row}name`).dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
})();
