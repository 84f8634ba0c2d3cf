// Lead on from an address that has moved. What the visitor has after ? and after # is kept.
// It stands in the head, so that nothing is painted before; without scripts the page's own
// refresh and its link lead on.
const { to, anchors } = document.currentScript.dataset;
const elsewhere = JSON.parse(anchors ?? "{}");

const plain = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const go = (target, hash) => {
  const [page, anchor] = target.split("#");
  location.replace(page + location.search + (hash || (anchor ? `#${anchor}` : "")));
};

const lead = () => {
  const name = plain(location.hash.slice(1));
  if (Object.hasOwn(elsewhere, name)) go(elsewhere[name], "");
  else if (to) go(to, location.hash);
};

addEventListener("hashchange", lead);
lead();
