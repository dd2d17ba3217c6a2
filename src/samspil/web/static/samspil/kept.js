// What is typed into a form with data-keep="name" is kept on this device until the server has it.
// docs/decisions/0018 says what is kept, for whom and for how long. Forms work without this file.

const PREFIX = "samspil-words ";
const LONGEST = 14 * 24 * 60 * 60 * 1000;
const PAUSE = 300;
const NEVER = ["password", "file", "hidden", "submit", "button", "reset", "image"];
const NUMBER_OF_A_PERSON = /(?<!\d)\d{6}[-–\s]?\d{4}(?!\d)/g;
const SAVED = "samspil_kept";
const who = document.querySelector("[data-who]")?.dataset.who ?? "";
const parts = document.querySelector("template[data-kept-words]")?.content;

// A browser may refuse to store anything, or be full: then nothing is kept, and nothing breaks.
const attempt = (act, otherwise) => {
  try {
    return act();
  } catch {
    return otherwise;
  }
};
const read = (key) => attempt(() => JSON.parse(localStorage.getItem(key)), null);
const write = (key, entry) => attempt(() => localStorage.setItem(key, JSON.stringify(entry)));
const forget = (key) => attempt(() => localStorage.removeItem(key));
const keys = () =>
  attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)), []);

// What is another person's goes, and what is too old. Somebody whose session ran out is nobody
// for a while, and finds the words after signing in again.
const tidy = () => {
  for (const key of keys()) {
    const isAnothers = who && key.slice(PREFIX.length).split(" ")[0] !== who;
    if (isAnothers || !(Date.now() - read(key)?.at < LONGEST)) forget(key);
  }
};

// The server names what it has taken in a cookie, so that a page that never came back, or came
// back with an error, throws nothing away.
const taken = () => {
  const named = document.cookie.match(new RegExp(`(?:^|; )${SAVED}=([\\w.]+)`));
  if (!named) return;
  document.cookie = `${SAVED}=; Max-Age=0; Path=/; SameSite=Lax`;
  const refusal = document.querySelector("main .notice.error");
  for (const key of keys()) {
    const entry = read(key);
    if (!entry?.sent || !named[1].split(".").includes(entry.sent)) continue;
    if (refusal) showRefused(refusal, entry);
    else forget(key);
  }
};

// An act that was refused after all ends on another page: the words are shown there.
const showRefused = (refusal, entry) => {
  const shown = parts?.querySelector("[data-part=refused]")?.cloneNode(true);
  if (!shown) return;
  const list = document.createElement("dl");
  for (const { label, said } of Object.values(entry.fields)) {
    const [term, words] = [document.createElement("dt"), document.createElement("dd")];
    term.textContent = label;
    words.textContent = said;
    list.append(term, words);
  }
  shown.append(list);
  refusal.after(shown);
};

const isChoice = (field) => field.type === "checkbox" || field.type === "radio";
const masked = (text) => text.replace(NUMBER_OF_A_PERSON, "…");
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

const groupsOf = (form) => {
  const groups = new Map();
  for (const field of form.elements) {
    const isKept = field.name && !NEVER.includes(field.type) && field.type !== "fieldset";
    if (!isKept || field.autocomplete === "one-time-code" || "notKept" in field.dataset) continue;
    groups.set(field.name, [...(groups.get(field.name) ?? []), field]);
  }
  return groups;
};

const chosen = (options, mark) => options.filter((one) => one[mark]).map((one) => one.value);

const whole = (words) => words;

// The values of fields of one name: as they stand, or as the server gave them.
const now = (fields, as = masked) => fields.flatMap((field) => {
  if (isChoice(field)) return chosen([field], "checked");
  if (field.options) return chosen([...field.options], "selected");
  return [as(field.value)];
});
const given = (fields, as = masked) => fields.flatMap((field) => {
  if (isChoice(field)) return chosen([field], "defaultChecked");
  if (!field.options) return [as(field.defaultValue)];
  const marked = chosen([...field.options], "defaultSelected");
  return marked.length || field.multiple ? marked : chosen([...field.options].slice(0, 1), "value");
});

const set = (fields, values) => fields.forEach((field, index) => {
  if (isChoice(field)) field.checked = values.includes(field.value);
  else if (field.options) {
    for (const one of field.options) one.selected = values.includes(one.value);
  } else if (values[index] !== undefined) field.value = values[index];
});

const text = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";
const labelOf = (fields) =>
  isChoice(fields[0])
    ? text(fields[0].closest("fieldset")?.querySelector("legend") ?? fields[0].labels?.[0])
    : text(fields[0].labels?.[0]);
const saidIn = (fields, values) => fields.flatMap((field) => {
  if (isChoice(field)) return values.includes(field.value) ? [text(field.labels?.[0])] : [];
  if (!field.options) return [];
  return [...field.options].filter((one) => values.includes(one.value)).map(text);
}).join(", ") || values.join("\n");

