// Nothing typed is lost when the line drops: every change is kept in this browser first, and put
// back when the page is opened again. Several files of one indicator wait side by side.
"use strict";

function keep(each) {
  const draft = { values: answer.said(each), edition: answer.edition(each)?.value ?? "0", at: new Date().toISOString() };
  answer.tell(each, drafts.write(answer.key(each), draft) ? "kept" : "full");
}

// Put back what is kept here and differs from the page; then it is sent, and a clash is shown.
async function restore(each) {
  const key = answer.key(each);
  const draft = drafts.read(key);
  const files = await drafts.readFiles(key);
  if (!draft && !files.length) return;
  const before = answer.snapshot(each);
  for (const [name, value] of Object.entries(draft?.values ?? {})) answer.put(each, name, value);
  if (files.length) answer.choose(each, files[0]);
  else if (answer.snapshot(each) === before) return void drafts.remove(key);
  if (draft) answer.edition(each).value = draft.edition;
  each.querySelector("details")?.setAttribute("open", "");
  answer.tell(each, "kept");
  each.dispatchEvent(new CustomEvent("prasan:kept", { bubbles: true }));
}

if (answer.sheet) {
  answer.sheet.addEventListener("input", (event) => {
    const each = answer.of(event);
    if (each && event.target.type !== "file") keep(each);
  });
  answer.sheet.addEventListener("change", (event) => {
    const each = answer.of(event);
    if (!each || event.target.type !== "file") return;
    keep(each);
    for (const file of event.target.files) drafts.addFile(answer.key(each), file);
  });
  answer.sheet.addEventListener("click", (event) => {
    if (event.target.closest("[data-theirs]")) drafts.remove(answer.key(answer.of(event)));
  });
  addEventListener("load", () => answer.all().forEach(restore));
}
