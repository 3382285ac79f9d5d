// Copies the address of the marked words. Where that cannot be done the link goes there, so that the address bar has it.
// Unfolds the headings where they stand beside the text.

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
