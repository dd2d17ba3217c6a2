// Every pair of text and ground on the page that axe judges by its colours, as words that are equal
// where the verdict must be: the text's colour and size class, and all that lies behind it. Some of
// those who show a pair that was not judged before are marked, for axe to find.
(judged) => {
  const before = new Set(judged);
  const times = new Map();
  const grounds = new Map();
  const hasWords = (one) => [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
  // {behind, faded, gone}: backgrounds from the last that covers all, what fades, whether unseen.
  const ground = (one) => {
    if (one === null) return { behind: "", faded: "", gone: false };
    if (grounds.has(one)) return grounds.get(one);
    const under = ground(one.parentElement);
    const style = getComputedStyle(one);
    let { behind, faded, gone } = under;
    const paint = style.backgroundColor;
    const covers = paint.startsWith("rgb(") && style.backgroundClip !== "text";
    if (covers) behind = paint;
    // Laid over something else: what that is depends on which of the product's boxes it is.
    else if (style.position !== "static") behind += `/${one.tagName}.${one.getAttribute("class")}`;
    if (!covers && paint !== "rgba(0, 0, 0, 0)") behind += `+${paint}`;
    if (style.backgroundImage !== "none") behind += `+${style.backgroundImage}`;
    for (const side of ["::before", "::after"]) {
      const beside = getComputedStyle(one, side);
      if (beside.content !== "none" && beside.backgroundColor !== "rgba(0, 0, 0, 0)") {
        behind += `+${side}${beside.backgroundColor}`;
      }
    }
    for (const what of ["opacity", "filter", "mixBlendMode", "textShadow"]) {
      const value = style[what];
      if (!["1", "none", "normal"].includes(value)) faded += `+${what} ${value}`;
    }
    if (style.overflow !== "visible" || style.clip !== "auto" || style.clipPath !== "none") {
      const box = one.getBoundingClientRect();
      gone ||= box.width <= 1 || box.height <= 1;
    }
    const found = { behind, faded, gone };
    grounds.set(one, found);
    return found;
  };
  const pairs = new Set();
  const note = (one, said) => {
    const { behind, faded, gone } = ground(one);
    if (gone || !one.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return;
    const box = one.getBoundingClientRect();
    if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0) return;
    const style = getComputedStyle(one);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const off = one.closest(":disabled, [aria-disabled=true]") || one.closest("label")?.control?.disabled;
    const pair = [style.color, behind, faded, large ? "large" : "small", off ? "off" : ""];
    if (one instanceof SVGElement) pair.push(style.fill);
    // One character alone is no text to axe.
    if (said.trim().length === 1) pair.push("one character");
    // A link is to be told from the text it stands in.
    const link = one.closest("a");
    const own = link && getComputedStyle(link);
    if (own?.display.startsWith("inline") && hasWords(link.parentElement)) {
      const within = getComputedStyle(link.parentElement);
      pair.push(own.textDecorationLine, own.borderBottom, own.fontWeight, own.color);
      pair.push(within.color, within.fontWeight);
    }
    const words = pair.join("|");
    pairs.add(words);
    times.set(words, (times.get(words) ?? 0) + 1);
    if (!before.has(words) && times.get(words) <= 4) one.setAttribute("data-unjudged", "");
  };
  const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.data.trim()) note(text.parentElement, text.data);
  }
  for (const field of document.querySelectorAll("input, select, textarea")) {
    note(field, field.value || field.placeholder || "");
  }
  return [...pairs];
}