const keep = (form) => {
  const key = `${PREFIX}${who} ${location.pathname}${location.search} ${form.dataset.keep}`;
  const groups = groupsOf(form);
  // What the server had when somebody began to write, by name.
  const begun = new Map([...groups].map(([name, fields]) => [name, given(fields)]));
  const touched = new Set();
  let waits = 0;

  const flush = () => {
    clearTimeout(waits);
    waits = 0;
    if (!touched.size) return;
    const entry = read(key) ?? { fields: {} };
    for (const name of touched) {
      const fields = groups.get(name);
      const typed = now(fields);
      delete entry.fields[name];
      if (same(typed, begun.get(name))) continue;
      const [label, said] = [labelOf(fields), saidIn(fields, typed)];
      entry.fields[name] = { typed, begun: begun.get(name), label, said };
    }
    touched.clear();
    if (Object.keys(entry.fields).length) write(key, { ...entry, at: Date.now() });
    else forget(key);
  };

  const touch = (name) => {
    if (!groups.has(name)) return;
    touched.add(name);
    waits ||= setTimeout(flush, PAUSE);
  };

  // The server has something else than when they began: both are shown, and they choose.
  const showBoth = (name, typed) => {
    const fields = groups.get(name);
    const shown = parts.querySelector("[data-part=differs]").cloneNode(true);
    const [theirs, mine] = [now(fields, whole), typed];
    const show = (isMine) => {
      for (const line of shown.querySelectorAll("[data-when]")) {
        line.hidden = line.dataset.when !== (isMine ? "mine" : "theirs");
      }
      shown.querySelector("blockquote").textContent = saidIn(fields, isMine ? theirs : mine);
    };
    show(false);
    shown.addEventListener("click", ({ target }) => {
      if (!target.closest("button")) return;
      const isMine = target.closest("button").dataset.when === "theirs";
      set(fields, isMine ? mine : theirs);
      show(isMine);
      touch(name);
      fields[0].focus();
    });
    (fields[0].closest(".field") ?? fields[0].parentElement).append(shown);
    return shown;
  };

  const putBack = () => {
    const entry = read(key);
    if (!entry || !parts) return;
    const boxes = [];
    let found = false;
    for (const [name, { typed, begun: before }] of Object.entries(entry.fields)) {
      if (!groups.has(name)) continue;
      const fields = groups.get(name);
      if (same(typed, given(fields))) {
        // The form shown again with errors holds the words; they are not saved yet.
        begun.set(name, before);
      } else if (same(before, given(fields))) {
        set(fields, typed);
        found = true;
      } else boxes.push(showBoth(name, typed));
    }
    if (found || boxes.length) showFound(entry, boxes);
  };

  const showFound = (entry, boxes) => {
    const notice = parts.querySelector("[data-part=found]").cloneNode(true);
    const when = { dateStyle: "long", timeStyle: "short" };
    const language = document.documentElement.lang;
    notice.querySelector("time").textContent = new Date(entry.at).toLocaleString(language, when);
    notice.querySelector("button").addEventListener("click", () => {
      for (const name of Object.keys(entry.fields)) {
        if (groups.has(name)) set(groups.get(name), given(groups.get(name), whole));
      }
      touched.clear();
      forget(key);
      for (const one of [notice, ...boxes]) one.remove();
      [...groups.values()][0]?.[0].focus();
    });
    form.prepend(notice);
  };

  const send = (event) => {
    // Pressed twice it is sent once, under the first name.
    if (event.defaultPrevented || form.dataset.sent) return;
    flush();
    const entry = read(key);
    if (!entry) return;
    const sent = Date.now().toString(36) + Math.random().toString(36).slice(2, 10);
    write(key, { ...entry, sent });
    const field = form.elements.namedItem("kept") ?? document.createElement("input");
    Object.assign(field, { type: "hidden", name: "kept", value: sent });
    form.append(field);
  };

  putBack();
  form.addEventListener("input", ({ target }) => touch(target.name));
  form.addEventListener("change", ({ target }) => touch(target.name));
  form.addEventListener("submit", send);
  addEventListener("pagehide", flush);
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    taken();
    // Taken back from the browser's memory after it was saved: what stands there is the server's.
    if (!read(key)) for (const [name, fields] of groups) begun.set(name, now(fields));
  });
  return () => touched.clear();
};

tidy();
taken();
if (who) {
  const drops = [...document.querySelectorAll("form[data-keep][method=post]")].map(keep);
  document.addEventListener("submit", ({ target }) => {
    if (!target.matches("[data-signs-out]")) return;
    for (const drop of drops) drop();
    for (const key of keys()) forget(key);
  });
}
