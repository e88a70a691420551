// The filters that are on, each of which can be taken off.
export default function ({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector(".cm-chips");
  if (!root) {
    root = document.createElement("div");
    root.className = "cm-chips";
    parentElement.append(root);
  }
  const said = document.createElement("span");
  said.className = "cm-said";
  said.setAttribute("role", "status");
  said.textContent = data.said;
  root.replaceChildren(said, ...data.chips.map(chip));
  if (data.chips.length) root.append(press("cm-quiet", data.words.reset, () => setTriggerValue("reset", Date.now())));

  function chip(one) {
    const made = press("cm-chip", one.label, () => setTriggerValue("removed", { name: one.name, value: one.value }));
    made.setAttribute("aria-label", one.remove);
    const cross = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    cross.setAttribute("viewBox", "0 0 10 10");
    cross.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", "M2 2L8 8M8 2L2 8");
    cross.append(path);
    made.append(cross);
    return made;
  }

  function press(name, text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = name;
    made.textContent = text;
    made.onclick = act;
    return made;
  }
}
