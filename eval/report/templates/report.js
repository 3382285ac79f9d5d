// Choosing questions. Without this script the page shows them all.
"use strict";
const form = document.getElementById("filter");
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const questions = [...document.querySelectorAll(".questions tbody")];
const texts = new Map(questions.map((question) => [question, plain(question.textContent)]));

function choose() {
  const wanted = Object.fromEntries(new FormData(form));
  const words = plain(wanted.text).split(/\s+/).filter(Boolean);
  const fits = (question) =>
    words.every((word) => texts.get(question).includes(word)) &&
    (!wanted.type || question.dataset.type === wanted.type) &&
    (!wanted.status || question.dataset.status === wanted.status) &&
    ["verdict", "change"].every((name) => !wanted[name] || question.dataset[name].split(" ").includes(wanted[name]));
  for (const question of questions) question.hidden = !fits(question);
  const count = questions.filter((question) => !question.hidden).length;
  form.querySelector("output").textContent = `${count} van ${questions.length} vragen`;
}

// A link to a question opens it, also where the filter had hidden it.
function openQuestion() {
  const question = questions.find((each) => `#${each.id}` === location.hash);
  if (!question) return;
  if (question.hidden) {
    form.reset();
    question.hidden = false;
  }
  question.querySelector("details").open = true;
  question.scrollIntoView();
  question.querySelector("summary").focus({ preventScroll: true });
}

for (const event of ["input", "change"]) form.addEventListener(event, choose); // some drivers of a browser give only the second
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(choose));
addEventListener("hashchange", openQuestion);
document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link && link.hash === location.hash) openQuestion(); // the same link again is no change of hash
});
form.hidden = false;
choose();
openQuestion();
