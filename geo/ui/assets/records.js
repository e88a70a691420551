// The events and the figures as one list each, in reading order; one row is one button.
export default function ({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector(".cm-records");
  if (!root) {
    root = document.createElement("section");
    root.className = "cm-records";
    parentElement.append(root);
  }
  const active = root.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  root.setAttribute("aria-label", data.label);

  const tabs = document.createElement("div");
  tabs.className = "cm-tabs";
  tabs.setAttribute("role", "tablist");
  data.tabs.forEach((tab) => tabs.append(tabButton(tab)));

  const panel = document.createElement("div");
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-label", data.tabs.find((tab) => tab.on).label);
  const list = document.createElement("ol");
  list.className = "cm-list";
  data.rows.forEach((row) => list.append(item(row)));
  if (data.note) panel.append(paragraph("cm-note", data.note));
  panel.append(data.rows.length ? list : empty());
  if (data.more) panel.append(moreButton());

  root.replaceChildren(tabs, panel);
  keys(tabs, '[role="tab"]', ["ArrowLeft", "ArrowRight"]);
  keys(list, ".cm-row", ["ArrowUp", "ArrowDown"]);
  if (active)
    [...root.querySelectorAll("[data-key]")]
      .find((node) => node.dataset.key === active)
      ?.focus({ preventScroll: true });
  const before = root.dataset.selected;
  if (before !== (data.selected || "")) {
    root.dataset.selected = data.selected || "";
    // On a phone the selection stands above the list; a link opens at the top anyway.
    if (data.narrow) before !== undefined && reveal(document.querySelector(".st-key-stage"), "start");
    else reveal(list.querySelector('[aria-current="true"]'), "nearest");
  }

  function tabButton(tab) {
    const made = button("cm-tab", "tab-" + tab.value, () => setTriggerValue("tab", tab.value));
    made.setAttribute("role", "tab");
    made.setAttribute("aria-selected", String(tab.on));
    made.tabIndex = tab.on ? 0 : -1;
    made.append(span("cm-words", tab.label), span("cm-count", tab.count.toLocaleString("en")));
    return made;
  }

  function item(row) {
    const made = document.createElement("li");
    const press = button("cm-row", row.id, () => setTriggerValue("selected", row.id));
    if (row.id === data.selected) press.setAttribute("aria-current", "true");
    const head = span("cm-head", "");
    if (row.shape) head.append(mark(row));
    head.append(span("cm-date", row.date), span("cm-what", row.what));
    if (row.status) head.append(span("cm-status", row.status));
    press.append(head);
    if (row.value) press.append(span("cm-value", row.value));
    press.append(span("cm-place" + (row.placed ? "" : " cm-nowhere"), row.place));
    press.append(span("cm-quote", row.quote), span("cm-source", row.source));
    made.append(press);
    return made;
  }

  function mark(row) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "-1.35 -1.35 2.7 2.7");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", row.shape);
    path.setAttribute("fill", row.hollow ? "none" : row.colour);
    path.setAttribute("stroke", row.colour);
    path.setAttribute("stroke-width", "0.35");
    if (row.vague) svg.classList.add("cm-vague");
    svg.append(path);
    return svg;
  }

  function moreButton() {
    const made = button("cm-more", "more", () => setTriggerValue("more", Date.now()));
    made.textContent = data.more;
    return made;
  }

  function empty() {
    const made = document.createElement("div");
    made.className = "cm-empty";
    made.append(paragraph("", data.empty[0]), paragraph("cm-note", data.empty[1]));
    return made;
  }

  function button(name, key, press) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = name;
    made.dataset.key = key;
    made.onclick = press;
    return made;
  }

  function span(name, text) {
    const made = document.createElement("span");
    made.className = name;
    made.textContent = text;
    return made;
  }

  function paragraph(name, text) {
    const made = document.createElement("p");
    made.className = name;
    made.textContent = text;
    return made;
  }

  function keys(area, what, [back, on]) {
    area.onkeydown = (event) => {
      const step = event.key === back ? -1 : event.key === on ? 1 : 0;
      if (!step) return;
      const all = [...area.querySelectorAll(what)];
      const next = all[all.indexOf(document.activeElement) + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
    };
  }

  function reveal(node, block) {
    if (!node) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    node.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
  }
}
