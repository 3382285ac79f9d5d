// What a reader can do with an answer without leaving the page. The forms under it work without this script as well.
(() => {
  "use strict";

  const done = (form, words) => {
    form.querySelector(".bw-done").textContent = words;
  };

  const send = async (form, submitter, accept) => {
    const body = new URLSearchParams(new FormData(form, submitter));
    const response = await fetch(form.action, { method: "POST", body, headers: { Accept: accept } });
    if (!response.ok) throw new Error("refused");
    return response;
  };

  // A page that is not served over https has no clipboard of its own.
  const copy = async (words) => {
    if (navigator.clipboard) {
      const text = Promise.resolve(words).then((said) => new Blob([said], { type: "text/plain" }));
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
      return;
    }
    const box = document.createElement("textarea");
    box.value = await words;
    document.body.append(box);
    box.select();
    const copied = document.execCommand("copy");
    box.remove();
    if (!copied) throw new Error("not copied");
  };

  const copyAnd = async (form, button, words) => {
    try {
      await copy(words);
      done(form, form.dataset.copied);
    } catch {
      done(form, form.dataset.failed);
    }
    button.focus();
  };

  const share = (form, button) => {
    if (form.dataset.warning && button.dataset.warned !== "yes") {
      button.dataset.warned = "yes";
      button.textContent = form.dataset.anyway;
      done(form, form.dataset.warning);
      return;
    }
    const address = new URL("./", form.action);
    address.search = new URLSearchParams({ q: form.dataset.question });
    copyAnd(form, button, address.href);
  };

  const judge = async (form, submitter) => {
    const last = Boolean(submitter.closest(".bw-why"));
    const more = submitter.value === "nee" && !last;
    let kept = false;
    try {
      kept = (await (await send(form, submitter, "application/json")).json()).kept;
    } catch {
      // said below
    }
    form.querySelector(".bw-helped").hidden = kept;
    form.querySelector(".bw-why").hidden = !(more && kept) && !(last && !kept);
    done(form, kept ? form.dataset[more ? "why" : "thanks"] : form.dataset.failed);
    if (kept) (more ? form.querySelector(".bw-why input") : form.querySelector(".bw-done")).focus();
  };

  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (form.matches(".bw-take form") && submitter?.matches(".bw-copy")) {
      event.preventDefault();
      copyAnd(form, submitter, send(form, submitter, "text/plain").then((response) => response.text()));
    } else if (form.matches(".bw-opinion") && submitter) {
      event.preventDefault();
      judge(form, submitter);
    }
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".bw-print, .bw-share");
    if (!button) return;
    if (button.matches(".bw-print")) print();
    else share(button.closest("form"), button);
  });

  // On paper every quote is there, whether it was unfolded or not.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("#bw-sources details:not([open])")];
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
  });
})();
