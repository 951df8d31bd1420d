// Nothing typed is lost when the line drops: every change is kept in this browser first, sent
// when there is a line, and forgotten once the server says that it has it.
"use strict";

const sheet = document.querySelector("[data-keep]");
const prefix = sheet?.dataset.keep; // reader and sheet
const WAIT = 15000;
const keyOf = (answer) => `${prefix}${answer.id}`;
const every = () => [...sheet.querySelectorAll("[data-answer]")];

// The words of one indicator, by field; the edition tells which answer was in sight.
function said(answer) {
  const values = {};
  for (const field of answer.querySelectorAll("[data-said], .choices input, textarea")) {
    if (field.type === "radio" ? field.checked : true) values[field.name] = field.value;
  }
  return values;
}

const edition = (answer) => answer.querySelector("input[name$='-edition']")?.value ?? "0";
const snapshot = (answer) => JSON.stringify(said(answer));

function keep(answer) {
  const draft = { values: said(answer), edition: edition(answer), at: new Date().toISOString() };
  const isKept = drafts.write(keyOf(answer), draft);
  tell(answer, isKept ? "kept" : "full");
}

// One line under the question: kept here, being sent, sent.
function tell(answer, what) {
  const line = answer.querySelector("[data-keep-line]");
  line.dataset.what = what;
  line.textContent = sheet.dataset[`told${what[0].toUpperCase()}${what.slice(1)}`] ?? "";
  const waiting = drafts.keys(prefix).length;
  const notice = document.querySelector("[data-keep-notice]");
  if (!waiting) delete notice.dataset.lost;
  notice.hidden = navigator.onLine && !notice.dataset.lost;
  notice.querySelector("[data-keep-count]").textContent = waiting;
}

function lose(answer) {
  document.querySelector("[data-keep-notice]").dataset.lost = "yes";
  tell(answer, "kept");
}

// Put back what is kept here and differs from the page; then it is sent, and a clash is shown.
async function restore(answer) {
  const draft = drafts.read(keyOf(answer));
  const file = await drafts.readFile(keyOf(answer));
  if (!draft && !file) return;
  const before = snapshot(answer);
  for (const [name, value] of Object.entries(draft?.values ?? {})) put(answer, name, value);
  const input = answer.querySelector("input[type=file]");
  if (file && input) {
    const carried = new DataTransfer();
    carried.items.add(file);
    input.files = carried.files;
  }
  if (!file && snapshot(answer) === before) return void drafts.remove(keyOf(answer));
  if (draft) answer.querySelector("input[name$='-edition']").value = draft.edition;
  answer.querySelector("details")?.setAttribute("open", "");
  tell(answer, "kept");
  send(answer);
}

function put(answer, name, value) {
  for (const field of answer.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
  }
}

function send(answer) {
  if (navigator.onLine) htmx.trigger(answer, "resend");
}

// Kept and not sent; what stands beside another answer, or was refused, waits for the person.
const waiting = () =>
  every().filter((each) => drafts.read(keyOf(each)) && !each.querySelector(".clash, .error"));

if (sheet) {
  sheet.addEventListener("input", (event) => {
    const answer = event.target.closest("[data-answer]");
    if (answer && event.target.type !== "file") keep(answer);
  });
  sheet.addEventListener("change", async (event) => {
    const answer = event.target.closest("[data-answer]");
    if (!answer || event.target.type !== "file") return;
    keep(answer);
    const file = event.target.files[0];
    await (file ? drafts.writeFile(keyOf(answer), file) : drafts.removeFile(keyOf(answer)));
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const answer = event.target.closest("[data-answer]");
    if (!answer) return;
    answer.dataset.sending = snapshot(answer);
    tell(answer, "sending");
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const answer = event.target.closest("[data-answer]");
    if (!answer?.querySelector("[data-sent]")) return;
    if (answer.dataset.sending !== snapshot(answer)) return; // typed on meanwhile
    const input = answer.querySelector("input[type=file]");
    if (input) input.value = "";
    drafts.remove(keyOf(answer)).then(() => tell(answer, "sent"));
  });
  for (const lost of ["htmx:sendError", "htmx:responseError", "htmx:timeout", "prasan:lost"]) {
    document.addEventListener(lost, (event) => {
      const answer = event.target.closest("[data-answer]");
      if (answer) lose(answer);
    });
  }
  sheet.addEventListener("click", (event) => {
    const theirs = event.target.closest("[data-theirs]");
    if (theirs) drafts.remove(keyOf(theirs.closest("[data-answer]")));
  });
  addEventListener("online", () => waiting().forEach(send));
  setInterval(() => waiting().forEach(send), WAIT);
  addEventListener("load", () => every().forEach(restore));
}
