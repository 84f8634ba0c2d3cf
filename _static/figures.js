// Pictures that come when they are scrolled near: drawings that follow the page's theme in place
// of lazy images, and explorers in place of drawings. What fails to come leaves the picture.

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      arrive(/** @type {HTMLElement} */ (target)).catch((error) => console.info(`The still picture stays: ${error.message}`));
    }
  },
  { rootMargin: "600px 0px" },
);

/**
 * Replace what stands in a picture by what is better.
 * @param {HTMLElement} picture
 */
async function arrive(picture) {
  const { explore, numbers = "", still } = picture.dataset;
  const image = picture.querySelector("img");
  if (explore) {
    const parts = [await explored(explore, numbers)];
    if (still) parts.push(folded(still, picture.childNodes));
    picture.replaceChildren(...parts);
  }
  else if (image) image.replaceWith(await drawn(image));
}

/**
 * Return an explorer in its first state.
 * @param {string} module
 * @param {string} numbers
 * @returns {Promise<HTMLElement>}
 */
async function explored(module, numbers) {
  const address = new URL(module, document.baseURI).href;
  const [{ default: explore }, answer] = await Promise.all([
    import(address),
    fetch(numbers),
    import("./sheet.js").then(({ sheet }) => sheet(new URL("explore.css", address).href)),
  ]);
  if (!answer.ok) throw new Error(`${numbers}: ${answer.status}`);
  return explore((await answer.json()).numbers);
}

/**
 * Return what stood in a picture, to unfold.
 * @param {string} name
 * @param {NodeListOf<ChildNode>} parts
 */
function folded(name, parts) {
  const fold = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = name;
  fold.append(summary, ...parts);
  return fold;
}

/**
 * Return the drawing of an image, to stand in the page.
 * @param {HTMLImageElement} image
 * @returns {Promise<Element>}
 */
async function drawn(image) {
  const answer = await fetch(image.src);
  if (!answer.ok) throw new Error(`${image.src}: ${answer.status}`);
  // Its own colours go: the page brings them, and the page's policy refuses a style.
  const text = (await answer.text()).replace(/<style>.*?<\/style>/s, "");
  const drawing = new DOMParser().parseFromString(text, "image/svg+xml");
  return document.importNode(drawing.documentElement, true);
}

for (const picture of document.querySelectorAll("[data-explore], [data-late]")) {
  near.observe(picture);
}
