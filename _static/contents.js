// Marks in the contents which section is being read, names it in the bar of a narrow window, and
// closes that bar after a choice. Loaded when a reader first scrolls or opens the contents.

const box = /** @type {HTMLDetailsElement} */ (document.querySelector(".toc details"));
const bar = box.querySelector("summary");
const label = bar.textContent;
const wide = matchMedia("(min-width: 80rem)");
/** @type {[HTMLAnchorElement, HTMLElement][]} */
const sections = [];
for (const link of box.querySelectorAll("a")) {
  const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (section) sections.push([link, section]);
}
const READING = 0.3; // of the window's height: what is above it is being read

/** Mark the last section that begins above the line where one reads. */
function mark() {
  waiting = false;
  const begun = sections.filter(([, section]) => section.getBoundingClientRect().top < READING * innerHeight);
  const atEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  const [current] = (atEnd ? sections : begun).at(-1) ?? [];
  for (const [link] of sections) {
    if (link === current) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
  bar.textContent = current ? `${label}: ${current.textContent}` : label;
  if (current && wide.matches) keepInSight(current);
}

/**
 * Scroll the contents, and nothing else, so that a link is in sight.
 * @param {HTMLElement} link
 */
function keepInSight(link) {
  const list = box.parentElement;
  const [inside, around] = [link.getBoundingClientRect(), list.getBoundingClientRect()];
  if (inside.top < around.top) list.scrollTop -= around.top - inside.top;
  else if (inside.bottom > around.bottom) list.scrollTop += inside.bottom - around.bottom;
}

let waiting = false;
addEventListener(
  "scroll",
  () => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  },
  { passive: true },
);
mark();

wide.addEventListener("change", () => (box.open = wide.matches));

const close = () => wide.matches || box.removeAttribute("open");
document.addEventListener("click", ({ target }) => {
  const element = /** @type {Element} */ (target);
  if (!box.contains(element) || element.closest("a")) close();
});
box.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || wide.matches) return;
  close();
  bar.focus();
});
