// Marks on a page what a search has found there, in the section to which the result leads.

import { marked } from "./excerpt.js";

const address = new URL(location.href);
const words = new Set((address.searchParams.get("found") ?? "").split(" "));
address.searchParams.delete("found");
history.replaceState(history.state, "", address); // so that the address can be copied

const target = document.getElementById(decodeURIComponent(address.hash.slice(1)));
const place = target?.closest("section") ?? document.querySelector("article");
const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT, (text) =>
  text.parentElement.closest("script, svg, math, .headerlink, button") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
);
/** @type {Text[]} */
const texts = [];
while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
for (const text of texts) {
  const parts = marked(text.data, words);
  if (parts.length > 1) text.replaceWith(...parts);
}

const first = place.querySelector("mark");
first?.closest("details")?.setAttribute("open", "");
if (first && first.getBoundingClientRect().top > innerHeight - 40) first.scrollIntoView({ block: "center" });
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") for (const mark of document.querySelectorAll("mark")) mark.replaceWith(...mark.childNodes);
});
