// What was typed and is not sent yet, kept in this browser: words beside the page, files in a
// database. Each draft goes by reader, sheet and indicator, so that no reader sees another's.
"use strict";

window.drafts = (() => {
  const opened = new Promise((resolve) => {
    const asked = indexedDB.open("prasan", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("files");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => resolve(null); // A browser that keeps nothing: words are still kept.
  });

  async function store(mode, work) {
    const base = await opened;
    if (!base) return undefined;
    return new Promise((resolve) => {
      const asked = work(base.transaction("files", mode).objectStore("files"));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => resolve(undefined);
    });
  }

  // One change of the files after the other, so that none is overwritten by what was read before.
  let last = Promise.resolve();
  const inTurn = (work) => (last = last.then(work, work));

  return {
    // The words of one draft, or null: {values, edition, at}.
    read(key) {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    // Whether it could be kept; a full or forbidden store says no.
    write(key, draft) {
      try {
        localStorage.setItem(key, JSON.stringify(draft));
        return true;
      } catch {
        return false;
      }
    },
    remove(key) {
      localStorage.removeItem(key);
      return store("readwrite", (files) => files.delete(key));
    },
    keys(prefix) {
      return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    },
    // The files of one draft, in the order they were chosen.
    readFiles: async (key) => [(await store("readonly", (files) => files.get(key))) ?? []].flat(),
    addFile: (key, file) => inTurn(async () => {
      const kept = await drafts.readFiles(key);
      return store("readwrite", (files) => files.put([...kept, file], key));
    }),
    dropFile: (key, isGone) => inTurn(async () => {
      const kept = (await drafts.readFiles(key)).filter((file) => !isGone(file));
      return store("readwrite", (files) => (kept.length ? files.put(kept, key) : files.delete(key)));
    }),
  };
})();
