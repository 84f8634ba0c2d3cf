// One record as each role is sent it in each state: every field shown, masked or absent, by a rule.

import { choice, controls, html, panel, says } from "./parts.js";

/**
 * Return what a role is sent in a state: the fields that are not absent.
 * @param {any} policy
 * @param {any} record
 * @param {string} role
 * @param {string} state
 */
function projected(policy, record, role, state) {
  const column = policy.states.indexOf(state);
  /** @type {[string, string | number][]} */
  const sent = [];
  for (const field of policy.fields) {
    const access = policy.cells[field][role][column];
    if (access !== "absent") sent.push([field, access === "masked" ? record[field].mask : record[field].value]);
  }
  return Object.fromEntries(sent);
}

/**
 * Return a name as an option and its text.
 * @param {string} name
 * @returns {[string, string]}
 */
const named = (name) => [name, name[0].toUpperCase() + name.slice(1)];

/**
 * Return the explorer.
 * @param {any} numbers
 * @returns {HTMLElement}
 */
export default function explore({ policy, record }) {
  const chosen = { role: "grader", state: "Graded" };
  const said = says();
  const body = html("tbody");
  const head = html("tr", {}, ...["What is sent, as JSON", "How", "By rule"].map((text) => html("th", { scope: "col" }, text)));
  const table = html("table", { class: "explore-record" }, html("thead", {}, head), body);
  /** @param {Partial<typeof chosen>} change */
  const show = (change) => {
    Object.assign(chosen, change);
    const { role, state } = chosen;
    const sent = projected(policy, record, role, state);
    const column = policy.states.indexOf(state);
    const counts = { shown: 0, masked: 0, absent: 0 };
    body.replaceChildren(
      ...policy.fields.map((/** @type {string} */ field) => {
        const access = /** @type {keyof typeof counts} */ (policy.cells[field][role][column]);
        counts[access] += 1;
        const [rule, why] = policy.rules[field][role];
        const line = access === "absent" ? field : `${JSON.stringify(field)}: ${JSON.stringify(sent[field])}`;
        return html(
          "tr",
          access === "absent" ? { class: "explore-absent" } : {},
          html("td", {}, line),
          html("td", {}, access),
          html("td", {}, rule, html("small", {}, why)),
        );
      }),
    );
    const text = JSON.stringify(sent);
    Object.assign(said.dataset, { role, state, body: text, ...counts });
    said.textContent =
      `${named(role)[1]}, while the exam is ${state}: ${counts.shown} fields shown, ` +
      `${counts.masked} masked, ${counts.absent} absent; ${new TextEncoder().encode(text).length} bytes.`;
  };
  const row = controls(
    choice("Role", policy.roles.map(named), chosen.role, (role) => show({ role })),
    choice("State of the exam", policy.states.map(named), chosen.state, (state) => show({ state })),
  );
  show({});
  return panel(row, said, table);
}
