// Load Sphinx's search, its scripts and its index, only when there is something to look for.

const words = new URLSearchParams(location.search).get("q");
const here = document.documentElement.dataset.content_root;
const SCRIPTS = [
  ...["documentation_options", "doctools", "sphinx_highlight", "language_data", "searchtools"].map(
    (name) => `_static/${name}.js`,
  ),
  "searchindex.js",
];

if (words) {
  document.querySelector(".everything").hidden = true;
  for (const name of SCRIPTS) {
    const script = document.createElement("script");
    script.src = here + name;
    script.async = false; // in this order
    document.head.append(script);
  }
} else {
  document.querySelector("#ask").focus();
}
