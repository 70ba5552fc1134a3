// The booth's page: one voter after the other, nothing left of the last, ballots sealed before they are kept or sent.
// Without this script the page's own forms do the same while there is a line.
"use strict";

(async () => {
  const main = document.querySelector("main");
  const booth = JSON.parse(main.dataset.booth);
  // Copied before anybody types: what the first voter writes while the phone is slow must be in no later copy.
  const written = main.querySelector("form[data-ballot]");
  written?.reset(); // what the browser itself remembered
  const pristine = written?.cloneNode(true);
  if (!BoothQueue.works()) return;
  const queue = new BoothQueue(booth);
  if (!(await queue.opened.catch(() => null))) return; // nothing can be kept here: the plain forms stay
  const parts = Array.from(main.querySelectorAll("[data-part]"));
  const words = (name) => main.querySelector(`[data-words] [data-word="${name}"]`);
  const PATIENCE = 8000;
  const IDLE = 180000;
  const ASKED = 120000;

  // ---- what waits, for whoever looks

  // A browser that was not made to keep its store may empty it when room runs short. Null while it still asks somebody.
  let keeps = null;
  async function askToKeep() {
    const storage = navigator.storage;
    keeps = Boolean(storage && storage.persist && (await storage.persist().catch(() => false)));
    await tell();
  }

  async function tell(stopped = "") {
    const [count, refused] = [await queue.count(), await queue.refused()];
    for (const place of document.querySelectorAll("[data-count]")) place.textContent = count;
    for (const place of document.querySelectorAll("[data-waits]")) place.hidden = !count;
    for (const place of document.querySelectorAll("[data-none]")) place.hidden = Boolean(count);
    for (const place of document.querySelectorAll("[data-forgets]")) place.hidden = keeps !== false;
    for (const place of document.querySelectorAll("[data-refusals]")) place.hidden = !refused.length;
    for (const place of document.querySelectorAll("[data-refused]")) place.textContent = refused.length;
    for (const place of document.querySelectorAll("[data-stopped]")) {
      place.hidden = !count || place.dataset.stopped !== stopped;
    }
    const list = document.querySelector("[data-list-refused]");
    if (list) list.replaceChildren(...refused.map(refusalItem));
  }

  function refusalItem({ receipt, reason }) {
    const item = document.createElement("li");
    const code = Object.assign(document.createElement("bdi"), { textContent: receipt || "–" });
    code.dir = "ltr";
    item.append(code, " ", (words(reason) || words("other")).textContent);
    return item;
  }

  async function sendAll() {
    const { stopped } = (await queue.count()) ? await queue.send() : { stopped: "" };
    await tell(stopped);
  }

  for (const button of document.querySelectorAll("[data-do]")) button.addEventListener("click", () => acts[button.dataset.do]());
  const acts = {
    send: sendAll,
    seen: async () => { await queue.forgetRefused(); await tell(); },
    change: () => show("fill"),
    cast,
    clear,
  };
  window.addEventListener("online", sendAll);
  setInterval(sendAll, 30000);
  askToKeep().catch(() => {});
  queue.keepPages().catch(() => {});
  queue.meet().catch(() => {}).then(sendAll);

  // ---- one voter

  let choices = null;
  let code = null;
  let idle = [];
  let touched = 0;
  if (!pristine || !booth.point) return;
  const still = main.querySelector("[data-still]");

  // A fresh copy of the form: neither Undo nor the browser's memory brings back what was typed in the last one.
  function clear() {
    choices = code = null;
    const fresh = pristine.cloneNode(true);
    fresh.querySelectorAll("[checked]").forEach((box) => box.removeAttribute("checked"));
    fresh.querySelectorAll("input:not([type=hidden], [type=checkbox])").forEach((box) => box.removeAttribute("value"));
    fresh.reset();
    shuffle(fresh.querySelector(".choices ul"));
    fresh.addEventListener("submit", look);
    main.querySelector("form[data-ballot]").replaceWith(fresh);
    for (const place of main.querySelectorAll("[data-chosen], [data-receipt]")) place.replaceChildren();
    main.querySelector("#wrong")?.remove();
    complain("");
    still.hidden = true;
    show("fill");
    window.scrollTo(0, 0);
  }

  // No project is first for everybody: each voter has an order of their own, as each turn has from the server.
  function shuffle(list) {
    const items = Array.from(list.children);
    for (let last = items.length - 1; last > 0; last--) {
      const other = crypto.getRandomValues(new Uint32Array(1))[0] % (last + 1);
      [items[last], items[other]] = [items[other], items[last]];
    }
    list.append(...items);
  }

  function show(name) {
    for (const part of parts) part.hidden = part.dataset.part !== name;
    parts.find((part) => part.dataset.part === name).querySelector("h1").focus();
  }

  function complain(text) {
    const place = main.querySelector("[data-wrong]");
    place.textContent = text;
    place.hidden = !text;
    if (text) place.focus();
  }

  const boxes = () => Array.from(main.querySelectorAll("form[data-ballot] .choice input"));
  const numberOf = (box) => (box.type === "checkbox" ? box.value : box.name.replace(/^\D+/, ""));
  const costOf = (box) => Number(box.dataset.cost);

  // What was touched, each with what was written beside it, as the ballot it would be; throws the word for a fault.
  function read() {
    const inOrder = boxes().sort((one, other) => numberOf(one) - numberOf(other)); // whatever order is on the screen
    if (booth.format === "approval" || booth.format === "knapsack") return inOrder.filter((box) => box.checked);
    const written = inOrder.filter((box) => box.value.trim());
    if (written.some((box) => !/^[0-9]{1,3}$/.test(digits(box)))) throw "unreadable";
    const kept = written.filter((box) => Number(digits(box)));
    if (booth.format === "points") return kept;
    if (new Set(kept.map((box) => Number(digits(box)))).size < kept.length) throw "same_place";
    return kept.sort((one, other) => digits(one) - digits(other));
  }

  function digits(box) {
    return box.value.trim().replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.codePointAt(0) & 15);
  }

  function judge(chosen) {
    if (!chosen.length) throw "none";
    if (chosen.length > booth.most) throw "many";
    if (chosen.length < booth.least) throw "few";
    if (booth.format === "knapsack") {
      booth.money.forEach((money, pot) => {
        const spent = chosen.filter((box) => Number(box.dataset.pot) === pot).reduce((sum, box) => sum + costOf(box), 0);
        if (money !== null && spent > money) throw "cost";
      });
    }
    if (booth.format === "points") {
      const given = chosen.map((box) => Number(digits(box)));
      const total = given.reduce((sum, points) => sum + points, 0);
      if ((booth.points && total > booth.points) || (booth.each && Math.max(...given) > booth.each)) throw "points";
    }
  }

  async function look(event) {
    event.preventDefault();
    complain("");
    main.querySelector("#wrong")?.remove();
    try {
      if ((await queue.now()) >= booth.closes) throw "closed";
      code = BoothSeal.readCode(main.querySelector("#code").value);
      if (!code) throw "code";
      const chosen = event.submitter && event.submitter.name === "blank" ? [] : read();
      if (!event.submitter || event.submitter.name !== "blank") judge(chosen);
      choices = chosen.length ? chosen.map(typed).join(" ") : "0";
      main.querySelector("[data-chosen]").replaceChildren(...chosen.map(inWords));
      main.querySelector("[data-blank]").hidden = chosen.length > 0;
      show("look");
    } catch (fault) {
      complain(words(typeof fault === "string" ? fault : "not_taken").textContent);
    }
  }

  const typed = (box) => (booth.format === "points" ? `${numberOf(box)}:${digits(box)}` : numberOf(box));

  function inWords(box) {
    const item = document.createElement("li");
    item.className = "choice";
    const label = box.closest("label");
    for (const name of [".mark", ".which", ".what"]) item.append(label.querySelector(name).cloneNode(true));
    if (booth.format === "points") item.append(Object.assign(document.createElement("strong"), { textContent: digits(box) }));
    return item;
  }

  async function cast() {
    if (choices === null) return;
    const slip = { code, choices, receipt: BoothSeal.newReceipt() };
    choices = code = null; // pressed twice, it is one vote: nothing may be awaited before this
    busy(true);
    const envelope = await keep(slip);
    if (!envelope) return busy(false);
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE, { answers: new Map(), stopped: "line" }));
    const { answers, stopped } = await Promise.race([sendIt(envelope.id), patience]);
    busy(false);
    const answer = answers.get(envelope.id);
    if (answer && answer.state === "refused") {
      await queue.told(envelope.id);
      show("fill");
      complain((words(`voter-${answer.reason}`) || words("not_taken")).textContent);
    } else {
      const name = answer && answer.state !== "later" ? "recorded" : "kept";
      for (const place of main.querySelectorAll(`[data-part="${name}"] [data-receipt]`)) place.textContent = slip.receipt;
      show(name);
    }
    await tell(stopped);
  }

  function busy(now) {
    main.querySelector("[data-busy]").hidden = !now;
    for (const button of main.querySelectorAll('[data-part="look"] button')) button.disabled = now;
  }

  async function keep(slip) {
    try {
      const envelope = await BoothSeal.seal(booth, { ...slip, at: Math.round(await queue.now()) });
      await queue.keep(envelope);
      return envelope;
    } catch {
      show("fill");
      complain(words("not_taken").textContent);
      return null;
    }
  }

  // A sending that began before this ballot does not hold it: it is followed by another.
  async function sendIt(id) {
    const first = await queue.send();
    return first.answers.has(id) || first.stopped ? first : queue.send();
  }

  function rest() {
    idle.forEach(clearTimeout);
    idle = [setTimeout(ask, ASKED), setTimeout(clear, IDLE)];
    touched = Date.now();
    still.hidden = true;
  }

  // Who reads slowly is asked before what they wrote, or their receipt, is gone.
  function ask() {
    const isEmpty = boxes().every((box) => !(box.type === "checkbox" ? box.checked : box.value));
    still.hidden = isEmpty && !main.querySelector("#code").value;
  }

  // A phone that sleeps may stop its timers: who wakes it is perhaps another person.
  function wake() {
    if (document.visibilityState === "visible" && Math.abs(Date.now() - touched) >= IDLE) clear();
  }

  for (const happens of ["pointerdown", "keydown", "input", "scroll"]) window.addEventListener(happens, rest, { passive: true });
  window.addEventListener("pageshow", (event) => event.persisted && clear());
  document.addEventListener("visibilitychange", wake);
  written.addEventListener("submit", look);
  rest();
})();
