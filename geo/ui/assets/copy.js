// A button that puts text on the clipboard, over plain http as well.
export default function ({ data, parentElement }) {
  let root = parentElement.querySelector(".cm-copy");
  if (!root) {
    root = document.createElement("span");
    root.className = "cm-copy";
    parentElement.append(root);
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "cm-button";
  button.textContent = data.label;
  const said = document.createElement("span");
  said.className = "cm-said";
  said.setAttribute("role", "status");
  root.replaceChildren(button, said);

  button.onclick = async () => {
    const done = (await modern(text())) || byHand(text());
    said.textContent = done ? data.copied : data.failed;
    root.classList.add("cm-done");
    setTimeout(() => {
      root.classList.remove("cm-done");
      said.textContent = "";
    }, 2500);
  };

  function text() {
    if (data.text !== undefined && data.text !== null) return data.text;
    const { origin, pathname } = window.location;
    return origin + pathname + (data.query ? "?" + data.query : "");
  }

  async function modern(words) {
    try {
      await navigator.clipboard.writeText(words);
      return true;
    } catch {
      return false;
    }
  }

  function byHand(words) {
    const area = document.createElement("textarea");
    area.value = words;
    area.setAttribute("readonly", "");
    area.className = "cm-offscreen";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    button.focus();
    return done;
  }
}
