// Shows the booth's own pages while there is no line. Its scope is the address of the booth, nothing else of the panel.
"use strict";

const KEPT = "palabre-booth";
const PATIENCE = 8000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  if (event.request.mode === "navigate") event.respondWith(fromLine(event.request));
  else if (new URL(event.request.url).searchParams.has("v")) event.respondWith(fromPhone(event.request));
});

async function kept(request) {
  return caches.open(KEPT).then((found) => found.match(request, { ignoreVary: true }));
}

async function fromLine(request) {
  const wait = new Promise((_, refuse) => setTimeout(refuse, PATIENCE, new Error("no line")));
  try {
    const answer = await Promise.race([fetch(request), wait]);
    // A server that starts again, or what stands before it, is a line that fails.
    return answer.status < 500 ? answer : (await kept(request.url)) || answer;
  } catch {
    return (await kept(request.url)) || Response.error();
  }
}

// A file's address changes with its content: what is kept under it is what the server would send.
async function fromPhone(request) {
  return (await kept(request)) || fetch(request);
}
