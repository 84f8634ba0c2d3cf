// What explorers are made of: native controls, which work by keyboard and touch, and SVG.

const SVG = "http://www.w3.org/2000/svg";

/**
 * Give an element its attributes and children. An attribute that is undefined is left out.
 * @template {Element} T
 * @param {T} element
 * @param {Record<string, string | number | undefined>} attributes
 * @param {(Node | string)[]} children
 * @returns {T}
 */
function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/**
 * Return an SVG element.
 * @param {string} name
 * @param {Record<string, string | number | undefined>} [attributes]
 * @param {...(Node | string)} children
 * @returns {SVGElement}
 */
export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

/**
 * Return an HTML element.
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} name
 * @param {Record<string, string | number | undefined>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[N]}
 */
export function html(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/**
 * Return a labelled list to choose from.
 * @param {string} label
 * @param {[string, string][]} options values and their texts
 * @param {string} chosen
 * @param {(value: string) => void} onChange
 * @returns {HTMLElement}
 */
export function choice(label, options, chosen, onChange) {
  const select = html("select");
  for (const [value, text] of options) select.append(html("option", { value }, text));
  select.value = chosen;
  select.addEventListener("change", () => onChange(select.value));
  return html("label", {}, html("span", {}, label), select);
}

/**
 * Return a labelled slider that shows its value in words.
 * @param {string} label
 * @param {{min: number, max: number, step?: number, value: number,
 *   text?: (value: number) => string}} range
 * @param {(value: number) => void} onChange
 * @returns {HTMLElement}
 */
export function slider(label, { min, max, step = 1, value, text = String }, onChange) {
  const shown = html("span", { class: "explore-value" });
  const input = html("input", { type: "range", min, max, step, value });
  const show = () => {
    shown.textContent = text(input.valueAsNumber);
    input.setAttribute("aria-valuetext", shown.textContent);
  };
  input.addEventListener("input", () => {
    show();
    onChange(input.valueAsNumber);
  });
  show();
  return html("label", {}, html("span", {}, label, " ", shown), input);
}

/**
 * Return a labelled box to tick.
 * @param {string} label
 * @param {boolean} checked
 * @param {(checked: boolean) => void} onChange
 * @returns {HTMLElement}
 */
export function toggle(label, checked, onChange) {
  const input = html("input", { type: "checkbox" });
  input.checked = checked;
  input.addEventListener("change", () => onChange(input.checked));
  return html("label", { class: "explore-toggle" }, input, label);
}

/**
 * Return a button.
 * @param {string} label
 * @param {() => void} onPress
 * @returns {HTMLButtonElement}
 */
export function press(label, onPress) {
  const button = html("button", { type: "button" }, label);
  button.addEventListener("click", onPress);
  return button;
}

/**
 * Return the line that says in words what is shown; changes to it are announced.
 * @returns {HTMLElement}
 */
export function says() {
  return html("output", { class: "explore-says", "aria-live": "polite" });
}

/**
 * Return a row of controls.
 * @param {...HTMLElement} elements
 * @returns {HTMLElement}
 */
export function controls(...elements) {
  return html("div", { class: "explore-controls" }, ...elements);
}

/**
 * Return the whole explorer.
 * @param {...Element} elements
 * @returns {HTMLElement}
 */
export function panel(...elements) {
  return html("div", { class: "explore" }, ...elements);
}
