// What can be pressed in an answer; Gradio runs this once, with `element` and `trigger`.
const events = { "bw-stop": "stop", "bw-again": "retry", "bw-translate": "select" };
element.addEventListener("click", (event) => {
  const button = event.target.closest("button.bw-button");
  const name = button && Object.keys(events).find((name) => button.classList.contains(name));
  if (!name || button.getAttribute("aria-disabled")) return;
  button.setAttribute("aria-disabled", "true"); // until the answer changes
  trigger(events[name]);
});
element.addEventListener("submit", (event) => {
  event.preventDefault();
  trigger("submit", { words: new FormData(event.target).get("words") });
});
