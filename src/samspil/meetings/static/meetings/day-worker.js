// Keeps one page of the day, and what it is made of, for a phone whose network fails: that page
// alone, for its owner alone, for a day. All other requests go their way untouched.
//
// The owner stands in this file's address. A page that is not the owner's is never kept, and what
// is kept goes when the server sends somebody away (signed out, not let in, link closed). The
// pages' common script clears it when somebody else is signed in, or nobody.

const page = self.registration.scope;
const owner = self.location.search.slice(1);
const name = `samspil-day ${owner} ${page}`;
const note = `${page}?note`;
const longest = 24 * 60 * 60 * 1000;
const patience = 6000;
const sentAway = [0, 401, 403, 404, 410];

// Which windows show the kept page, and from when it is.
const shown = new Map();

const forget = () => caches.delete(name);

const keep = async (answer) => {
  const text = await answer.text();
  if (!text.includes(`data-note="${owner}:`)) return forget();
  const headers = new Headers(answer.headers);
  headers.delete("Content-Encoding");
  headers.set("X-Kept-At", String(Date.now()));
  const shelf = await caches.open(name);
  return shelf.put(page, new Response(text, { headers }));
};

const kept = async () => {
  const found = await caches.match(page, { cacheName: name });
  if (!found) return undefined;
  if (Date.now() - Number(found.headers.get("X-Kept-At")) < longest) return found;
  await forget();
  return undefined;
};

const settle = async (event, answer) => {
  if (answer.ok) event.waitUntil(keep(answer.clone()));
  else if (sentAway.includes(answer.status)) await forget();
  return answer;
};

// The network first; what is kept only where the network fails, hangs or the server is down.
const open = async (event) => {
  const before = await kept();
  const answer = fetch(event.request).then((found) => settle(event, found));
  if (!before) return answer;
  const hanging = new Promise((resolve) => setTimeout(resolve, patience));
  const found = await Promise.race([answer.catch(() => undefined), hanging]);
  event.waitUntil(answer.catch(() => undefined));
  if (found && found.status < 500) return found;
  shown.set(event.resultingClientId, Number(before.headers.get("X-Kept-At")));
  return before;
};

const part = async (event) => {
  const before = await caches.match(event.request, { cacheName: name });
  if (before && shown.has(event.clientId)) return before;
  try {
    return await fetch(event.request);
  } catch {
    return before ?? Response.error();
  }
};

const isPart = (address) => {
  const { origin, pathname } = new URL(address);
  return origin === self.location.origin && pathname.startsWith("/static/");
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && request.url.split("#")[0] === page) {
    event.respondWith(open(event));
  } else if (isPart(request.url)) {
    event.respondWith(part(event));
  }
});

// The page says what it is made of, what was last saved of the note, and asks what is kept.
const takeIn = async (parts) => {
  const answer = await fetch(page, { credentials: "same-origin", redirect: "manual" });
  if (!answer.ok) return;
  await keep(answer);
  if (!(await caches.has(name))) return;
  const shelf = await caches.open(name);
  await shelf.addAll(parts.filter(isPart));
};

const takeNote = async (saved) => {
  if (!(await caches.has(name))) return;
  const shelf = await caches.open(name);
  await shelf.put(note, new Response(JSON.stringify(saved)));
};

const tell = async (window) => {
  const saved = await caches.match(note, { cacheName: name });
  const from = shown.get(window.id) ?? 0;
  window.postMessage({ from, note: saved ? await saved.json() : null });
};

self.addEventListener("message", (event) => {
  if (event.source?.url.split("#")[0] !== page) return;
  const { parts, saved, ask } = event.data;
  const done = parts ? takeIn(parts) : saved ? takeNote(saved) : ask ? tell(event.source) : undefined;
  event.waitUntil(Promise.resolve(done).catch(() => undefined));
});
