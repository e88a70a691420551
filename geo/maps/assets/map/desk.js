/* What the page says to the map and hears from it, and what the pointer and keys do. */

const STILL = 450;
const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const thumb = window.matchMedia("(pointer: coarse)").matches;

function standing(map) {
  const centre = map.getCenter().wrap();
  return [map.getZoom(), Number(centre.lat.toFixed(4)), Number(centre.lng.toFixed(4))];
}

/* Whether two views are the same but for rounding: to a tenth of a zoom and two pixels. */
function same(one, other) {
  if (!one || !other || Math.abs(one[0] - other[0]) > 0.1) return false;
  const near = (2 * 360) / (256 * 2 ** one[0]);
  return Math.abs(one[1] - other[1]) < near && Math.abs(one[2] - other[2]) < near;
}

/* The state of one frame: what it was told, and what it said. */
class Desk {
  constructor(map, overlay) {
    this.map = map;
    this.overlay = overlay;
    this.opened = false;
    this.fits = false;
    this.drawn = "";
    this.told = null;
    this.said = [];
    this.due = false;
    this.value = { count: 0, picked: null, spot: null, view: null };
    this.step = -1;
    overlay.on("outlined", () => this.fit());
  }

  tell() {
    if (window.Streamlit) window.Streamlit.setComponentValue({ ...this.value });
  }

  update(payload) {
    const before = this.overlay._selected;
    const opening = !this.opened;
    this.overlay.show(payload);
    if (opening) this.open(payload);
    else if (payload.view && !same(payload.view, this.told)) this.move(payload.view);
    if (payload.view || payload.marks.key !== this.drawn) this.fits = opening && !payload.view;
    this.told = payload.view;
    this.drawn = payload.marks.key;
    const picked = payload.selected;
    const linked = opening && payload.view;
    const chosen = picked && picked !== before && picked !== this.value.picked;
    if (chosen && !linked) this.reveal(picked);
  }

  open(payload) {
    this.opened = true;
    this.fits = !payload.view;
    this.map.invalidateSize({ animate: false });
    if (payload.view) this.go(payload.view);
    else this.fit();
  }

  /* Until anyone moves it or other records are shown, a map that opened without a view keeps
     to what it opened on, through outlines that arrive and panels that open. */
  fit() {
    if (!this.fits) return;
    const all = this.overlay.extent();
    if (all.isValid()) {
      this.map.fitBounds(all, { animate: false, padding: [40, 40], maxZoom: 8 });
    }
    this.value.view = standing(this.map);
  }

  resized() {
    this.fit();
    this.value.view = standing(this.map);
  }

  go([zoom, lat, lon]) {
    this.map.setView([lat, lon], zoom, { animate: false });
    this.value.view = standing(this.map);
  }

  /* The page repeats each view that it hears of; such an echo never pulls the map back. */
  move(view) {
    const heard = this.said.findIndex((said) => same(said, view));
    if (heard < 0) this.go(view);
    else this.said = this.said.slice(heard + 1);
  }

  reveal(key) {
    const at = this.overlay.find(key);
    if (!at) return;
    const inner = this.map.getBounds().pad(-0.18);
    if (this.map.getZoom() >= 5 && inner.contains(at)) return;
    this.due = true;
    this.fits = false;
    this.map.setView(at, Math.max(this.map.getZoom(), 6), { animate: !calm, duration: 0.35 });
  }

  moved() {
    const view = standing(this.map);
    // A panel that opens beside the map meanwhile must not keep this move from the page.
    if (same(view, this.value.view) && !this.due) return;
    this.due = false;
    this.said.push(view);
    this.value.view = view;
    this.tell();
  }

  pick(target) {
    const key = target ? this.chosen(target) : null;
    this.value.count += 1;
    this.value.picked = key;
    this.value.spot = target && target.spots && target.spots[0] ? target.spots[0].index : null;
    this.overlay.select(key);
    this.tell();
  }

  /* The first record of a target, or the one after the record that is selected. */
  chosen(target) {
    const keys = target.marks.map((mark) => mark.key);
    return keys[(keys.indexOf(this.overlay._selected) + 1) % keys.length];
  }

  press(target) {
    if (target && target.kind === "cell") return this.approach(target);
    if (target && target.kind === "group" && target.spots.length > 1) return this.part(target);
    const spread = target && target.kind !== "petal" && target.marks.length > 1;
    if (!target || target.kind !== "petal") this.overlay.spread(spread ? target.spots[0] : null);
    return this.pick(target);
  }

  approach(cell) {
    this.map.setView([cell.lat, cell.lon], this.map.getZoom() + 2, { animate: !calm });
  }

  /* Zoom in until the places of a group stand apart. */
  part(group) {
    const box = L.latLngBounds(group.spots.map((spot) => [spot.lat, spot.lon]));
    const nearest = this.map.getMaxZoom();
    if (this.map.getZoom() >= nearest) return this.pick(group);
    const zoom = Math.max(this.map.getZoom() + 1, this.map.getBoundsZoom(box.pad(0.3)));
    return this.map.setView(box.getCenter(), Math.min(zoom, nearest), { animate: !calm });
  }
}

class Pointer {
  constructor(desk) {
    this.desk = desk;
    this.container = desk.map.getContainer();
    this.tip = L.DomUtil.create("div", "map-tip", this.container);
    this.tip.hidden = true;
    this.said = L.DomUtil.create("div", "map-said", this.container);
    this.said.setAttribute("aria-live", "polite");
    desk.map.on("mousemove", (event) => this.over(event.layerPoint));
    desk.map.on("mouseout movestart zoomstart resize", () => this.hide());
    desk.map.on("click", (event) => desk.press(desk.overlay.hit(event.layerPoint)));
    this.container.addEventListener("keydown", (event) => this.key(event));
  }

  hide() {
    this.tip.hidden = true;
    this.container.classList.remove("over-mark");
  }

  over(point) {
    const target = this.desk.overlay.hit(point);
    if (!target) return this.hide();
    this.container.classList.add("over-mark");
    return this.show(target, target.kind === "area" ? point : target.at);
  }

  show(target, at) {
    const text = this.desk.overlay.describe(target);
    this.tip.textContent = text;
    this.tip.hidden = false;
    const point = this.desk.map.layerPointToContainerPoint(at);
    const size = this.desk.map.getSize();
    const left = Math.min(point.x + 14, size.x - this.tip.offsetWidth - 8);
    const top = Math.min(point.y + 14, size.y - this.tip.offsetHeight - 8);
    this.tip.style.left = `${Math.max(8, left)}px`;
    this.tip.style.top = `${Math.max(8, top)}px`;
    return text;
  }

  key(event) {
    const step = { n: 1, p: -1 }[event.key.toLowerCase()];
    const shown = this.inView();
    if (event.key === "Escape") {
      this.hide();
      this.desk.overlay.spread(null);
    } else if (event.key === "Enter" && shown[this.desk.step]) {
      this.desk.press(shown[this.desk.step]);
    } else if (step && shown.length && !event.ctrlKey && !event.metaKey) {
      this.desk.step = (this.desk.step + step + shown.length) % shown.length;
      const target = shown[this.desk.step];
      this.said.textContent = this.show(target, target.at);
    }
  }

  inView() {
    const { map, overlay } = this.desk;
    const box = L.bounds([0, 0], map.getSize());
    return overlay
      .targets()
      .filter((target) => box.contains(map.layerPointToContainerPoint(target.at)))
      .sort((one, other) => one.at.x - other.at.x || one.at.y - other.at.y);
  }
}
