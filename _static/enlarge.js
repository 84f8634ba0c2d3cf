// Shows the picture of a figure as wide as the window, or wider where its letters need that, in a
// dialog. Loaded when a reader first asks for it.

import { sheet } from "./sheet.js";

const LARGER = 1.1; // times the size for which a drawing is made, and its letters with it
const WIDEST = "100rem"; // of a photograph

/**
 * Open the picture of a figure; Escape, the button, or a press beside the picture closes it.
 * @param {HTMLElement} figure
 * @param {SVGSVGElement | HTMLImageElement} picture
 */
export async function enlarge(figure, picture) {
  const dialog = document.createElement("dialog");
  if (!dialog.showModal) return; // an old browser: the figure stays as it is
  await sheet(new URL("enlarge.css", import.meta.url).href);
  dialog.className = "enlarged";
  const caption = figure.querySelector(".caption-text")?.textContent.trim();
  dialog.setAttribute("aria-label", caption || "The figure, enlarged");
  const close = document.createElement("button");
  Object.assign(close, { type: "button", textContent: "Close", onclick: () => dialog.close() });
  const large = /** @type {typeof picture} */ (picture.cloneNode(true));
  const made = "viewBox" in picture ? picture.viewBox.baseVal.width : picture.naturalWidth;
  large.style.width = `max(100%, min(${LARGER * made}px, ${WIDEST}))`;
  const box = document.createElement("div");
  box.tabIndex = 0; // it scrolls
  box.append(large);
  dialog.append(close, box);
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
