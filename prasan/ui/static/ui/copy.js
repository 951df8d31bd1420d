// Copies text as it stands: <button data-copy="id-of-the-text" data-copied="ทำสำเนาแล้ว">.
// A button without a clipboard to write to selects the text instead, so that it can be copied by hand.
"use strict";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText("value" in source ? source.value : source.textContent);
    say(button);
  } catch {
    select(source);
  }
});

function say(button) {
  let heard = button.nextElementSibling;
  if (!heard?.matches(".copied")) {
    heard = document.createElement("span");
    heard.className = "copied";
    heard.setAttribute("role", "status");
    button.after(heard);
  }
  heard.textContent = button.dataset.copied;
  setTimeout(() => { heard.textContent = ""; }, 4000);
}

function select(source) {
  if ("select" in source) return source.select();
  const range = document.createRange();
  range.selectNodeContents(source);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}
