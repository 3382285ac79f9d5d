// Brings a reader from a citation to its place in the letter and back. Text is never touched here.
(() => {
  "use strict";

  const show = (target, focus) => {
    for (let box = target; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    target.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
    focus.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.bw-cite, a.bw-back");
    if (!link) return;
    event.preventDefault(); // the page has a <base>: following "#…" could load it again
    const target = document.getElementById(link.getAttribute("href").slice(1));
    if (target) show(target, target.querySelector(":scope > summary") || target);
  });

  // A new answer comes into view, and on a touch screen the keyboard makes room for it.
  let last = "";
  new MutationObserver(() => {
    const answer = document.querySelector("#bw-answer article");
    const now = answer ? answer.id + answer.textContent : "";
    if (now === last) return;
    last = now;
    if (!answer) return;
    if (matchMedia("(pointer: coarse)").matches) document.activeElement.blur();
    answer.scrollIntoView({ block: "nearest" });
  }).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
})();
