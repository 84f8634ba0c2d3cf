// Boxes that may scroll sideways can be reached by keyboard; those that do not need not be. Loaded
// with the first key; until then all of them can be reached.

const boxes = document.querySelectorAll("pre, div.math, .folio-wide, .pst-scrollable-table-container");
const reach = () => {
  for (const box of boxes) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
};
document.fonts.ready.then(reach);
const sizes = new ResizeObserver(reach); // a box in a tab has no size until it is opened
for (const box of boxes) sizes.observe(box);
