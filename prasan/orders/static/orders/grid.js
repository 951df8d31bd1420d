// <table data-grid>: inputs walked like cells of a spreadsheet. One stop for Tab; arrows move while
// moving, Enter or F2 edits, typing replaces, Esc restores, F8 leads to the next problem.
"use strict";

(() => {
  const grid = () => document.querySelector("[data-grid]");
  const fine = matchMedia("(pointer: fine) and (width >= 48rem)");
  const rows = () => [...grid().tBodies[0].rows].map(cellsOf);
  const cellsOf = (row) => [...row.querySelectorAll("td input, td select")];
  const isCell = (node) => node?.matches?.("[data-grid] td :is(input, select)");
  const past = [];
  let editing = false, before = "", here = [0, 0];

  const place = (cell) => {
    const row = cell.closest("tr");
    return [[...row.parentNode.rows].indexOf(row), cellsOf(row).indexOf(cell)];
  };
  const values = () => rows().map((row) => row.map((cell) => cell.value));
  const keep = () => { past.push(values()); if (past.length > 100) past.shift(); };
  const tell = (cell) => cell.dispatchEvent(new Event("change", { bubbles: true }));

  function set(cell, value) {
    if (cell.value === value) return;
    keep();
    cell.value = before = value;
    tell(cell);
  }

  function go(row, column, edit = false) {
    const all = rows();
    const cell = all[Math.max(0, Math.min(row, all.length - 1))]?.[Math.max(0, column)];
    if (!cell) return;
    cell.focus();
    edit ? begin(cell) : cell.select?.();
  }

  function begin(cell) {
    editing = true;
    if (cell.showPicker && cell.tagName === "SELECT") cell.showPicker();
    else cell.setSelectionRange(cell.value.length, cell.value.length);
  }

  function undo() {
    const was = past.pop();
    if (!was) return;
    rows().forEach((row, n) => row.forEach((cell, m) => { cell.value = was[n]?.[m] ?? (m === 1 ? "member" : ""); }));
    before = document.activeElement.value;
    tell(rows()[here[0]][here[1]]);
  }

  function problem() {
    const marked = [...grid().querySelectorAll(".wrong, .doubt")].map((td) => td.querySelector("input, select"));
    const cells = marked.length ? marked : [...document.querySelectorAll("#checks a[href^='#id_']")].map((a) => document.querySelector(a.hash)).filter(isCell);
    if (!cells.length) return;
    const after = cells.find((cell) => { const [r, c] = place(cell); return r > here[0] || (r === here[0] && c > here[1]); });
    go(...place(after ?? cells[0]));
  }

  // Where a key leads while moving; undefined where the key is not one of ours.
  function step(event, [row, column], last) {
    const end = rows()[row].length - 1;
    switch (event.key) {
      case "ArrowUp": return [row - 1, column];
      case "ArrowDown": return [row + 1, column];
      case "ArrowLeft": return editing ? undefined : [row, column - 1];
      case "ArrowRight": return editing ? undefined : [row, column + 1 > end ? end : column + 1];
      case "PageUp": return [row - 10, column];
      case "PageDown": return [row + 10, column];
      case "Home": return editing ? undefined : event.ctrlKey ? [0, 0] : [row, 0];
      case "End": return editing ? undefined : event.ctrlKey ? [last, end] : [row, end];
      case "Enter": return editing ? [row + 1, column] : undefined;
      case "Tab": return editing && !event.shiftKey && column < end ? [row, column + 1] : undefined;
    }
  }

  document.addEventListener("focusin", ({ target }) => {
    if (!isCell(target)) return;
    for (const cell of rows().flat()) cell.tabIndex = -1;
    target.tabIndex = 0;
    here = place(target);
    [before, editing] = [target.value, false];
    if (fine.matches) target.select?.();
  });

  document.addEventListener("pointerdown", ({ target }) => {
    if (isCell(target) && document.activeElement === target) editing = true;
  });

  document.addEventListener("input", ({ target }) => {
    if (!isCell(target)) return;
    if (!editing) { keep(); past.at(-1)[here[0]][here[1]] = before; }
    editing = true;
  });

  document.addEventListener("keydown", (event) => {
    const { target: cell, key } = event;
    if (!isCell(cell) || event.isComposing) return;
    const command = event.ctrlKey || event.metaKey;
    const does = (act) => { event.preventDefault(); act(); };
    if (event.altKey) return key === "ArrowDown" ? does(() => begin(cell)) : undefined;
    if (key === "F8") return does(problem);
    if (command && event.code === "KeyD") return does(() => here[0] && set(cell, rows()[here[0] - 1][here[1]].value));
    if (command && event.code === "KeyZ") return does(undo);
    if (key === "Escape") return does(() => { if (cell.value !== before) past.pop(); cell.value = before; editing = false; cell.select?.(); });
    if (key === "Delete" && !editing) return does(() => set(cell, cell.tagName === "SELECT" ? "member" : ""));
    if (key === "F2" || (key === "Enter" && !editing)) return does(() => begin(cell));
    const to = step(event, here, rows().length - 1);
    if (to) does(() => { editing = false; go(...to); });
  });

  // For paste.js, which changes many cells at once.
  document.addEventListener("grid:changing", keep);
})();
