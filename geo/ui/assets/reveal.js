// Brings an element of the page into view.
export default function ({ data }) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  document.getElementById(data.id)?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
}
