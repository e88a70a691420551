/* Names: of countries, of places with records, and the plates of areas. */

const MOST_NAMES = 60;
const STEPS_ACROSS = [0.5, 0.3, 0.7, 0.15, 0.85];
const PLATE_FONT = `italic 500 12px ${FONT}`;
const COUNT_FONT = `600 12px ${FONT}`;

const Labels = {
  _drawCountries: function () {
    const context = this._context;
    const zoom = this._map.getZoom();
    context.font = `500 11px ${FONT}`;
    context.letterSpacing = "0.06em";
    const said = new Set(this._targets.map((target) => target.spot && target.spot.name));
    for (const [name, lat, lon, from] of this._countries) {
      if (zoom < from || zoom > from + 5 || said.has(name)) continue;
      const at = this._point(lat, lon);
      const half = context.measureText(name).width / 2 + 4;
      if (!this._inView(at.x - half, at.y - 9, at.x + half, at.y + 9)) continue;
      if (!this._claim(at.x - half, at.y - 9, at.x + half, at.y + 9)) continue;
      this._write(name, at.x, at.y, "center", this._config.colours.label, 3);
    }
    context.letterSpacing = "0em";
  },

  _drawPlaceNames: function (groups) {
    const context = this._context;
    context.font = `500 12px ${FONT}`;
    const named = groups.filter((group) => group.spots[0].name);
    for (const group of named.slice(0, MOST_NAMES)) {
      const name = this._title(group);
      const width = context.measureText(name).width;
      const several = group.marks.length > 1 ? 4 : 0;
      const badge = several && group.tally.length === 1 ? 3 : 0;
      const away = this._radius(group) + 6 + several + badge;
      const { x, y } = group.at;
      const after = [x + away, y - 8, x + away + width, y + 8];
      const before = [x - away - width, y - 8, x - away, y + 8];
      if (this._inView(...after) && this._claim(...after)) {
        this._write(name, x + away, y + 0.5, "left", this._config.colours.ink, 3);
      } else if (this._inView(...before) && this._claim(...before)) {
        this._write(name, x - away, y + 0.5, "right", this._config.colours.ink, 3);
      }
    }
  },

  /* Find room for the plate of each area and line: its name and number of records, inside
     the outline where that is free, else beside it. Those with most records choose first. */
  _layPlates: function () {
    const context = this._context;
    const areas = this._targets.filter((target) => target.kind === "area" && target.spot.name);
    areas.sort((one, other) => other.marks.length - one.marks.length);
    for (const area of areas) {
      context.font = PLATE_FONT;
      const words = context.measureText(area.spot.name).width;
      context.font = COUNT_FONT;
      const several = area.marks.length > 1;
      area.lead = several ? context.measureText(String(area.marks.length)).width + 7 : 17;
      const wide = words + area.lead + 14;
      const place = this._plateSpots(area, wide / 2).find(
        ([x, y]) =>
          this._inView(x - wide / 2, y - 13, x + wide / 2, y + 13) &&
          this._claim(x - wide / 2 - 2, y - 13, x + wide / 2 + 2, y + 13),
      );
      if (place) area.label = [place[0] - wide / 2, place[1] - 11, place[0] + wide / 2, place[1] + 11];
    }
  },

  _plateSpots: function (area, half) {
    area.middle = this._middle(area);
    if (!area.middle) return [];
    const { x, y } = area.middle;
    const { min, max } = area.box;
    const inside = [0, 24, -24].filter((shift) => y + shift > min.y && y + shift < max.y);
    return [
      ...inside.map((shift) => [x, y + shift]),
      [max.x + half + 8, y],
      [min.x - half - 8, y],
      [x, max.y + 18],
      [x, min.y - 18],
      [max.x + half + 8, max.y + 14],
      [min.x - half - 8, max.y + 14],
      [max.x + half + 8, min.y - 14],
      [min.x - half - 8, min.y - 14],
    ];
  },

  /* Where an area is labelled: its own point, or else a point of it that is in view. */
  _middle: function (area) {
    const view = this._view();
    if (view.contains(area.at)) return area.at;
    const low = L.point(Math.max(view.min.x, area.box.min.x), Math.max(view.min.y, area.box.min.y));
    const high = L.point(
      Math.min(view.max.x, area.box.max.x),
      Math.min(view.max.y, area.box.max.y),
    );
    const size = high.subtract(low);
    const tried = STEPS_ACROSS.flatMap((x) =>
      STEPS_ACROSS.map((y) => L.point(low.x + size.x * x, low.y + size.y * y)),
    );
    return tried.find((point) => this._within(area, point)) || null;
  },

  _drawPlates: function () {
    const areas = this._targets.filter((target) => target.label);
    for (const area of areas) this._drawLeader(area);
    for (const area of areas) this._drawPlate(area);
  },

  _drawPlate: function (area) {
    const context = this._context;
    const colours = this._config.colours;
    const [left, top, right, bottom] = area.label;
    const middle = (top + bottom) / 2;
    context.beginPath();
    context.roundRect(left, top, right - left, bottom - top, 4);
    context.globalAlpha = 0.94;
    context.fillStyle = colours.panel;
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = area.selected ? colours.accent : area.symbol.edge;
    context.lineWidth = area.selected ? 2.5 : 1;
    context.stroke();
    if (area.marks.length > 1) {
      context.font = COUNT_FONT;
      this._write(String(area.marks.length), left + 6, middle, "left", colours.ink, 0);
      this._drawBar(area, left + 5, right - 5, bottom - 4);
    } else {
      this._drawMark(L.point(left + 12, middle), 5, area.marks[0]);
    }
    context.font = PLATE_FONT;
    this._write(area.spot.name, left + 7 + area.lead, middle, "left", colours.ink, 0);
  },

  /* From a plate beside its area to the nearest of the area. */
  _drawLeader: function (area) {
    const [left, top, right, bottom] = area.label;
    const from = L.point(
      Math.max(left, Math.min(right, area.middle.x)),
      Math.max(top, Math.min(bottom, area.middle.y)),
    );
    const way = area.middle.subtract(from);
    const steps = [...Array(21).keys()].map((step) => from.add(way.multiplyBy(step / 20)));
    const to = steps.find((point) => this._within(area, point)) || area.middle;
    if (from.distanceTo(to) < 8) return;
    const context = this._context;
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.strokeStyle = this._config.colours.ink;
    context.lineWidth = 1;
    context.stroke();
    context.beginPath();
    context.arc(to.x, to.y, 2, 0, 7);
    context.fillStyle = this._config.colours.ink;
    context.fill();
  },

  _drawBar: function (area, left, right, y) {
    const context = this._context;
    let from = left;
    for (const [letter, count] of area.tally) {
      const to = from + ((right - left) * count) / area.marks.length;
      context.fillStyle = this._symbols[letter].colour;
      context.fillRect(from, y, to - from, 2.5);
      from = to;
    }
  },
};
