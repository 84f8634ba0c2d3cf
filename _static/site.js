// What a page does beyond reading: the theme switch, copy buttons, and keys for the search.

const root = document.documentElement;

/** The themes in the order in which the switch shows them; "" follows the system, and the next is the other one. */
const THEMES = matchMedia("(prefers-color-scheme: dark)").matches
  ? { "": "Automatic", light: "Light", dark: "Dark" }
  : { "": "Automatic", dark: "Dark", light: "Light" };

const themeSwitch = document.querySelector("button.theme");

/** Name the theme that is shown, and say what a press does. */
function nameTheme() {
  const name = THEMES[root.dataset.theme] ?? THEMES[""];
  themeSwitch.textContent = name;
  themeSwitch.setAttribute("aria-label", `Theme: ${name}. Change it.`);
}

themeSwitch.addEventListener("click", () => {
  const names = Object.keys(THEMES);
  const theme = names[(names.indexOf(root.dataset.theme ?? "") + 1) % names.length];
  root.dataset.theme = theme;
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // Without storage the choice holds for this page.
  }
  nameTheme();
});
nameTheme();
themeSwitch.hidden = false;

/**
 * Return a new button.
 * @param {string} name its class
 * @param {string} text
 */
function button(name, text) {
  return Object.assign(document.createElement("button"), { className: name, textContent: text });
}
for (const code of document.querySelectorAll("div.highlight")) code.append(button("copy", "Copy"));
for (const caption of document.querySelectorAll("figcaption")) {
  if (!caption.parentElement.querySelector("[data-explore]")) caption.prepend(button("enlarge", "Enlarge"));
}
document.addEventListener("click", async ({ target }) => {
  const figure = target.closest("figure");
  const pressed = target.closest("a, .explore") ? null : target.closest("svg, img");
  const picture = target.matches(".enlarge") ? figure.querySelector("svg, img") : pressed;
  if (figure && picture) import("./enlarge.js").then(({ enlarge }) => enlarge(figure, picture));
  if (!target.matches(".copy")) return;
  try {
    await navigator.clipboard.writeText(target.parentElement.querySelector("pre").textContent.trimEnd());
    target.textContent = "Copied";
  } catch {
    target.textContent = "Select it to copy";
  }
  setTimeout(() => (target.textContent = "Copy"), 2000);
});

const more = document.querySelector("details.more");
const closeMore = () => more?.removeAttribute("open");
document.addEventListener("click", (event) => more?.contains(event.target) || closeMore());

// The contents are open where they stand beside the text; what marks the section comes when needed.
const contents = document.querySelector(".toc details");
if (contents) {
  contents.parentElement.removeAttribute("tabindex"); // without scripts its box scrolls by itself
  const beside = matchMedia("(min-width: 80rem)");
  const open = () => (contents.open = beside.matches);
  beside.addEventListener("change", open);
  open();
  const follow = () => import("./contents.js");
  contents.addEventListener("click", follow, { once: true });
  addEventListener("scroll", follow, { once: true });
}

// The search comes with the first letter, and what it found is marked where its results lead.
const find = document.querySelector(".find");
const field = find.querySelector("input");
field.placeholder = "Search: / or Ctrl K";
field.addEventListener("input", () => import("./search/panel.js").then((search) => search.hang(find)), {
  once: true,
});
if (location.search.includes("found=")) import("./search/arrive.js");

// What a reference leads to is shown beside it; a finger's first press only shows it.
let finger = false;
let previews; // once it is here it is asked at once: what waits could open after Escape has closed
const meet = (event) => {
  if (event.pointerType) finger = event.pointerType === "touch";
  const link = event.target.closest?.("main :is(p, td, li) a");
  if (!link?.hash || link.host !== location.host) return;
  const press = event.type === "click" && finger && !link.hasAttribute("aria-describedby");
  if (press) event.preventDefault();
  if (finger && !press) return;
  const how = press ? "press" : event.type;
  if (previews) previews.meet(link, how);
  else import("./previews.js").then((module) => (previews = module).meet(link, how));
};
for (const type of ["pointerover", "focusin", "click"]) document.addEventListener(type, meet);

addEventListener("keydown", () => import("./reach.js"), { once: true });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && more?.open) {
    closeMore();
    more.querySelector("summary").focus();
  }
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const asked = event.key === "k" && (event.ctrlKey || event.metaKey);
  if (asked || (event.key === "/" && !typing)) {
    event.preventDefault();
    const ask = document.querySelector("#ask") ?? field;
    if (ask.offsetParent) ask.focus();
    else location.href = find.action;
  }
});
