/* The layer of records: one canvas above the base map, redrawn after each move.
   Every string it shows is drawn as text, never as HTML. */

const FOOT = 20;

/* Degrees of longitude; a wider area that few records are in does not open the map. */
const WIDE = 25;

const Overlay = L.Renderer.extend({
  options: { padding: 0.25 },

  initialize: function (config) {
    L.Renderer.prototype.initialize.call(this, {});
    this._config = config;
    this._symbols = {};
    for (const [letter, [label, colour, edge, hatch, path]] of Object.entries(config.symbols)) {
      this._symbols[letter] = { label, colour, edge, hatch, path: new Path2D(path) };
    }
    this._areas = new Map();
    this._hatches = new Map();
    this._countries = [];
    this._spots = [];
    this._flows = [];
    this._cells = [];
    this._targets = [];
    this._spread = null;
    this._selected = null;
  },

  show: function (payload) {
    const open = this._spots[this._spread];
    this._spots = read(payload);
    this._flows = payload.flows;
    this._cells = payload.cells;
    this._selected = payload.selected;
    this._spread = open ? this._again(open) : null;
    this._fetchAreas();
    this._update();
    window.ConflictMapShown = (window.ConflictMapShown || 0) + 1;
  },

  /* The place of a spot that was shown before, if it still has several records. */
  _again: function (before) {
    const index = this._spots.findIndex(
      (spot) => spot.lat === before.lat && spot.lon === before.lon && spot.marks.length > 1,
    );
    return index < 0 ? null : index;
  },

  showCountries: function (countries) {
    this._countries = countries;
    this._update();
  },

  select: function (key) {
    this._selected = key;
    this._draw();
  },

  spread: function (spot) {
    this._spread = spot ? spot.index : null;
    this._draw();
  },

  /* Where a record stands, as [lat, lon], or null. */
  find: function (key) {
    const spot = this._spots.find((one) => one.marks.some((mark) => mark.key === key));
    if (spot) return [spot.lat, spot.lon];
    const flow = this._flows.find((one) => one[6].includes(key));
    return flow ? [flow[2], flow[3]] : null;
  },

  /* What a map without a view opens on: all that is drawn, but for vast areas of few records. */
  extent: function () {
    const total = this._spots.reduce((sum, spot) => sum + spot.marks.length, 0);
    const boxes = this._spots.map((spot) => this._box(spot));
    const near = boxes.filter(
      (box, index) =>
        box.getEast() - box.getWest() <= WIDE || this._spots[index].marks.length > total / 10,
    );
    const all = L.latLngBounds([]);
    for (const box of near.length ? near : boxes) all.extend(box);
    for (const [lat, lon, toLat, toLon] of this._flows) all.extend([lat, lon]).extend([toLat, toLon]);
    for (const [lat, lon] of this._cells) all.extend([lat, lon]);
    return all;
  },

  targets: function () {
    return this._targets;
  },

  _initContainer: function () {
    this._container = document.createElement("canvas");
    this._context = this._container.getContext("2d");
  },

  _destroyContainer: function () {
    L.DomUtil.remove(this._container);
    delete this._container;
    delete this._context;
  },

  _updatePaths: function () {},

  _update: function () {
    if (!this._map || (this._map._animatingZoom && this._bounds)) return;
    L.Renderer.prototype._update.call(this);
    const size = this._bounds.getSize();
    const ratio = window.devicePixelRatio || 1;
    L.DomUtil.setPosition(this._container, this._bounds.min);
    this._container.width = size.x * ratio;
    this._container.height = size.y * ratio;
    this._container.style.width = `${size.x}px`;
    this._container.style.height = `${size.y}px`;
    this._ratio = ratio;
    this._draw();
  },

  /* Layer point of a place, in the copy of the world that is nearest to the centre. */
  _point: function (lat, lon) {
    const centre = this._map.getCenter().lng;
    const near = lon + 360 * Math.round((centre - lon) / 360);
    return this._map.latLngToLayerPoint([lat, near]);
  },

  _reset2d: function () {
    const { min } = this._bounds;
    const ratio = this._ratio;
    this._context.setTransform(ratio, 0, 0, ratio, -min.x * ratio, -min.y * ratio);
    this._context.setLineDash([]);
    this._context.globalAlpha = 1;
  },

  _draw: function () {
    if (!this._map || !this._bounds) return;
    const context = this._context;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this._container.width, this._container.height);
    this._reset2d();
    context.lineJoin = "round";
    this._targets = [];
    this._taken = [];
    const shapes = this._shapes();
    const groups = this._groups(shapes);
    this._drawAreas(shapes.filter((shape) => !shape.grouped));
    this._drawFlows();
    this._reserve(groups);
    this._layPlates();
    this._drawCells();
    for (const group of groups) this._drawGroup(group);
    this._drawPlaceNames(groups);
    this._drawCountries();
    this._drawPlates();
    this._drawSpread();
    window.ConflictMapDrawn = (window.ConflictMapDrawn || 0) + 1;
  },

  /* Text with a halo; the font is set before. */
  _write: function (text, x, y, align, colour, halo) {
    const context = this._context;
    context.textAlign = align;
    context.textBaseline = "middle";
    if (halo) {
      context.strokeStyle = this._config.colours.halo;
      context.lineWidth = halo;
      context.globalAlpha = 0.85;
      context.strokeText(text, x, y);
      context.globalAlpha = 1;
    }
    context.fillStyle = colour;
    context.fillText(text, x, y);
  },

  _view: function () {
    const corner = this._map.containerPointToLayerPoint([0, 0]);
    return L.bounds(corner, corner.add(this._map.getSize()));
  },

  _inView: function (left, top, right, bottom) {
    const { min, max } = this._view();
    return left > min.x + 4 && top > min.y && right < max.x - 4 && bottom < max.y - FOOT;
  },

  /* Take a rectangle for a label, unless another has it. */
  _claim: function (left, top, right, bottom) {
    const free = this._taken.every(
      (box) => right < box[0] || left > box[2] || bottom < box[1] || top > box[3],
    );
    if (free) this._taken.push([left, top, right, bottom]);
    return free;
  },

  /* What lies under a layer point: marks before lines before areas, small areas before large. */
  hit: function (point) {
    const ranks = { petal: 0, group: 1, cell: 1, flow: 2, area: 3 };
    let best = null;
    for (let index = this._targets.length - 1; index >= 0; index -= 1) {
      const target = this._targets[index];
      if (best && ranks[best.kind] <= ranks[target.kind]) continue;
      if (this._covers(target, point)) best = target;
    }
    return best;
  },

  _covers: function (target, point) {
    if (target.radius) return target.at.distanceTo(point) <= target.radius + 2;
    const box = target.label;
    const inLabel =
      box && point.x >= box[0] && point.x <= box[2] && point.y >= box[1] && point.y <= box[3];
    return inLabel || this._within(target, point);
  },

  _within: function (target, point) {
    const context = this._context;
    const { min } = this._bounds;
    const x = (point.x - min.x) * this._ratio;
    const y = (point.y - min.y) * this._ratio;
    if (target.filled) return context.isPointInPath(target.path, x, y, "evenodd");
    context.lineWidth = target.width || 12;
    return context.isPointInStroke(target.path, x, y);
  },

  /* What a target is, in our own words and numbers, with the name of its place. */
  describe: function (target) {
    const { words } = this._config;
    const total = target.total || target.marks.length;
    const lines = target.spots ? [this._title(target)].filter(Boolean) : [];
    const counts = target.tally.map(([letter, count]) =>
      total === 1 ? this._symbols[letter].label : `${this._symbols[letter].label} ${count}`,
    );
    lines.push(counts.slice(0, 5).join(" · ") + (counts.length > 5 ? " …" : ""));
    if (target.kind === "flow" && target.weight) lines.push(target.weight.toLocaleString("en"));
    if (target.kind === "area" && target.spot.form === "a") lines.push(words.somewhere);
    const doubt = target.marks && total === 1 ? target.marks[0].doubt : 0;
    if (doubt & DOUBT.place) lines.push(words.inferred);
    if (doubt & DOUBT.date) lines.push(words.vague);
    if (doubt & DOUBT.status) lines.push(words.unconfirmed);
    return lines.join("\n");
  },

  /* The name of a group's first place, and how many more there are. */
  _title: function (target) {
    const names = target.spots.map((spot) => spot.name).filter(Boolean);
    return names.length > 1 ? `${names[0]} +${target.spots.length - 1}` : names[0] || "";
  },
});

Overlay.include(Marks);
Overlay.include(Areas);
Overlay.include(Labels);
