// The page of the search: everything that matches, and the list of all pages while nothing is asked.

const field = /** @type {HTMLInputElement} */ (document.querySelector("#ask"));
const everything = /** @type {HTMLElement} */ (document.querySelector(".everything"));
const MOST = 60;

/** Load the search, with what stands in the field. */
async function search() {
  const { attach } = await import("./panel.js");
  await attach(field, document.querySelector("#search-results"), MOST, (query) => {
    everything.hidden = Boolean(query);
    const address = new URL(location.href);
    address.search = query ? `?${new URLSearchParams({ q: query })}` : "";
    history.replaceState(history.state, "", address); // so that one can come back to it
  });
}

field.form.addEventListener("submit", (event) => event.preventDefault()); // the results are there
field.value ||= new URLSearchParams(location.search).get("q") ?? "";
if (field.value) search();
else field.addEventListener("input", search, { once: true });
field.focus();
