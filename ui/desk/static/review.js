// In a group of verdicts that has the focus, a digit chooses one. Without this the arrow keys do.
document.addEventListener("keydown", (event) => {
  const at = event.target;
  if (!at.matches('.bw-judging input[type="radio"]') || event.ctrlKey || event.altKey || event.metaKey) return;
  const group = [...at.form.elements].filter((each) => each.name === at.name);
  const chosen = /^[1-9]$/.test(event.key) && group[Number(event.key) - 1];
  if (!chosen) return;
  event.preventDefault();
  chosen.checked = true;
  chosen.focus();
});
// One begins at the verdict, without leaving the answer.
const first = document.querySelector('.bw-judging [name="antwoord"]:checked') ?? document.querySelector('.bw-judging [name="antwoord"]');
if (first && !location.hash) first.focus({ preventScroll: true });
