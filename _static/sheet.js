// Loads a stylesheet that few readers need, once a page.

/** @type {Map<string, Promise<void>>} */
const sheets = new Map();

/**
 * Load a stylesheet.
 * @param {string} address
 */
export function sheet(address) {
  if (!sheets.has(address)) {
    const loaded = new Promise((done, fail) => {
      const link = document.createElement("link");
      Object.assign(link, { rel: "stylesheet", href: address, onload: () => done() });
      link.onerror = () => fail(new Error(`${address} did not come`));
      document.head.append(link);
    });
    sheets.set(address, loaded);
  }
  return sheets.get(address);
}
