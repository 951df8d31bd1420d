/* Rows of people: paste many cells from a spreadsheet, and add rows without asking the server. */

for (const table of document.querySelectorAll("[data-rows]")) {
  const prefix = table.dataset.rows;
  const body = table.tBodies[0];
  const total = document.querySelector(`[name="${prefix}-TOTAL_FORMS"]`);
  const most = Number(document.querySelector(`[name="${prefix}-MAX_NUM_FORMS"]`)?.value ?? 100);
  const cells = (row) => [...row.querySelectorAll("input, select")];

  const renumbered = (text, number) =>
    text.replace(new RegExp(`${prefix}-\\d+-`), `${prefix}-${number}-`).replace(/\d+$/, number + 1);

  const addRow = () => {
    const number = body.rows.length;
    if (number >= most) return null;
    const row = body.rows[number - 1].cloneNode(true);
    row.className = "";
    row.querySelector("th").textContent = number + 1;
    for (const td of row.cells) td.classList.remove("wrong", "doubt");
    for (const cell of cells(row)) {
      cell.name = renumbered(cell.name, number);
      cell.id = renumbered(cell.id, number);
      cell.setAttribute("aria-label", renumbered(cell.getAttribute("aria-label"), number));
      for (const told of ["aria-invalid", "aria-describedby", "placeholder"]) cell.removeAttribute(told);
      cell.value = cell.tagName === "SELECT" ? "member" : "";
    }
    body.append(row);
    total.value = body.rows.length;
    return row;
  };

  // A post is matched by its name; "ประธาน" is enough for "ประธานกรรมการ".
  const choose = (select, text) => {
    const options = [...select.options];
    const found =
      options.find((option) => option.text === text) ??
      options.find((option) => option.text.startsWith(text)) ??
      options.find((option) => option.text.endsWith(text));
    if (text && found) select.value = found.value;
  };

  const put = (cell, text) => (cell.tagName === "SELECT" ? choose(cell, text) : (cell.value = text));

  table.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    const first = event.target.closest("tr");
    const column = cells(first).indexOf(event.target);
    let row = first;
    for (const line of text.split("\n")) {
      row ??= addRow();
      if (!row) break;
      const places = cells(row).slice(column);
      line.split("\t").slice(0, places.length).forEach((value, at) => put(places[at], value.trim()));
      row = row.nextElementSibling;
    }
    table.dispatchEvent(new Event("change", { bubbles: true }));
  });

  document.querySelector("[data-rows-add]")?.addEventListener("click", (event) => {
    const row = addRow();
    if (!row) return;
    event.preventDefault();
    cells(row)[0].focus();
  });
}
