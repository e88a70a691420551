// A small histogram of events by date, over two date fields; dragging over bars chooses a range.
export default function ({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector(".cm-dates");
  if (!root) {
    root = document.createElement("fieldset");
    root.className = "cm-dates";
    parentElement.append(root);
  }
  const focused = root.contains(document.activeElement) ? document.activeElement.name : null;
  const tallest = Math.max(1, ...data.bins.map((bin) => bin.count));

  const heading = document.createElement("legend");
  heading.textContent = data.label;
  const said = document.createElement("span");
  said.className = "cm-said";
  said.textContent = data.said;
  heading.append(said);

  const bars = document.createElement("div");
  bars.className = "cm-bars";
  bars.setAttribute("role", "img");
  bars.setAttribute("aria-label", data.summary);
  data.bins.forEach((bin, place) => {
    const bar = document.createElement("span");
    bar.className = "cm-bar";
    bar.dataset.place = place;
    bar.title = `${bin.label}: ${bin.count.toLocaleString("en")}`;
    bar.classList.toggle("cm-out", !bin.chosen);
    const fill = document.createElement("span");
    fill.style.height = bin.count ? `${Math.max(8, (100 * bin.count) / tallest)}%` : "0";
    bar.append(fill);
    bars.append(bar);
  });
  drag(bars);

  const ends = document.createElement("div");
  ends.className = "cm-ends";
  const from = field("from", data.from, data.words.from);
  const to = field("to", data.to, data.words.to);
  ends.append(from, to);
  const parts = [heading, bars, axis(), ends];
  if (data.chosen) parts.push(clear());
  root.replaceChildren(...parts);
  if (focused) root.querySelector(`[name="${focused}"]`)?.focus({ preventScroll: true });

  function field(name, value, label) {
    const wrap = document.createElement("label");
    const words = document.createElement("span");
    words.textContent = label;
    const input = document.createElement("input");
    input.type = "date";
    input.name = name;
    input.value = value || "";
    input.min = data.first || "";
    input.max = data.last || "";
    // A year typed digit by digit passes through 0002, 0020 and 0202; wait until it is whole.
    const settle = () => {
      if (input.value === (value || "")) return;
      if (input.value && Number(input.value.slice(0, 4)) < 1000) return;
      if (!input.value && input.validity.badInput) return;
      send(name === "from" ? input.value : data.from, name === "to" ? input.value : data.to);
    };
    input.onblur = settle;
    input.onkeydown = (event) => event.key === "Enter" && settle();
    input.onchange = () => document.activeElement !== input && settle();
    input.oninput = () => {
      clearTimeout(input.waiting);
      input.waiting = setTimeout(settle, 900);
    };
    wrap.append(words, input);
    return wrap;
  }

  function clear() {
    const made = document.createElement("button");
    made.type = "button";
    made.name = "clear";
    made.className = "cm-quiet";
    made.textContent = data.words.clear;
    made.onclick = () => send("", "");
    return made;
  }

  function axis() {
    const made = document.createElement("div");
    made.className = "cm-axis";
    made.setAttribute("aria-hidden", "true");
    for (const bin of [data.bins[0], data.bins[data.bins.length - 1]]) {
      const end = document.createElement("span");
      end.textContent = bin ? bin.label : "";
      made.append(end);
    }
    return made;
  }

  function send(start, end) {
    if (start && end && start > end) [start, end] = [end, start];
    setTriggerValue("range", { start: start || null, end: end || null });
  }

  function drag(area) {
    let first = null;
    const place = (event) => {
      const box = area.getBoundingClientRect();
      const share = (event.clientX - box.left) / box.width;
      return Math.min(data.bins.length - 1, Math.max(0, Math.floor(share * data.bins.length)));
    };
    const paint = (last) => {
      const [low, high] = [Math.min(first, last), Math.max(first, last)];
      [...area.children].forEach((bar, i) => bar.classList.toggle("cm-out", i < low || i > high));
    };
    area.onpointerdown = (event) => {
      if (!data.bins.length || event.button) return;
      first = place(event);
      area.setPointerCapture(event.pointerId);
      paint(first);
    };
    area.onpointermove = (event) => first !== null && paint(place(event));
    area.onpointerup = (event) => {
      if (first === null) return;
      const last = place(event);
      const [low, high] = [Math.min(first, last), Math.max(first, last)];
      first = null;
      send(data.bins[low].start, data.bins[high].end);
    };
    area.onpointercancel = () => {
      first = null;
    };
  }
}
