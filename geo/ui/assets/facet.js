// Choices with their counts, as buttons that stay pressed; none pressed means all are shown.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = ownRoot(parentElement, "fieldset", "cm-facet");
  const focused = root.contains(document.activeElement) ? document.activeElement.value : null;
  const narrowed = data.options.some((option) => option.on);
  root.classList.toggle("cm-narrowed", narrowed);
  root.replaceChildren(legend(data.label), ...data.options.map(button));
  if (focused !== null)
    [...root.querySelectorAll("button")].find((b) => b.value === focused)?.focus({ preventScroll: true });

  function button(option) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "cm-choice";
    made.value = option.value;
    made.setAttribute("aria-pressed", String(option.on));
    made.classList.toggle("cm-none", option.count === 0);
    if (option.shape) made.append(mark(option));
    const words = document.createElement("span");
    words.className = "cm-words";
    words.textContent = option.label;
    const count = document.createElement("span");
    count.className = "cm-count";
    count.textContent = option.count.toLocaleString("en");
    made.append(words, count);
    made.onclick = () => setTriggerValue("toggled", option.value);
    return made;
  }

  function legend(text) {
    const made = document.createElement("legend");
    made.textContent = text;
    return made;
  }

  function mark(option) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "-1.25 -1.25 2.5 2.5");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", option.shape);
    path.setAttribute("fill", option.colour);
    svg.append(path);
    return svg;
  }

  function ownRoot(parent, tag, name) {
    let made = parent.querySelector("." + name);
    if (!made) {
      made = document.createElement(tag);
      made.className = name;
      parent.append(made);
    }
    return made;
  }
}
