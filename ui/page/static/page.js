// Brings a reader from a citation to its place in the letter and back, tells screen readers what is new, and keeps what a
// reader has opened or focused while an answer is being made. Text is only ever copied as text.
(() => {
  "use strict";

  const coarse = matchMedia("(pointer: coarse)");
  const opened = new Set(); // ids of details that the reader opened: an answer that grows would close them
  let held = null; // what in the answer has, or had, the focus
  let key = ""; // of the answer that is on the page
  let from = null; // the citation that led to the sources

  const show = (target, focus) => {
    for (let box = target; box; box = box.parentElement) if (box.tagName === "DETAILS") open(box);
    // the name of its letter stays above it
    const name = target.closest(".bw-card")?.querySelector(":scope > h3");
    if (name) target.style.scrollMarginTop = `${name.offsetHeight + 8}px`;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    target.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: target.matches("a") ? "nearest" : "start" });
    focus.focus({ preventScroll: true });
  };

  const open = (details) => {
    details.open = true;
    if (details.id) opened.add(details.id);
  };

  const close = (details) => {
    if (!details) return;
    details.open = false;
    opened.delete(details.id);
  };

  const change = (box, editing) => {
    box.querySelector("form").hidden = !editing;
    for (const other of box.querySelectorAll(":scope > :not(form)")) other.hidden = editing;
    const words = box.querySelector("textarea");
    if (!editing) words.value = words.defaultValue;
    (editing ? words : box.querySelector(".bw-edit")).focus();
    if (editing) words.select();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.bw-cite, a.bw-back");
    const summary = event.target.closest("summary");
    const editing = event.target.closest(".bw-edit, .bw-cancel");
    if (event.defaultPrevented) return; // the sheet has opened the place
    if (link) {
      event.preventDefault(); // the page has a <base>: following "#…" could load it again
      const target = document.getElementById(link.getAttribute("href").slice(1));
      if (link.matches(".bw-back") && from?.isConnected) show(from, from);
      else if (target) {
        from = link.matches(".bw-cite") ? link : null;
        show(target, target.querySelector(":scope > summary") || target);
      }
    } else if (summary && summary.parentElement.id) {
      const { id, open } = summary.parentElement; // as it was before this click
      if (open) opened.delete(id);
      else opened.add(id);
    } else if (editing) {
      change(editing.closest(".bw-searched"), editing.classList.contains("bw-edit"));
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    const form = event.target.closest?.("form.bw-search");
    if (event.key === "Enter" && !event.shiftKey && event.target.tagName === "TEXTAREA" && form) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === "Escape") {
      if (form) change(form.closest(".bw-searched"), false);
      else if (from?.isConnected && event.target.closest("#bw-sources")) {
        close(event.target.closest("#bw-sources details"));
        show(from, from);
      }
      else document.querySelector(".bw-stop")?.click();
    }
  });

  document.addEventListener("focusin", (event) => (held = event.target.closest("#bw-answer, #bw-sources") && event.target));

  // One line at a time, so that nothing is read twice.
  const log = document.createElement("div");
  log.id = "bw-log";
  log.setAttribute("role", "log");
  log.setAttribute("aria-live", "polite");
  document.body.append(log);
  const said = new Set();

  const say = (answer) => {
    for (const part of answer.querySelectorAll(".bw-say")) {
      const text = part.textContent.trim();
      if (!text || said.has(text)) continue;
      said.add(text);
      const line = document.createElement("p");
      line.lang = part.closest("[lang]").lang;
      line.textContent = text;
      log.append(line);
    }
  };

  document.addEventListener("bw-say", ({ detail }) => {
    const line = document.createElement("p");
    line.textContent = detail;
    log.append(line);
  });

  const update = () => {
    const answer = document.querySelector("#bw-answer article");
    for (const id of opened) {
      const details = document.getElementById(id);
      if (details && !details.open) details.open = true; // only then, or this would call itself for ever
    }
    if (!answer) {
      if (key) log.replaceChildren();
      key = "";
      return;
    }
    if (answer.id !== key) {
      key = answer.id;
      said.clear();
      opened.clear();
      log.replaceChildren();
      // A new answer comes into view, and on a touch screen the keyboard makes room for it.
      if (coarse.matches) document.activeElement.blur();
      answer.scrollIntoView({ block: "nearest" });
      if (document.activeElement === document.body && answer.parentElement.dataset.focus) answer.focus();
    }
    say(answer);
    if (held && !held.isConnected) {
      held = null; // what was pressed is gone
      if (document.activeElement === document.body) answer.focus({ preventScroll: true });
    }
  };

  new MutationObserver(update).observe(document.documentElement, {
    childList: true,
    subtree: true,
    characterData: true,
    attributes: true,
    attributeFilter: ["id", "open"],
  });
})();
