// Copies the address of the marked words. Without this script the address bar has it as well.

for (const link of document.querySelectorAll(".bw-copy")) {
  if (!navigator.clipboard) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = link.textContent;
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(link.href);
    said.textContent = link.dataset.done;
  });
  link.replaceWith(button, said);
}
