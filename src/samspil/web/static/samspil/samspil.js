// The pages work without this file. It makes some things pleasanter.

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  // A page taken back from the browser's memory must be able to send again.
  setTimeout(() => delete form.dataset.sent, 10000);
});

// After an error the summary is read first.
document.querySelector(".errors")?.focus();

// A filter narrows a list while one types.
for (const field of document.querySelectorAll("[data-filters]")) {
  const list = document.getElementById(field.dataset.filters);
  const count = document.getElementById(`${field.dataset.filters}-count`);
  const narrow = () => {
    const wanted = field.value.trim().toLocaleLowerCase("da");
    let shown = 0;
    for (const item of list.querySelectorAll("[data-name]")) {
      item.hidden = !item.dataset.name.toLocaleLowerCase("da").includes(wanted);
      shown += item.hidden ? 0 : 1;
    }
    if (count) count.textContent = shown;
  };
  field.addEventListener("input", narrow);
  narrow();
}

// A form sent in the background that could not be saved says so and keeps what was typed.
const unsaved = (event) => {
  const notice = event.detail.elt.querySelector("[data-unsaved]");
  if (!notice) return;
  const status = String(event.detail.xhr.status);
  const known = notice.querySelector(`[data-when="${status}"]`) ? status : "other";
  for (const line of notice.children) line.hidden = line.dataset.when !== known;
  notice.hidden = false;
};
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, unsaved);
}
// What is saved after all takes its notice away, where the form itself stays.
document.addEventListener("htmx:afterRequest", (event) => {
  const notice = event.detail.elt.querySelector("[data-unsaved]");
  if (notice && event.detail.successful) notice.hidden = true;
});

// Signing in again, in another tab, makes a new token; the form that waits must send that one.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (token && event.detail.parameters.csrfmiddlewaretoken) {
    event.detail.parameters.csrfmiddlewaretoken = token[1];
  }
});

// The page of a day that is kept for a phone without a network is its owner's: it goes when
// somebody else is signed in, or nobody. A guest's page is the link's.
{
  const who = document.querySelector("[data-who]")?.dataset.who ?? "";
  const isAnothers = (owner) => owner.startsWith("p") && owner !== who;
  const tidy = async () => {
    for (const name of await caches.keys()) {
      const [room, owner] = name.split(" ");
      if (room === "samspil-day" && isAnothers(owner)) await caches.delete(name);
    }
    for (const one of await navigator.serviceWorker.getRegistrations()) {
      const script = (one.active ?? one.waiting ?? one.installing)?.scriptURL ?? "";
      if (isAnothers(new URL(script, location).search.slice(1))) await one.unregister();
    }
  };
  if ("caches" in window && navigator.serviceWorker) tidy().catch(() => undefined);
}
