// Where the sources have no room beside the answer, a citation opens its place in a sheet over the page: the reader stays
// where they are, and who closes it is back at the citation.
(() => {
  "use strict";

  const sheet = document.getElementById("bw-sheet");
  if (!sheet) return;
  const beside = matchMedia("(min-width: 68rem)"); // as in answer.css

  // Shows what a source's card says of one quote, without what folds it and what leads back.
  const show = (place) => {
    const card = place.closest(".bw-card");
    const name = card.querySelector("h3");
    const head = document.getElementById("bw-sheet-head");
    head.lang = name.lang;
    head.textContent = name.textContent;
    const inside = document.getElementById("bw-sheet-place");
    inside.lang = card.closest("[lang]").lang;
    const parts = [
      card.querySelector(":scope > .bw-facts"),
      ...place.querySelectorAll(":scope > :not(summary, .bw-back)"),
      card.querySelector(":scope > .bw-links"),
    ];
    inside.replaceChildren(...parts.map((part) => part.cloneNode(true)));
    sheet.showModal();
    inside.querySelector("mark").scrollIntoView({ block: "nearest" });
  };

  const isBeside = ({ target, clientX, clientY }) => {
    const { left, right, top } = sheet.getBoundingClientRect();
    return target === sheet && (clientX < left || clientX > right || clientY < top);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.bw-cite");
    const place = link && document.getElementById(link.getAttribute("href").slice(1));
    if (isBeside(event)) sheet.close();
    else if (place && !beside.matches) {
      event.preventDefault();
      show(place);
    }
  });
})();
