// Lead on from an address that has moved. What the visitor has after # is kept.
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

const lead = () => {
  const name = plain(location.hash.slice(1));
  if (Object.hasOwn(elsewhere, name)) location.replace(elsewhere[name]);
  else if (to) location.replace(location.hash ? to.split("#")[0] + location.hash : to);
};

addEventListener("hashchange", lead);
lead();
