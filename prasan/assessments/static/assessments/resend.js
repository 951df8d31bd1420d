// What is kept in this browser is sent when there is a line, and forgotten once the server says
// that it has it. Each save takes one file along; the next follows when it is there.
"use strict";

const WAIT = 15000;
const sent = new WeakMap(); // what is on its way: words and files
const same = (one, other) => one.name === other.name && one.size === other.size;

function send(each) {
  if (navigator.onLine) htmx.trigger(each, "resend");
}

// Kept and not sent; what stands beside another answer, or was refused, waits for the person.
const waiting = () =>
  answer.all().filter((each) => drafts.read(answer.key(each)) && !each.querySelector(".clash, .error"));

async function arrived(each) {
  const { words, files } = sent.get(each) ?? { files: [] };
  const key = answer.key(each);
  for (const file of files) await drafts.dropFile(key, (kept) => same(kept, file));
  for (const input of answer.inputs(each)) {
    if ([...input.files].every((file) => files.some((gone) => same(gone, file)))) input.value = "";
  }
  const [next] = await drafts.readFiles(key);
  if (next) {
    answer.choose(each, next);
    return send(each);
  }
  if (words !== answer.snapshot(each)) return; // typed on meanwhile
  await drafts.remove(key);
  answer.tell(each, "sent");
}

if (answer.sheet) {
  document.addEventListener("prasan:kept", (event) => send(event.target));
  document.addEventListener("htmx:beforeRequest", (event) => {
    const each = answer.of(event);
    if (!each) return;
    sent.set(each, { words: answer.snapshot(each), files: answer.chosen(each) });
    answer.tell(each, "sending");
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const each = answer.of(event);
    if (each?.querySelector("[data-sent]")) arrived(each);
  });
  for (const lost of ["htmx:sendError", "htmx:responseError", "htmx:timeout", "prasan:lost"]) {
    document.addEventListener(lost, (event) => {
      const each = answer.of(event);
      if (!each) return;
      document.querySelector("[data-keep-notice]").dataset.lost = "yes";
      answer.tell(each, "kept");
    });
  }
  addEventListener("online", () => waiting().forEach(send));
  setInterval(() => waiting().forEach(send), WAIT);
}
