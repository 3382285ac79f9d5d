// Copies the address of the marked words. Where that cannot be done the link goes there, so that the address bar has it.
// Unfolds the headings where they stand beside the text. Leads back to the answer that quotes this letter, and puts the
// focus where the address goes to, so that the keyboard goes on from there.

// Whether an answer of the conversation in this tab (kept by chat.js) has a link to this letter.
const isQuoted = () => {
  try {
    const { last, turns } = JSON.parse(sessionStorage.getItem("briefwijzer"));
    const html = [last?.answer, last?.sources, ...turns.map((turn) => turn.plain)].join("");
    return html.includes(`/brieven/${location.pathname.split("/").at(-1)}?`);
  } catch {
    return false; // no storage in this browser, or no conversation
  }
};
const quoted = isQuoted();
if (quoted) for (const link of document.querySelectorAll(".bw-return")) link.hidden = false;

addEventListener("load", () => { // not before: a browser takes the focus away as it goes to the place
  const goal = document.getElementById(location.hash.slice(1));
  const start = goal?.matches(".bw-goal") ? goal.nextElementSibling : quoted ? document.querySelector("h1") : null;
  if (!start) return;
  start.tabIndex = -1;
  start.focus({ preventScroll: true });
});

for (const outline of document.querySelectorAll(".bw-outline")) {
  outline.open = matchMedia("(min-width: 60rem)").matches;
}

for (const link of document.querySelectorAll(".bw-copy")) {
  if (!navigator.clipboard) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = link.dataset.copy;
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(link.href).then(
      () => { said.textContent = link.dataset.done; },
      () => { location.href = link.href; },
    );
  });
  link.replaceWith(button, said);
}
