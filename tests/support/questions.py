"""What a test asks a page, in JavaScript: functions that every engine can run."""

# The page hears of a new width with the next frame, and so must we.
SETTLED = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"""
WAIT = """async (...all) => {
  for (let i = 0; i < 200; i += 1) {
    const found = await (FUNCTION)(...all);
    if (found) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("waited in vain for FUNCTION");
}"""
TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
    .map((e) => `too wide: ${e.tagName}.${e.getAttribute("class")}`)"""
# A box begins between its own heading, the last before it in the page, and the next; it ends above
# the foot.
MISPLACED = """() => {
  const top = (e) => e.getBoundingClientRect().top;
  const bottom = (e) => e.getBoundingClientRect().bottom;
  const heads = [...document.querySelectorAll("main :is(h1, h2, h3)")];
  const foot = top(document.querySelector("footer"));
  const after = (a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING;
  const found = [];
  for (const box of document.querySelectorAll("main :is(.folio-facts, .sd-aside)")) {
    const said = box.textContent.trim().slice(0, 40);
    const own = [...heads].reverse().find((head) => after(head, box));
    const next = heads.find((head) => after(box, head));
    const astray = top(box) < top(own) || (next && top(box) >= top(next));
    if (astray) found.push(`beside another heading: ${said}`);
    if (bottom(box) > foot + 1) found.push(`over the foot: ${said}`);
  }
  return found;
}"""
# The text right after each formula in a line, where it does not begin with a space, must stand on
# the formula's own line; so must the text right before it. No formula is broken itself.
PARTED = """() => {
  const parted = [];
  for (const formula of document.querySelectorAll("main math")) {
    if (formula.closest("div.math") || !formula.getClientRects().length) continue;
    if (formula.getClientRects().length > 1) parted.push(`broken: ${formula.textContent.trim()}`);
    const texts = document.createTreeWalker(formula.closest("p, li, td, figcaption, dd, h1, h2") ??
      formula.parentElement, NodeFilter.SHOW_TEXT);
    const all = [];
    while (texts.nextNode()) if (!formula.contains(texts.currentNode)) all.push(texts.currentNode);
    const box = formula.getBoundingClientRect();
    const follows = (text) =>
      formula.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
    const after = all.find(follows);
    const before = all.filter((text) => !follows(text)).pop();
    for (const [text, at] of [[after, 0], [before, (before?.length ?? 0) - 1]]) {
      if (!text?.length || /\\s|[-–]/.test(text.data[at])) continue;
      const range = document.createRange();
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      const mark = range.getBoundingClientRect();
      if (mark.height && (mark.top > box.bottom || mark.bottom < box.top))
        parted.push(`parted: ${text.data.slice(Math.max(0, at - 20), at + 20)}`);
    }
  }
  return parted;
}"""
LAYOUT = {"too wide": TOO_WIDE, "misplaced": MISPLACED, "parted": PARTED}
# Letters of other machines are wider than ours, and some readers want them larger.
LARGE = {
    "letters twice as large": "() => { document.documentElement.style.fontSize = '200%'; }",
    "formulas a third larger": """() => document.querySelectorAll("math").forEach(
      (m) => { m.style.fontSize = "1.3em"; })""",
}
