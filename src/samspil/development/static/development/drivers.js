// The driver diagram changed in place. Without this file the same acts are small forms.
//
// Every act is a form sent to the page's own address; the answer is the page, and what stands in
// [data-drivers] takes the place of what stood there. What cannot be sent waits on the device.

const words = document.querySelector("template[data-drivers-words]");
if (words) start();

function start() {
  const said = document.querySelector("[data-said]");
  const who = document.querySelector("[data-who]")?.dataset.who ?? "";
  // Under this name the pages' common script removes it with everything else that is kept.
  const WAITING = `samspil-words ${who} ${location.pathname} driver-acts`;
  const TYPING = `samspil-words ${who} ${location.pathname} driver-text`;
  const word = (name) => words.content.querySelector(`[data-word=${name}]`).textContent;
  const room = () => document.querySelector("[data-drivers]");
  const rowOf = (node, under = "") =>
    room().querySelector(`li[data-node="${node}"][data-under="${under}"]`) ??
    room().querySelector(`li[data-node="${node}"]`);
  const say = (text) => (said.textContent = text);
  const attempt = (act, otherwise) => {
    try {
      return act();
    } catch {
      return otherwise;
    }
  };
  const kept = (key) => attempt(() => JSON.parse(localStorage.getItem(key)), null);
  const keep = (key, value) =>
    attempt(() =>
      value
        ? localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: {}, ...value }))
        : localStorage.removeItem(key),
    );
  const newKey = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 12);

  // --- sending: one after the other, and again where it failed --------------------------------

  let waiting = kept(WAITING)?.acts ?? [];
  let sending = null;
  let isSwapping = false;
  const write = { open: null };
  // Who works in the picture stays there; the list does not scroll into their way.
  let inPicture = false;
  const store = () => keep(WAITING, waiting.length ? { acts: waiting } : null);

  const send = (act) => {
    // Only the last of two new wordings of a node that wait is sent.
    const isSame = (one) => one.act === "rename" && act.act === "rename" && one.node === act.node;
    waiting = [...waiting.filter((one) => one === sending?.act || !isSame(one)), act];
    store();
    return flush();
  };

  const flush = async () => {
    if (sending) return sending.promise;
    let done = () => undefined;
    sending = { promise: new Promise((resolve) => (done = resolve)) };
    let isFine = true;
    while (waiting.length && isFine) isFine = await post(waiting[0]);
    sending = null;
    done(isFine);
    return isFine;
  };

  const post = async (act) => {
    sending.act = act;
    say(word("saving"));
    const body = new URLSearchParams(act);
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    body.set("csrfmiddlewaretoken", token ?? document.querySelector("[name=csrfmiddlewaretoken]").value);
    let answer, page;
    try {
      answer = await fetch(location.pathname, { method: "POST", body });
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      say(word("offline"));
      return false;
    }
    const fresh = page.querySelector("[data-drivers]");
    if (!fresh || (!answer.ok && answer.status !== 409)) {
      say(word("refused"));
      return false;
    }
    waiting = waiting.filter((one) => one !== act);
    store();
    const typing = write.open && kept(TYPING);
    isSwapping = true;
    room().replaceWith(document.importNode(fresh, true));
    isSwapping = false;
    ready();
    const failed = room().querySelector("[data-failed]");
    const notices = [...page.querySelectorAll("main > [role=status] .notice")];
    say(failed ? "" : notices.map((one) => one.textContent).join(" "));
    if (failed) {
      // What else waits is sent with the next act, so that this can be read and put right first.
      failed.focus();
      return false;
    }
    // Somebody who writes on meanwhile goes on writing.
    if (typing?.text) {
      goOn(typing);
      return true;
    }
    const focus = room().dataset.focus;
    if (focus) rowOf(focus, act.under)?.querySelector(".text")?.focus({ preventScroll: inPicture });
    return true;
  };

  const again = () => {
    if (waiting.length && !room().querySelector("[data-failed]")) flush();
  };
  addEventListener("online", again);
  setInterval(again, 10000);

  // --- writing in place ------------------------------------------------------------------------

  const field = (text, { save, cancel, tab }) => {
    const input = document.createElement("input");
    Object.assign(input, { value: text, maxLength: 200, autocomplete: "off" });
    input.setAttribute("aria-label", word("name"));
    let isOver = false;
    write.open = input;
    const end = (act) => {
      if (isOver) return;
      isOver = true;
      write.open = null;
      keep(TYPING, null);
      act();
    };
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter" && !event.isComposing) {
        event.preventDefault();
        end(() => save(input.value.trim(), true));
      } else if (event.key === "Escape") {
        event.preventDefault();
        end(cancel);
      } else if (event.key === "Tab" && tab) {
        const go = tab(event.shiftKey);
        if (!go) return;
        event.preventDefault();
        end(go);
      }
    });
    input.addEventListener("blur", () => {
      if (!isSwapping && input.isConnected && document.hasFocus()) {
        end(() => save(input.value.trim(), false));
      }
    });
    return input;
  };

  const rename = (row, text) => {
    const name = row?.querySelector(":scope > .driver .text");
    if (!name || name.querySelector("input")) return;
    const { node, seen, kind, under } = row.dataset;
    const before = name.textContent;
    const back = () => {
      name.textContent = before;
      name.focus();
    };
    const save = async (typed, goesOn) => {
      const isChanged = typed && typed !== before;
      name.textContent = typed || before;
      if (isChanged) {
        row.classList.add("is-waiting");
        const lever = row.dataset.lever ?? "";
        const isSaved = await send({ act: "rename", node, seen, lever, text: typed });
        if (!isSaved) return;
      }
      const now = rowOf(node, under);
      if (goesOn) add({ under, after: node, beside: now, kind });
      else if (isChanged) now?.querySelector(".text")?.focus();
    };
    const input = field(text ?? before, { save, cancel: back });
    input.addEventListener("input", () => keep(TYPING, { node, under, text: input.value }));
    name.replaceChildren(input);
    input.focus();
    input.select();
  };

  // A new line below another one (``beside``), or the last one under a node.
  const add = ({ under, after = "", beside = null, text = "" }) => {
    const list = listUnder(under, beside);
    const line = document.createElement("li");
    const frame = document.createElement("div");
    frame.className = "driver";
    line.append(frame);
    const close = () => {
      line.remove();
      (beside ?? rowOf(under))?.querySelector(".text")?.focus();
    };
    const save = async (typed, goesOn) => {
      if (!typed) return close();
      const name = document.createElement("span");
      name.className = "text";
      name.textContent = typed;
      frame.replaceChildren(name);
      line.className = "is-waiting";
      const isSaved = await send({ act: "add", under, after, text: typed, key: newKey() });
      const node = room().dataset.focus;
      if (isSaved && goesOn && node) add({ under, after: node, beside: rowOf(node, under) });
    };
    const tab = (isOut) => {
      const place = isOut ? outOf(under) : into(line, under);
      return place && (() => {
        const typed = input.value;
        line.remove();
        add({ ...place, text: typed });
      });
    };
    const input = field(text, { save, cancel: close, tab });
    input.addEventListener("input", () => keep(TYPING, { under, after, text: input.value }));
    frame.append(input);
    if (beside?.isConnected) beside.after(line);
    else list.append(line);
    input.focus();
  };

  const listUnder = (under, beside) => {
    if (beside?.isConnected) return beside.parentElement;
    const holder = under ? rowOf(under) : room().querySelector("section");
    let list = holder.querySelector(":scope > ul");
    if (!list) {
      list = document.createElement("ul");
      if (!under) list.className = "drivers";
      const last = holder.querySelector(":scope > .driver-add");
      if (last) last.before(list);
      else holder.append(list);
    }
    return list;
  };

  const outOf = (under) => {
    const parent = under && rowOf(under);
    return parent ? { under: parent.dataset.under, after: under, beside: parent } : null;
  };
  const into = (line) => {
    const before = line.previousElementSibling;
    return before?.dataset.node && before.dataset.kind !== "idea"
      ? { under: before.dataset.node }
      : null;
  };

  // --- moving ----------------------------------------------------------------------------------

  const act = (row, name, more = {}) => {
    const { node, seen, under } = row.dataset;
    return send({ act: name, node, seen, under, ...more });
  };
  const moves = {
    ArrowUp: (row) => act(row, "up"),
    ArrowDown: (row) => act(row, "down"),
    ArrowLeft: (row) => {
      const place = outOf(row.dataset.under);
      const leaving = row.dataset.under;
      return place && act(row, "move", { under: place.under, after: place.after, leaving });
    },
    ArrowRight: (row) => {
      const place = into(row);
      return place && act(row, "move", { under: place.under, leaving: row.dataset.under });
    },
  };

  document.addEventListener("keydown", (event) => {
    const row = event.target.closest?.("[data-drivers] .text")?.closest("li");
    const isUndo = event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (isUndo && !event.target.matches?.("input, textarea, select")) {
      const undo = room().querySelector(".drivers-undo");
      if (undo) {
        event.preventDefault();
        send({ act: "undo" });
      }
      return;
    }
    if (!row || event.target.matches("input")) return;
    inPicture = false;
    if (event.altKey && moves[event.key]) {
      event.preventDefault();
      moves[event.key](row);
    } else if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      rename(row);
    } else if (event.key === "Delete") {
      event.preventDefault();
      act(row, "remove");
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const names = [...room().querySelectorAll("li[data-node] .text[tabindex]")];
      const next = names[names.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) {
        event.preventDefault();
        next.focus();
      }
    }
  });

  // --- the mouse: click to write, drag to move, in the list and in the picture ----------------

  let held = null;
  const nodeAt = (event) => {
    const found = document.elementFromPoint(event.clientX, event.clientY);
    const box = found?.closest("[data-drivers] [data-node]");
    return box?.closest("[data-drivers]") ? box : null;
  };
  const unmark = (name) =>
    document.querySelectorAll(`.${name}`).forEach((one) => one.classList.remove(name));

  document.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    if (event.target.closest("a, button, input, select, textarea, summary, details, form")) return;
    const box = event.target.closest("[data-drivers] [data-node]");
    if (!box || box.dataset.node === "maal") return;
    inPicture = box.matches("g");
    held = { box, x: event.clientX, y: event.clientY, isMoved: false };
  });
  document.addEventListener("pointermove", (event) => {
    if (!held) return;
    if (Math.hypot(event.clientX - held.x, event.clientY - held.y) > 6) held.isMoved = true;
    if (!held.isMoved) return;
    event.preventDefault();
    document.documentElement.classList.add("is-dragging");
    held.box.classList.add("is-dragged");
    unmark("is-aimed");
    const target = nodeAt(event);
    if (target && target.dataset.node !== held.box.dataset.node) target.classList.add("is-aimed");
  });
  document.addEventListener("pointerup", (event) => {
    if (!held) return;
    const { box, isMoved } = held;
    held = null;
    const target = nodeAt(event);
    document.documentElement.classList.remove("is-dragging");
    for (const name of ["is-aimed", "is-dragged"]) unmark(name);
    const row = rowOf(box.dataset.node, box.dataset.under);
    if (!isMoved) {
      if (box.matches("g")) writeInPicture(box, row);
    } else if (target && target.dataset.node !== box.dataset.node) {
      const under = target.dataset.node === "maal" ? "" : target.dataset.node;
      const leaving = box.dataset.under ?? "";
      act(row, "move", { under, leaving });
    }
  });
  document.addEventListener("pointercancel", () => (held = null));
  // A finger and a screen reader press too.
  document.addEventListener("click", ({ target }) => {
    const name = target.closest("[data-drivers] li[data-node] > .driver > .text");
    if (!name || target.matches("input")) return;
    inPicture = false;
    rename(name.closest("li"));
  });

  const writeInPicture = (box, row) => {
    const frame = box.querySelector("rect");
    const holder = document.createElementNS("http://www.w3.org/2000/svg", "foreignObject");
    for (const name of ["x", "y", "width", "height"]) {
      holder.setAttribute(name, frame.getAttribute(name));
    }
    const area = document.createElement("textarea");
    const before = row.querySelector(":scope > .driver .text").textContent;
    Object.assign(area, { value: before, maxLength: 200 });
    area.setAttribute("aria-label", word("name"));
    const { node, seen } = row.dataset;
    const lever = row.dataset.lever ?? "";
    let isOver = false;
    const end = (isSaved) => {
      if (isOver) return;
      isOver = true;
      const typed = area.value.trim();
      keep(TYPING, null);
      holder.remove();
      if (isSaved && typed && typed !== before) {
        send({ act: "rename", node, seen, lever, text: typed });
      }
    };
    area.addEventListener("input", () => keep(TYPING, { node, under: "", text: area.value }));
    area.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter" || event.key === "Escape") {
        event.preventDefault();
        end(event.key === "Enter");
      }
    });
    area.addEventListener("blur", () => document.hasFocus() && end(true));
    holder.append(area);
    box.append(holder);
    area.focus();
    area.select();
  };

  // --- forms of the page itself, and what was being written when it was left -------------------

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-drivers] form[method=post]");
    if (!form) return;
    event.preventDefault();
    const given = Object.fromEntries(new FormData(form));
    delete given.csrfmiddlewaretoken;
    send(given);
  });

  const ready = () => {
    for (const name of room().querySelectorAll("li[data-node] > .driver > .text")) {
      Object.assign(name, { tabIndex: 0 });
      name.setAttribute("role", "button");
    }
  };

  const goOn = ({ node, under, after, text }) => {
    if (node) rename(rowOf(node, under), text);
    else if (!under || rowOf(under)) {
      add({ under, after, text, beside: after ? rowOf(after, under) : null });
    }
    write.open?.setSelectionRange(text.length, text.length);
  };

  ready();
  const typing = kept(TYPING);
  if (waiting.length) flush();
  else if (typing?.text) {
    say(word("found"));
    goOn(typing);
  } else if (room().dataset.focus) rowOf(room().dataset.focus)?.querySelector(".text")?.focus();
  room().querySelector("[data-failed]")?.focus();
}
