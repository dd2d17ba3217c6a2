// Groups are moved by the lists on the page. With this file they can be dragged too, what was done
// is read aloud, and the sliders say in words how much they mean.

const table = () => document.getElementById("bord");

const prepare = () => {
  for (const item of table().querySelectorAll(".members > li")) item.draggable = true;
};

let dragged = null;

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-code]");
  if (dragged) event.dataTransfer.setData("text/plain", dragged.dataset.code);
});

document.addEventListener("dragover", (event) => {
  const group = event.target.closest?.("[data-group]");
  for (const each of document.querySelectorAll(".group.over")) {
    if (each !== group) each.classList.remove("over");
  }
  if (!dragged || !group || group.contains(dragged)) return;
  event.preventDefault();
  group.classList.add("over");
});

document.addEventListener("dragend", () => {
  dragged = null;
  for (const each of document.querySelectorAll(".group.over")) each.classList.remove("over");
});

document.addEventListener("drop", (event) => {
  const group = event.target.closest?.("[data-group]");
  if (!dragged || !group || group.contains(dragged)) return;
  event.preventDefault();
  const form = dragged.querySelector("form.move");
  form.elements.to.value = `move:${group.dataset.group}`;
  form.requestSubmit();
});

// The table is sent again whole: other forms learn its new version, focus goes back to whoever was
// moved, and what was done is read aloud.
let moved = "";
document.addEventListener("htmx:beforeRequest", (event) => {
  moved = event.detail.elt.elements?.code?.value ?? "";
});
document.addEventListener("htmx:afterSwap", () => {
  const version = table().querySelector("input[name=version]")?.value;
  for (const field of document.querySelectorAll("[data-version]")) field.value = version ?? field.value;
  document.getElementById("siges").textContent =
    `${table().dataset.said} ${table().querySelector(".answer").textContent}`;
  prepare();
  table().querySelector(`[data-code="${CSS.escape(moved)}"] summary`)?.focus();
});

for (const slider of document.querySelectorAll("[data-says]")) {
  const words = document.querySelectorAll("#amounts li");
  slider.addEventListener("input", () => {
    document.getElementById(slider.dataset.says).textContent = words[slider.value]?.textContent ?? "";
  });
}

prepare();
