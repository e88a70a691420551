/* The marks: points and groups of them, cells of a grid, arrows, and a group spread out. */

const MERGE = 22;
const TINY = 36;
const FAR_MERGE = 46;
const CROWD = 250;
const SPREAD_MOST = 36;
const CELL_LEAST = 14;
const CELL_MOST = 27;

const Marks = {
  /* Points that would overlap become one group at the place with most records; areas too
     small to see join a group or one another, but one alone stays an area. */
  _groups: function (shapes) {
    const drawn = this._bounds;
    const points = [];
    for (const spot of this._spots) {
      if (spot.form !== "p") continue;
      const at = this._point(spot.lat, spot.lon);
      if (drawn.contains(at)) points.push({ at, spot });
    }
    points.sort((one, other) => other.spot.marks.length - one.spot.marks.length);
    for (const shape of shapes) {
      const seen = shape.size >= TINY * TINY || !drawn.contains(shape.at);
      if (!seen) points.push({ at: shape.at, spot: shape.spot, shape });
    }
    const reach = points.length > CROWD ? FAR_MERGE : MERGE;
    const grid = new Map();
    const groups = [];
    for (const { at, spot, shape } of points) {
      const home = this._nearGroup(grid, at, reach);
      if (home) {
        home.spots.push(spot);
        home.marks.push(...spot.marks);
        if (shape) home.shapes.push(shape);
        continue;
      }
      const group = { at, spots: [spot], marks: [...spot.marks], shapes: shape ? [shape] : [] };
      groups.push(group);
      const cell = `${Math.floor(at.x / reach)},${Math.floor(at.y / reach)}`;
      if (!grid.has(cell)) grid.set(cell, []);
      grid.get(cell).push(group);
    }
    const drawnAsGroups = groups.filter((group) => group.spots.length > group.shapes.length || group.shapes.length > 1);
    for (const group of drawnAsGroups) {
      group.tally = tally(group.marks);
      for (const shape of group.shapes) shape.grouped = true;
    }
    return drawnAsGroups;
  },

  _nearGroup: function (grid, at, reach) {
    const column = Math.floor(at.x / reach);
    const row = Math.floor(at.y / reach);
    for (let dx = -1; dx <= 1; dx += 1) {
      for (let dy = -1; dy <= 1; dy += 1) {
        const near = (grid.get(`${column + dx},${row + dy}`) || []).find(
          (group) => group.at.distanceTo(at) < reach,
        );
        if (near) return near;
      }
    }
    return null;
  },

  _radius: function (group) {
    const opened = this._opened();
    if (opened && group.spots.includes(opened.spot)) return opened.reach;
    if (group.marks.length === 1) {
      return Math.min(14, MARK * (1 + 0.3 * Math.log2(group.marks[0].weight)));
    }
    return Math.min(26, 8.5 + 2.6 * Math.log(group.marks.length));
  },

  _reserve: function (groups) {
    for (const group of groups) {
      const radius = this._radius(group) + 2;
      this._taken.push([
        group.at.x - radius,
        group.at.y - radius,
        group.at.x + radius,
        group.at.y + radius,
      ]);
    }
  },

  _drawGroup: function (group) {
    const radius = this._radius(group);
    if (this._spread !== null && group.spots.includes(this._spots[this._spread])) return;
    if (group.marks.length === 1) this._drawMark(group.at, radius, group.marks[0]);
    else if (group.tally.length === 1) this._drawSame(group, radius);
    else this._drawRing(group.at, radius, group.tally, group.marks.length);
    if (group.marks.some((mark) => mark.key === this._selected)) {
      this._drawSelection(group.at, radius);
    }
    this._targets.push({ kind: "group", at: group.at, radius: radius + 3, ...group });
  },

  _drawMark: function (at, radius, mark) {
    const context = this._context;
    const symbol = this._symbols[mark.symbol];
    const hollow = mark.doubt & DOUBT.place;
    context.save();
    context.translate(at.x, at.y);
    context.scale(radius, radius);
    context.lineJoin = "round";
    context.strokeStyle = this._config.colours.halo;
    context.lineWidth = 4.5 / radius;
    context.stroke(symbol.path);
    context.globalAlpha = mark.doubt & DOUBT.date ? 0.5 : 1;
    context.fillStyle = hollow ? this._config.colours.halo : symbol.colour;
    context.fill(symbol.path);
    context.globalAlpha = 1;
    context.strokeStyle = hollow ? symbol.colour : symbol.edge;
    context.lineWidth = (hollow ? 2 : 1.2) / radius;
    if (mark.doubt & DOUBT.status) context.setLineDash([2.4 / radius, 1.8 / radius]);
    context.stroke(symbol.path);
    context.restore();
  },

  _drawSame: function (group, radius) {
    const least = group.marks.reduce((doubt, mark) => doubt & mark.doubt, 7);
    this._drawMark(group.at, MARK + 2, { symbol: group.tally[0][0], doubt: least });
    const text = String(group.marks.length);
    const context = this._context;
    context.font = `600 10px ${FONT}`;
    const width = Math.max(14, context.measureText(text).width + 7);
    const left = group.at.x + MARK - 1;
    const top = group.at.y - MARK - 8;
    context.beginPath();
    context.roundRect(left, top, width, 14, 7);
    context.fillStyle = this._config.colours.panel;
    context.fill();
    context.strokeStyle = this._symbols[group.tally[0][0]].edge;
    context.lineWidth = 1;
    context.stroke();
    this._write(text, left + width / 2, top + 7.5, "center", this._config.colours.ink, 0);
  },

  _drawRing: function (at, radius, counts, total) {
    const context = this._context;
    const colours = this._config.colours;
    context.beginPath();
    context.arc(at.x, at.y, radius + 2, 0, 7);
    context.fillStyle = colours.halo;
    context.fill();
    context.beginPath();
    context.arc(at.x, at.y, radius - 4, 0, 7);
    context.fillStyle = colours.panel;
    context.fill();
    this._drawShares(at, radius - 2, counts, total);
    const text = total < 1000 ? String(total) : `${(total / 1000).toPrecision(2)}k`;
    context.font = `600 ${radius > 16 ? 12 : 10.5}px ${FONT}`;
    if (context.measureText(text).width > 2 * (radius - 3)) return;
    this._write(text, at.x, at.y + 0.5, "center", colours.ink, 0);
  },

  _drawShares: function (at, radius, counts, total) {
    const context = this._context;
    const shares = new Map();
    for (const [letter, count] of counts) {
      const { colour } = this._symbols[letter];
      shares.set(colour, (shares.get(colour) || 0) + count);
    }
    const gap = shares.size > 1 ? 1.4 / radius : 0;
    let from = -Math.PI / 2;
    context.lineWidth = 4.5;
    context.lineCap = "butt";
    for (const [colour, count] of shares) {
      const to = from + (2 * Math.PI * count) / total;
      context.beginPath();
      context.arc(at.x, at.y, radius, from + gap / 2, Math.max(from + gap, to - gap / 2));
      context.strokeStyle = colour;
      context.stroke();
      from = to;
    }
  },

  _drawSelection: function (at, radius) {
    const context = this._context;
    for (const [width, colour] of [
      [6, this._config.colours.halo],
      [2.5, this._config.colours.accent],
    ]) {
      context.beginPath();
      context.arc(at.x, at.y, radius + 6, 0, 7);
      context.lineWidth = width;
      context.strokeStyle = colour;
      context.stroke();
    }
  },

  /* The area of a cell's ring goes with its number. */
  _drawCells: function () {
    const totals = this._cells.map((cell) =>
      Object.values(cell[2]).reduce((sum, count) => sum + count, 0),
    );
    const most = Math.max(...totals);
    this._cells.forEach(([lat, lon, counts], index) => {
      const at = this._point(lat, lon);
      if (!this._bounds.contains(at)) return;
      const shares = Object.entries(counts).sort((one, other) => other[1] - one[1]);
      const total = totals[index];
      const radius = CELL_LEAST + (CELL_MOST - CELL_LEAST) * Math.sqrt(total / most);
      this._drawRing(at, radius, shares, total);
      this._taken.push([at.x - radius, at.y - radius, at.x + radius, at.y + radius]);
      this._targets.push({ kind: "cell", at, radius, tally: shares, total, lat, lon });
    });
  },

  _drawFlows: function () {
    for (const [fromLat, fromLon, toLat, toLon, letter, weight, keys] of this._flows) {
      const from = this._point(fromLat, fromLon);
      const to = this._point(toLat, toLon);
      const length = from.distanceTo(to);
      if (length < 16) continue;
      const symbol = this._symbols[letter];
      const normal = L.point(to.y - from.y, from.x - to.x).multiplyBy(0.18);
      const bend = from.add(to).divideBy(2).add(normal);
      const width = Math.min(9, 1.5 + Math.log10(weight + 1));
      const selected = keys.includes(this._selected);
      const path = this._arrow(from, bend, to, width);
      const context = this._context;
      context.lineCap = "round";
      context.lineWidth = width + 3;
      context.strokeStyle = this._config.colours.halo;
      context.globalAlpha = 0.7;
      context.stroke(path);
      context.lineWidth = width;
      context.globalAlpha = 0.9;
      context.strokeStyle = selected ? this._config.colours.accent : symbol.colour;
      context.stroke(path);
      this._reset2d();
      this._targets.push({
        kind: "flow",
        at: bend,
        path,
        width: Math.max(10, width + 4),
        marks: keys.map((key) => ({ key, symbol: letter, doubt: 0, weight: 1 })),
        tally: [[letter, keys.length]],
        spots: [],
        weight,
      });
    }
  },

  _arrow: function (from, bend, to, width) {
    const path = new Path2D();
    path.moveTo(from.x, from.y);
    path.quadraticCurveTo(bend.x, bend.y, to.x, to.y);
    const angle = Math.atan2(to.y - bend.y, to.x - bend.x);
    const reach = 6 + width * 1.6;
    for (const side of [-0.5, 0.5]) {
      path.moveTo(to.x, to.y);
      path.lineTo(to.x - reach * Math.cos(angle + side), to.y - reach * Math.sin(angle + side));
    }
    return path;
  },

  /* Where the marks of the open group stand, the disc they stand on, and the group's place. */
  _opened: function () {
    const spot = this._spots[this._spread];
    if (!spot) return null;
    const centre = this._point(spot.lat, spot.lon);
    const marks = spot.marks.slice(0, SPREAD_MOST);
    const places = marks.map((_, index) => this._petal(centre, index, marks.length));
    const reach = Math.max(...places.map((at) => at.distanceTo(centre))) + 2 * MARK;
    return { spot, centre, marks, places, reach };
  },

  _drawSpread: function () {
    const opened = this._opened();
    if (!opened) return;
    const { spot, centre, marks, places, reach } = opened;
    const context = this._context;
    context.beginPath();
    context.arc(centre.x, centre.y, reach, 0, 7);
    context.globalAlpha = 0.9;
    context.fillStyle = this._config.colours.panel;
    context.fill();
    context.globalAlpha = 1;
    context.lineWidth = 1;
    context.strokeStyle = this._config.colours.border;
    context.stroke();
    context.strokeStyle = this._config.colours.label;
    context.lineWidth = 1;
    for (const at of places) {
      context.beginPath();
      context.moveTo(centre.x, centre.y);
      context.lineTo(at.x, at.y);
      context.stroke();
    }
    marks.forEach((mark, index) => {
      this._drawMark(places[index], MARK, mark);
      if (mark.key === this._selected) this._drawSelection(places[index], MARK - 1);
      this._targets.push({
        kind: "petal",
        at: places[index],
        radius: MARK + 4,
        marks: [mark],
        tally: [[mark.symbol, 1]],
        spots: [spot],
      });
    });
  },

  /* Around a circle while they fit, else along a spiral. */
  _petal: function (centre, index, total) {
    if (total <= 10) {
      const angle = (2 * Math.PI * index) / total - Math.PI / 2;
      const radius = 30 + Math.max(0, total - 6) * 3;
      return centre.add([radius * Math.cos(angle), radius * Math.sin(angle)]);
    }
    const radius = 10.5 * Math.sqrt(index + 7);
    return centre.add([radius * Math.cos(index * 2.4), radius * Math.sin(index * 2.4)]);
  },
};
