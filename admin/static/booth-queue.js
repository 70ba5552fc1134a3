// Keeps sealed ballots until the server has answered for each, and what was refused until the agent has seen it.
"use strict";

const FRESH = 600000;

class BoothQueue {
  constructor(booth) {
    this.booth = booth;
    this.held = new Map(); // what waits, sealed as it is, should the browser throw its store away while this page stands
    this.opened = this.open();
    this.sending = null;
  }

  open() {
    return new Promise((resolve, reject) => {
      const asked = indexedDB.open(`palabre-booth-${this.booth.cycle}`, 1);
      asked.onupgradeneeded = () => {
        for (const name of ["waiting", "refused"]) asked.result.createObjectStore(name, { keyPath: "id" });
        asked.result.createObjectStore("facts");
      };
      asked.onsuccess = () => {
        asked.result.onclose = () => this.restore();
        resolve(asked.result);
      };
      asked.onerror = () => reject(asked.error);
    });
  }

  // The browser took the store away: a new one begins with all that waited.
  restore() {
    this.opened = this.openAgain(20);
    return this.run((stores) => this.held.forEach((envelope) => { stores.waiting.put(envelope); })).catch(() => {});
  }

  // While it is being thrown away nothing opens.
  async openAgain(tries) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    return this.open().catch((error) => (tries ? this.openAgain(tries - 1) : Promise.reject(error)));
  }

  // One transaction over all stores; "strict" asks the browser to write through to the disk before it says yes.
  async run(work, mode = "readwrite") {
    const database = await this.opened;
    return new Promise((resolve, reject) => {
      const names = ["waiting", "refused", "facts"];
      const transaction = database.transaction(names, mode, { durability: "strict" });
      const asked = work(Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)])));
      transaction.oncomplete = () => resolve(asked && asked.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  }

  async keep(envelope) {
    await this.run((stores) => stores.waiting.add(envelope));
    this.held.set(envelope.id, envelope);
  }

  // By their ids, which are drawn by chance: nothing tells who voted first.
  async waiting() {
    const found = await this.run((stores) => stores.waiting.getAll(), "readonly");
    for (const envelope of found) this.held.set(envelope.id, envelope);
    return found;
  }

  refused() { return this.run((stores) => stores.refused.getAll(), "readonly"); }
  forgetRefused() { return this.run((stores) => stores.refused.clear()); }
  count() { return this.run((stores) => stores.waiting.count(), "readonly"); }

  // The server's time, also while there is no line: whether a ballot came in time is judged by it.
  async now() {
    const ahead = await this.run((stores) => stores.facts.get("ahead"), "readonly");
    return Date.now() + (ahead || 0);
  }

  // Sends what waits, some at a time, and returns each answer by its id and what stopped it, "" for nothing.
  send() {
    this.sending ||= this.sendAll().finally(() => { this.sending = null; });
    return this.sending;
  }

  async sendAll() {
    const answers = new Map();
    const left = await this.waiting();
    try {
      const token = await this.meet();
      let stopped = "";
      while (left.length) {
        const some = left.splice(0, 10);
        const found = await this.ask(this.booth.send, {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-CSRFToken": token },
          body: JSON.stringify({ envelopes: some }),
        });
        for (const answer of found.answers) answers.set(answer.id, answer);
        await this.settle(found.answers);
        if (found.answers.some((answer) => answer.state === "later")) stopped = "later";
      }
      return { answers, stopped };
    } catch (error) {
      return { answers, stopped: error.stopped || "line" };
    }
  }

  async meet() {
    const { token, now } = await this.ask(this.booth.line, {});
    await this.run((stores) => stores.facts.put(now - Date.now(), "ahead"));
    return token;
  }

  async ask(address, options) {
    const patience = new AbortController();
    const end = setTimeout(() => patience.abort(), 15000);
    const how = { ...options, redirect: "manual", cache: "no-store", signal: patience.signal };
    // Until the last byte: an answer that stops half-way would hold up all that waits.
    const read = async (answer) => [answer, answer.ok ? await answer.json() : null];
    const [answer, found] = await fetch(address, how).then(read).finally(() => clearTimeout(end));
    if (answer.ok) return found;
    const stopped = answer.type === "opaqueredirect" || [400, 401, 403].includes(answer.status) ? "signed-out" : "server";
    throw Object.assign(new Error(stopped), { stopped });
  }

  // What was answered for good leaves the phone, in one step with what the agent has to see.
  async settle(answers) {
    await this.run((stores) => {
      for (const { id, state, receipt, reason } of answers) {
        if (state === "later") continue;
        stores.waiting.delete(id);
        if (state === "refused") stores.refused.put({ id, receipt, reason });
      }
    });
    for (const { id, state } of answers) if (state !== "later") this.held.delete(id);
  }

  // A refusal that the voter was shown needs no agent.
  told(id) { return this.run((stores) => stores.refused.delete(id)); }

  // What is shown without a line: the empty pages of the booth and their files, fetched now and then.
  async keepPages() {
    if (!("serviceWorker" in navigator)) return;
    await navigator.serviceWorker.register(this.booth.worker, { scope: this.booth.scope });
    const at = await this.run((stores) => stores.facts.get("kept"), "readonly");
    const wanted = this.booth.keep.map((address) => new URL(address, location.href).href);
    const files = wanted.filter((address) => address.includes("?v=")).join();
    if (at && at.files === files && Date.now() - at.moment < FRESH) return;
    const kept = await caches.open("palabre-booth");
    for (const address of wanted) {
      if (address.includes("?v=") && (await kept.match(address, { ignoreVary: true }))) continue;
      const answer = await fetch(address);
      if (!answer.ok || answer.redirected) return; // signed out: what is kept stays as it is
      await kept.put(address, answer);
    }
    for (const request of await kept.keys()) if (!wanted.includes(request.url)) await kept.delete(request);
    await this.run((stores) => stores.facts.put({ files, moment: Date.now() }, "kept"));
  }
}

// Without a secure address, or in an old browser, the plain forms of the page stay.
BoothQueue.works = () =>
  Boolean(window.isSecureContext && window.crypto && crypto.subtle && window.indexedDB);
