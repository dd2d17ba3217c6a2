// The page of the day works without this file. It makes three things safer on a phone with poor
// network: a note is kept on the phone with every letter, "now" follows the clock, and the page
// can be loaded again without a network.

const wait = 1200;
const again = 15000;
const patience = 10000;
const settled = 5000;
const divider = "\n\n— — —\n\n";

// Two texts become one; what one of them already holds is not said twice.
const join = (one, other) => {
  if (one.includes(other)) return one;
  if (other.includes(one)) return other;
  return one + divider + other;
};

// What is kept on the phone: one place for each window, since two may be open on the same note.
// A browser that keeps nothing answers false.
const shelf = (name) => {
  const own = `${name}:${Date.now()}-${Math.random()}`;
  return {
    // Everything that windows closed since have left; they come here, and stand here from now on.
    takeOver() {
      const found = [];
      try {
        const keys = Object.keys(localStorage).filter((key) => key.startsWith(`${name}:`));
        for (const key of keys.sort()) {
          found.push(JSON.parse(localStorage.getItem(key)));
          localStorage.removeItem(key);
        }
      } catch {
        /* Nothing was kept. */
      }
      return found;
    },
    keep(kept) {
      try {
        localStorage.setItem(own, JSON.stringify(kept));
        return true;
      } catch {
        return false;
      }
    },
    clear() {
      try {
        localStorage.removeItem(own);
      } catch {
        /* Nothing was kept. */
      }
    },
  };
};

// The worker that keeps this page for a phone without a network; nothing where there is none.
const workers = navigator.serviceWorker;
const remember = (saved) => workers?.controller?.postMessage({ saved });
// As the server writes it: 9.05, in English 9:05.
const clock = (at) => {
  const between = document.documentElement.lang === "en" ? ":" : ".";
  return `${at.getHours()}${between}${String(at.getMinutes()).padStart(2, "0")}`;
};
const atWorker = async (form, tell) => {
  const asks = workers && form.dataset.worker;
  if (!asks) return;
  workers.addEventListener("message", ({ data }) => {
    tell(data);
    const told = document.querySelector("[data-from]");
    if (!data.from || !told) return;
    told.textContent = told.dataset.from.replace("{}", clock(new Date(data.from)));
    told.hidden = false;
  });
  try {
    const way = { scope: location.pathname, updateViaCache: "none" };
    await workers.register(form.dataset.worker, way);
    const { active } = await workers.ready;
    const made = document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]");
    active.postMessage({ ask: true });
    active.postMessage({ parts: [...made].map((one) => one.href || one.src) });
  } catch {
    /* The browser keeps no pages: then a page needs the network. */
  }
};

const keepNote = (form) => {
  const area = form.querySelector("textarea");
  const base = form.querySelector("[name=base]");
  const told = form.querySelector("[data-status]");
  const kept = shelf(`samspil-note:${form.dataset.note}`);
  let onServer = area.defaultValue;
  let isKept = true;
  let timer = 0;
  let isSending = false;

  const say = (what, value = "") => {
    const text = (form.dataset[what] ?? "").replace("{}", value);
    if (told.textContent !== text) told.textContent = text;
  };
  const isDirty = () => area.value !== onServer;
  const keep = () => {
    isKept = kept.keep({ text: area.value, base: base.value });
  };
  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(send, pause);
  };

  const saved = (sent, answer) => {
    base.value = answer.revision;
    onServer = sent;
    remember({ text: sent, base: answer.revision });
    if (isDirty()) {
      keep();
      later(wait);
    } else {
      // A page that was asked for before the note arrived may come after: it finds it here.
      kept.keep({ text: sent, base: base.value, isSent: true });
      setTimeout(() => isDirty() || kept.clear(), settled);
      say("saved", answer.at);
    }
  };
  const moved = (answer) => {
    base.value = answer.revision;
    onServer = answer.text;
    area.value = join(answer.text, area.value);
    say("joined");
    // What was written elsewhere may hold all of it: then the phone need keep nothing.
    if (!isDirty()) {
      kept.clear();
      return;
    }
    keep();
    later(wait);
  };
  const unsaved = (what = "local", value = "") => say(isKept ? what : "unkept", value);

  const send = async () => {
    if (isSending || !isDirty()) return;
    isSending = true;
    const sent = area.value;
    const body = new FormData(form);
    // Signing in again, in another tab, makes a new token.
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (token) body.set("csrfmiddlewaretoken", token[1]);
    try {
      const headers = { Accept: "application/json", "HX-Request": "true" };
      // Where the network hangs, giving up in time lets the next try begin.
      const signal = AbortSignal.timeout(patience);
      const answer = await fetch(form.action, { method: "POST", body, headers, signal });
      if (answer.ok) saved(sent, await answer.json());
      else if (answer.status === 409) moved(await answer.json());
      else if (answer.status === 422) unsaved("refused", (await answer.json()).message);
      else if ([401, 403, 404, 410].includes(answer.status)) unsaved("shut");
      else unsaved();
    } catch {
      unsaved();
    } finally {
      isSending = false;
    }
  };

  // What this phone kept and the server has not seen comes back.
  for (const found of kept.takeOver()) {
    if (found.isSent) {
      if (Number(found.base) > Number(base.value)) {
        base.value = found.base;
        onServer = area.value = found.text;
      }
      continue;
    }
    const isNext = found.base === base.value && !isDirty();
    area.value = isNext ? found.text : join(area.value, found.text);
  }
  if (isDirty()) {
    keep();
    unsaved();
    later(0);
  }

  // A page loaded without a network is older than what was saved from it.
  atWorker(form, ({ note }) => {
    if (!note || Number(note.base) <= Number(base.value)) return;
    base.value = note.base;
    area.value = isDirty() ? join(note.text, area.value) : note.text;
    onServer = note.text;
    if (isDirty()) keep();
  });

  area.addEventListener("input", () => {
    keep();
    later(wait);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  addEventListener("online", send);
  document.addEventListener("visibilitychange", send);
  addEventListener("beforeunload", (event) => {
    if (isDirty() && !isKept) event.preventDefault();
  });
  setInterval(send, again);
};

for (const form of document.querySelectorAll("form[data-note]")) keepNote(form);

// Which part of the day it is, as the clock goes; before the day nothing is next.
const parts = [...document.querySelectorAll("[data-starts][data-ends]")];
const follow = () => {
  const now = Date.now();
  const isToday = parts.some(
    (part) => new Date(part.dataset.starts).toDateString() === new Date(now).toDateString(),
  );
  let isNext = isToday;
  for (const part of parts) {
    const starts = Date.parse(part.dataset.starts);
    const isNow = starts <= now && now < Date.parse(part.dataset.ends);
    part.classList.toggle("now", isNow);
    part.querySelector("[data-now]").hidden = !isNow;
    part.querySelector("[data-next]").hidden = !(isNext && starts > now);
    if (starts > now) isNext = false;
  }
};
if (parts.length) {
  follow();
  setInterval(follow, 30000);
}
