// Asks, and keeps the conversation in this tab's own storage, so that a reload, a way back or a server that restarts
// loses nothing. HTML comes from our own server, which escapes all text; the rules of the page run no script in it.
(() => {
  "use strict";

  const STORE = "briefwijzer";
  const KEPT = 10; // earlier answers that stay on the page
  const WAITS = [1, 2, 4, 8, 15, 15, 15]; // seconds before each new try of a line that was cut
  const at = (id) => document.getElementById(id);
  const box = at("bw-box");
  if (!box) return;
  const texts = JSON.parse(at("bw-texts").textContent);
  const longest = Number(box.dataset.longest);
  const root = document.querySelector(".bw-home").getAttribute("href");
  const language = document.documentElement.lang;
  const own = document.title;
  const product = document.querySelector(".bw-home").textContent;
  let running = null; // what stops the question that is being asked
  let editing = false; // the box holds the last question again

  const text = (name, values = {}) => texts[name].replace(/{(\w+)}/g, (_, key) => values[key]);
  const say = (words) => setTimeout(() => document.dispatchEvent(new CustomEvent("bw-say", { detail: words })));
  const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

  // the conversation: earlier turns, the last one, and what is typed

  const nothing = () => ({ turns: [], last: null, draft: "", undo: null, address: "", code: "" });
  const read = () => {
    try {
      return { ...nothing(), ...JSON.parse(sessionStorage.getItem(STORE)) };
    } catch {
      return nothing(); // no storage in this browser, or not ours
    }
  };
  const state = read();
  const keep = () => {
    try {
      sessionStorage.setItem(STORE, JSON.stringify(state));
    } catch {
      // full or switched off: the page works on, and a reload begins anew
    }
  };
  const tick = at("bw-keep-box"); // whether questions may be kept, where that is asked
  const MAY_KEEP = "briefwijzer-keep";
  try {
    if (tick) tick.checked ||= localStorage.getItem(MAY_KEEP) === "1";
  } catch {
    // no storage in this browser: it is asked each time
  }
  tick?.addEventListener("change", () => {
    try {
      if (tick.checked) localStorage.setItem(MAY_KEEP, "1");
      else localStorage.removeItem(MAY_KEEP);
    } catch {
      // the same
    }
  });
  const history = () => state.turns.filter((turn) => turn.plain).map((turn) => turn.question);
  // Kinds of the cards that came with the earlier answers that are still on the page.
  const cards = () => {
    const shown = state.turns.filter((turn) => turn.plain).slice(-KEPT);
    return [...new Set(shown.map((turn) => turn.card).filter(Boolean))];
  };

  // what is on the page

  // Makes `old` as `made` is, and keeps what need not change, with its focus; what a reader opened stays open.
  const morph = (old, made) => {
    const from = [...old.childNodes];
    const to = [...made.childNodes];
    to.forEach((child, place) => {
      const was = from[place];
      if (!was) old.append(child);
      else if (was.nodeType !== child.nodeType || was.nodeName !== child.nodeName || was.id !== child.id)
        was.replaceWith(child);
      else if (child.nodeType !== Node.ELEMENT_NODE) {
        if (was.data !== child.data) was.data = child.data;
      } else {
        for (const { name } of [...was.attributes])
          if (!child.hasAttribute(name) && name !== "open") was.removeAttribute(name);
        for (const { name, value } of child.attributes)
          if (was.getAttribute(name) !== value) was.setAttribute(name, value);
        morph(was, child);
      }
    });
    from.slice(to.length).forEach((child) => child.remove());
  };
  const fill = (element, html) => {
    const made = document.createElement("template");
    made.innerHTML = html;
    morph(element, made.content);
  };
  const note = (words) => {
    at("bw-note").hidden = !words;
    at("bw-note").textContent = words;
    if (words) say(words);
  };
  const earlier = () => {
    const list = at("bw-earlier-list");
    const shown = state.turns.filter((turn) => turn.plain).slice(-KEPT).reverse();
    list.replaceChildren(
      ...shown.map((turn) => {
        const details = document.createElement("details");
        details.className = "bw-earlier";
        const summary = document.createElement("summary");
        summary.textContent = turn.question;
        const inside = document.createElement("div");
        inside.lang = turn.lang || language;
        inside.innerHTML = turn.plain;
        details.append(summary, inside);
        return details;
      }),
    );
    at("bw-earlier").hidden = !shown.length;
  };
  const choice = (question) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "bw-example";
    button.name = "q";
    button.value = button.textContent = question;
    item.append(button);
    return item;
  };
  const frame = () => {
    const { last } = state;
    const talking = Boolean(last || state.turns.length);
    document.body.classList.toggle("bw-talking", talking);
    at("bw-intro").hidden = talking;
    at("bw-examples").hidden = talking || !at("bw-example-list").children.length;
    at("bw-result").hidden = !last;
    at("bw-next").hidden = !last || Boolean(running);
    at("bw-retry").hidden = last?.status === "refused"; // nothing was searched
    at("bw-new").hidden = !talking;
    at("bw-forget").hidden = !talking && !state.undo;
    at("bw-kept").hidden = !talking;
    at("bw-undo").hidden = talking || !state.undo;
    at("bw-follow").hidden = !last?.follow?.length || Boolean(running);
    at("bw-follow-list").replaceChildren(...(last?.follow || []).map((question) => choice(question)));
    box.placeholder = text(talking ? "next" : "first");
    document.title = last ? `${last.question} – ${product}` : own;
  };
  const fillAnswer = ({ answer = "", sources = "", lang } = {}) => {
    at("bw-answer").lang = at("bw-sources").lang = lang || language;
    fill(at("bw-answer"), answer);
    fill(at("bw-sources"), sources);
  };
  const render = () => {
    fillAnswer(state.last || {});
    earlier();
    frame();
  };
  const count = () => {
    const left = longest - box.value.trim().length;
    at("bw-count").textContent =
      left < 0 ? text("too_long", { over: -left }) : left <= 200 ? text("counted", { left }) : "";
    at("bw-count").classList.toggle("bw-over", left < 0);
  };

  // asking

  // What the server says of a request that it refuses.
  const said = async (response) => {
    try {
      const { message, help } = await response.json();
      return `${message} ${help}`;
    } catch {
      return ""; // not from our server, but from something before it
    }
  };

  const lines = async function* (path, body, signal) {
    const response = await fetch(root + path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal,
    });
    if (!response.ok) throw Object.assign(new Error("refused"), { status: response.status, said: await said(response) });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const parts = (rest + value).split("\n");
      rest = parts.pop();
      for (const part of parts) if (part) yield JSON.parse(part);
    }
  };

  // One run at a time; it tries again where the line is cut, until it has an answer or the reader stops it.
  const run = async (path, body) => {
    running?.abort();
    const mine = (running = new AbortController());
    const current = () => running === mine;
    const turn = state.last;
    turn.pending = { path, body };
    delete turn.follow;
    frame();
    keep();
    for (let attempt = 0; current(); attempt++) {
      try {
        let ended = false;
        const sent = { ...body, code: state.code, keep: Boolean(tick?.checked) };
        for await (const line of lines(path, sent, mine.signal)) {
          if (!current()) return;
          state.code = line.code; // one for the whole conversation
          if (attempt && !ended) {
            note("");
            say(text("back"));
            attempt = 0;
          }
          Object.assign(turn, line, { lang: language });
          if (path === "vraag" && line.question !== body.question.trim()) {
            if (!box.value) box.value = state.draft = body.question;
            count();
            note(text("shortened"));
          }
          fillAnswer(turn);
          ended = line.ended;
        }
        if (!current()) return;
        if (ended) break;
      } catch (fault) {
        if (!current()) return;
        if (fault.status === 503 || (fault.status >= 400 && fault.status < 500)) {
          note(fault.said || text("busy"));
          break;
        }
      }
      if (attempt >= WAITS.length) {
        note(text("gone"));
        break;
      }
      if (!attempt) note(text("lost"));
      await pause(WAITS[attempt]);
    }
    if (!current()) return;
    running = null;
    delete turn.pending;
    frame();
    keep();
    if (turn.letters?.length) follow(turn);
  };

  const follow = async (turn) => {
    try {
      const body = JSON.stringify({ history: [...history(), turn.question], letters: turn.letters });
      const headers = { "Content-Type": "application/json" };
      const response = await fetch(`${root}vervolg`, { method: "POST", headers, body });
      if (!response.ok) return;
      turn.follow = await response.json();
      if (state.last === turn && !running) frame();
      keep();
    } catch {
      // no questions to follow, rather than a fault
    }
  };

  const examples = async () => {
    const list = at("bw-example-list");
    for (let tries = 0; tries < 60; tries++) {
      try {
        const { ready, questions } = await (await fetch(`${root}voorbeelden`)).json();
        for (const question of questions.slice(list.children.length)) list.append(choice(question));
        frame();
        if (ready) return;
      } catch {
        // the server will be there again, or the page does without
      }
      await pause(2);
    }
  };

  const stop = () => {
    if (!running) return;
    running.abort();
    running = null;
    const turn = state.last;
    delete turn.pending;
    if (!turn.ended) delete turn.key; // the server knows of no answer
    if (turn.stopped) turn.answer = turn.stopped;
    turn.ended = true;
    render();
    keep();
  };

  const ask = (question, { searchFor = "", focus = false } = {}) => {
    if (state.last && !editing) {
      stop();
      const { question: before, plain, lang, card, key } = state.last;
      state.turns.push({ question: before, plain, lang, card, key });
    }
    state.turns = state.turns.slice(-20);
    editing = false;
    state.undo = null;
    if (new URLSearchParams(location.search).has("q")) window.history.replaceState(null, "", location.pathname);
    note("");
    state.last = { question, search_for: searchFor, answer: "", sources: "", plain: "" };
    render();
    at("bw-answer").dataset.focus = focus ? "1" : "";
    run("vraag", { question, history: history(), cards: cards(), search_for: searchFor });
  };

  const again = (searchFor) => {
    const { question, anyway, as_it_is } = state.last;
    state.last.search_for = searchFor;
    const chosen = { anyway: Boolean(anyway), as_it_is: Boolean(as_it_is) };
    run("vraag", { question, history: history(), cards: cards(), search_for: searchFor, ...chosen });
  };

  const anew = () => {
    stop();
    const { turns, last, draft, code } = state;
    Object.assign(state, nothing(), { undo: { turns, last, draft, code } });
    editing = false;
    box.value = "";
    if (location.search) window.history.replaceState(null, "", location.pathname);
    note("");
    count();
    render();
    keep();
    box.focus();
    say(text("emptied"));
  };

  const undo = () => {
    Object.assign(state, state.undo, { undo: null });
    box.value = state.draft || "";
    count();
    render();
    keep();
    (at("bw-answer").querySelector("article") || box).focus();
    say(text("restored"));
  };

  const forget = () => {
    anew();
    state.undo = null;
    try {
      sessionStorage.removeItem(STORE);
    } catch {
      // nothing was kept
    }
    frame();
    note(text("forgotten"));
  };

  const send = () => {
    const question = box.value.trim();
    if (!question) {
      if (running) return; // Enter once more: the question is on its way
      note(text("empty"));
      box.focus();
      return;
    }
    box.value = "";
    state.draft = "";
    count();
    ask(question);
  };

  const change = () => {
    editing = true;
    box.value = state.last.question;
    count();
    note(text("editing"));
    box.focus();
    box.select();
  };

  // The reader has chosen another language: what stands around the quotes follows. The server may have forgotten how it
  // answered; then the last question is asked again.
  const speak = async () => {
    const { last } = state;
    const others = [...state.turns, last].filter((turn) => turn?.key && turn.lang && turn.lang !== language);
    if (!others.length) return;
    const body = JSON.stringify({ keys: others.map((turn) => turn.key) });
    const headers = { "Content-Type": "application/json" };
    const known = new Map();
    try {
      const response = await fetch(`${root}weergave`, { method: "POST", headers, body });
      if (!response.ok) return;
      for (const line of await response.json()) known.set(line.key, line);
    } catch {
      return; // it stays as it is
    }
    for (const turn of others) {
      const line = known.get(turn.key);
      if (line) Object.assign(turn, turn === last ? line : { plain: line.plain }, { lang: language });
    }
    render();
    keep();
    if (last === state.last && others.includes(last) && !known.has(last.key)) again(last.search_for || "");
  };

  // what can be pressed and typed

  at("bw-ask").noValidate = true;
  at("bw-ask").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape" && editing) {
      editing = false;
      box.value = state.draft = "";
      note("");
      count();
      keep();
    }
  });
  box.addEventListener("input", () => {
    state.draft = box.value;
    count();
    keep();
  });
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest(".bw-example, .bw-choice");
    if (!chosen) return;
    event.preventDefault();
    editing = chosen.matches(".bw-choice"); // what was meant takes the place of what was vague
    ask(chosen.value, { focus: true });
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form.bw-search")) {
      event.preventDefault();
      again(String(new FormData(event.target).get("words")).trim());
    } else if (event.target.matches("form.bw-personal")) {
      event.preventDefault();
      const chosen = new FormData(event.target); // with or without what was found in the question
      Object.assign(state.last, { question: chosen.get("q"), as_it_is: chosen.has("zo") });
      if (location.search) window.history.replaceState(null, "", location.pathname);
      at("bw-answer").dataset.focus = "1";
      again("");
    }
  });
  const presses = {
    "bw-stop": stop,
    "bw-again": () => again(state.last.search_for || ""),
    "bw-anyway": () => {
      state.last.anyway = true;
      again("");
    },
    "bw-translate": () => {
      const { question, search_for, key } = state.last;
      run("vertaling", { question, history: history(), cards: cards(), search_for: search_for || "", key });
    },
  };
  at("bw-answer").addEventListener("click", (event) => {
    const button = event.target.closest("button.bw-button");
    const name = button && Object.keys(presses).find((name) => button.classList.contains(name));
    if (!name || button.getAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true"); // until the answer changes
    presses[name]();
  });
  at("bw-change").addEventListener("click", change);
  at("bw-retry").addEventListener("click", () => {
    again(state.last.search_for || "");
    at("bw-answer").querySelector("article")?.focus(); // the button is not there meanwhile
  });
  at("bw-new").addEventListener("click", anew);
  at("bw-undo").addEventListener("click", undo);
  at("bw-forget").addEventListener("click", forget);
  addEventListener("online", () => note(""));

  // On a phone the box lies over the end of the page, which makes room for it (chat.css).
  new ResizeObserver(([{ target }]) => {
    document.documentElement.style.setProperty("--bw-asking", `${target.offsetHeight}px`);
  }).observe(at("bw-ask"));

  // what was there before, or what the address asks

  if (at("bw-example-list").children.length < 4) examples();
  const asked = new URLSearchParams(location.search).get("q")?.trim() || "";
  box.value = state.draft || "";
  count();
  if (asked && state.address !== asked) {
    const { turns, last, code } = state;
    Object.assign(state, nothing(), { draft: state.draft, address: asked });
    if (last || turns.length) state.undo = { turns, last, draft: "", code };
    state.last = { question: asked, search_for: "", answer: "", sources: "", plain: "" };
    render();
    run("vraag", { question: asked, history: [], search_for: "" });
  } else {
    render();
    if (state.last?.pending) run(state.last.pending.path, state.last.pending.body);
    else speak();
  }
})();
