// Tells whether the window is as narrow as a phone, and when that changes.
export default function ({ data, setStateValue }) {
  const query = window.matchMedia("(max-width: 767px)");
  const tell = () => setStateValue("narrow", query.matches);
  if (query.matches !== data.narrow) tell();
  query.addEventListener("change", tell);
  return () => query.removeEventListener("change", tell);
}
