// The letters' page while files are on their way. Without this the form and the link "Ververs" do the same.
const EVERY = 1000; // milliseconds between two looks at what is under way
const AFTER = 6; // looks after nothing is at work any more: the next run may be about to begin

const sending = document.getElementById("toevoegen");
const bar = document.getElementById("verstuurd");
const told = document.getElementById("versturen");

sending.addEventListener("submit", (event) => {
  event.preventDefault();
  const files = [...sending.elements.bestanden.files];
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  if (bytes > Number(sending.dataset.mostBytes) || files.length > Number(sending.dataset.mostFiles)) {
    told.textContent = sending.dataset.tooMuch;
    return;
  }
  const button = sending.querySelector("button");
  const stop = () => {
    bar.hidden = true;
    button.disabled = false;
    told.textContent = sending.dataset.failed;
  };
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (sent) => { bar.value = (100 * sent.loaded) / sent.total; });
  request.upload.addEventListener("load", () => { told.textContent = sending.dataset.received; });
  request.addEventListener("load", () => (request.status < 400 ? location.assign(request.responseURL) : stop()));
  request.addEventListener("error", stop);
  request.open("POST", sending.action);
  request.setRequestHeader("Accept", "text/html");
  bar.hidden = false;
  button.disabled = true;
  told.textContent = sending.dataset.sending;
  request.send(new FormData(sending));
});

// A session ends an hour after the last request: nobody's desk stays open because its page goes on asking.
const aloud = document.getElementById("stand-gezegd");
let looks = AFTER;

// The part `id` of the page at `address` as it is now; null where the server is away or the session has ended.
async function part(address, id) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
  const page = answer?.ok && !answer.redirected ? await answer.text() : "";
  return new DOMParser().parseFromString(page, "text/html").getElementById(id);
}

// Take the list of files anew, unless somebody is at work in it.
async function list() {
  const fresh = await part(location.href, "er-is");
  const shown = document.getElementById("er-is");
  if (fresh && !shown.contains(document.activeElement)) shown.replaceWith(fresh);
}

async function look() {
  const fresh = await part(aloud.dataset.from, "stand");
  const shown = document.getElementById("stand");
  looks = fresh?.matches("[data-at-work]") ? AFTER : looks - 1;
  if (fresh && fresh.outerHTML !== shown.outerHTML) {
    const focused = shown.contains(document.activeElement) ? document.activeElement : null;
    shown.replaceWith(fresh);
    const heading = focused?.closest("section").getAttribute("aria-labelledby"); // where what had the focus has gone
    if (focused) (document.getElementById(focused.id) ?? document.getElementById(heading))?.focus();
    if (fresh.dataset.said !== shown.dataset.said) aloud.textContent = fresh.dataset.said;
  }
  if (fresh && shown.matches("[data-at-work]") && !fresh.matches("[data-at-work]")) list();
  if (looks > 0) setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
