/* The layer of records: one canvas above the base map, redrawn after each move.
   Reads what geo/maps/wire.py writes. Every string it shows is drawn as text, never as HTML. */
(function () {
  "use strict";

  const STEPS = 10000;
  const DOUBT = { place: 1, date: 2, status: 4 };
  const MARK = 7;
  const MERGE = 22;
  const TINY = 36;
  const FAR_MERGE = 34;
  const CROWD = 250;
  const SPREAD_MOST = 36;
  const MOST_NAMES = 60;
  const STEPS_ACROSS = [0.5, 0.3, 0.7, 0.15, 0.85];
  const FOOT = 20;
  const BANDED = 110;
  const BAND = 11;
  const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

  const PLATE_FONT = `italic 500 12px ${FONT}`;
  const COUNT_FONT = `600 12px ${FONT}`;

  function running(steps) {
    let sum = 0;
    return steps.map((step) => (sum += step) / STEPS);
  }

  /* Turn the columns into spots, each with its marks. */
  function read(payload) {
    const lat = running(payload.spots.lat);
    const lon = running(payload.spots.lon);
    const length = payload.marks.key_length;
    let next = 0;
    return lat.map((degrees, index) => {
      const marks = [];
      for (const end = next + payload.spots.n[index]; next < end; next += 1) {
        marks.push({
          symbol: payload.marks.symbol[next],
          doubt: Number(payload.marks.doubt[next]),
          weight: payload.marks.weight[next] || 1,
          key: payload.marks.key.substr(next * length, length),
        });
      }
      return {
        index,
        lat: degrees,
        lon: lon[index],
        form: payload.spots.form[index],
        geometry: payload.spots.geometry[index] || null,
        name: payload.spots.name[index] || "",
        kilometres: payload.spots.radius[index] || 15,
        marks,
      };
    });
  }

  /* Number of marks by symbol, the most frequent first. */
  function tally(marks) {
    const counts = new Map();
    for (const mark of marks) counts.set(mark.symbol, (counts.get(mark.symbol) || 0) + 1);
    return [...counts].sort((one, other) => other[1] - one[1]);
  }

  /* Rings or lines of a GeoJSON geometry as a path in Web Mercator, and its box. */
  function outline(geometry) {
    const path = new Path2D();
    const box = L.bounds([]);
    const closed = geometry.type.endsWith("Polygon");
    const line = (points) => {
      points.forEach(([lon, lat], index) => {
        const point = L.CRS.EPSG3857.latLngToPoint(L.latLng(lat, lon), 0);
        box.extend(point);
        if (index) path.lineTo(point.x, point.y);
        else path.moveTo(point.x, point.y);
      });
      if (closed) path.closePath();
    };
    const nested = { LineString: 0, MultiLineString: 1, Polygon: 1, MultiPolygon: 2 };
    const walk = (part, depth) =>
      depth ? part.forEach((inner) => walk(inner, depth - 1)) : line(part);
    if (!(geometry.type in nested)) return null;
    walk(geometry.coordinates, nested[geometry.type]);
    return { path, box, closed };
  }

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

    /* What a map without a view opens on: all points, and the areas most records are in. */
    extent: function () {
      const total = this._spots.reduce((sum, spot) => sum + spot.marks.length, 0);
      const near = this._spots.filter(
        (spot) => spot.form !== "a" || spot.marks.length > total / 10,
      );
      const spots = near.length ? near : this._spots;
      const points = spots.map((spot) => [spot.lat, spot.lon]);
      return L.latLngBounds(points.concat(this._cells.map((cell) => [cell[0], cell[1]])));
    },

    targets: function () {
      return this._targets;
    },

    _fetchAreas: function () {
      for (const spot of this._spots) {
        const id = spot.geometry;
        if (!id || this._areas.has(id)) continue;
        this._areas.set(id, null);
        fetch(`${this._config.assets}/areas/${encodeURIComponent(id)}.json`)
          .then((response) => (response.ok ? response.json() : null))
          .then((geometry) => {
            this._areas.set(id, geometry && outline(geometry));
            L.Util.cancelAnimFrame(this._frame);
            this._frame = L.Util.requestAnimFrame(this._draw, this);
          })
          .catch(() => this._areas.delete(id));
      }
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
          home.marks = home.marks.concat(spot.marks);
          if (shape) home.shapes.push(shape);
          continue;
        }
        const group = { at, spots: [spot], marks: spot.marks, shapes: shape ? [shape] : [] };
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

    _drawCells: function () {
      for (const [lat, lon, counts] of this._cells) {
        const at = this._point(lat, lon);
        if (!this._bounds.contains(at)) continue;
        const shares = Object.entries(counts).sort((one, other) => other[1] - one[1]);
        const total = shares.reduce((sum, [, count]) => sum + count, 0);
        const radius = Math.min(28, 8.5 + 2.2 * Math.log(total));
        this._drawRing(at, radius, shares, total);
        this._targets.push({ kind: "cell", at, radius, tally: shares, total, lat, lon });
      }
    },

    /* The transform under which a path of an area is drawn, in the nearest copy of the world. */
    _placeArea: function (area) {
      const scale = this._map.getZoomScale(this._map.getZoom(), 0);
      const centre = this._map.project(this._map.getCenter(), 0).x;
      const middle = (area.box.min.x + area.box.max.x) / 2;
      const copy = 256 * Math.round((centre - middle) / 256);
      const origin = this._map.getPixelOrigin();
      return { scale, x: copy * scale - origin.x, y: -origin.y };
    },

    /* Areas and lines in view, the largest first. */
    _shapes: function () {
      const spots = this._spots.filter((spot) => spot.form !== "p");
      const shapes = spots.map((spot) => this._shape(spot)).filter(Boolean);
      return shapes.sort((one, other) => other.size - one.size);
    },

    _drawAreas: function (shapes) {
      for (const shape of shapes) {
        if (shape.spot.form === "l" && !shape.filled) this._drawLine(shape);
        else this._drawHatched(shape);
        this._targets.push(shape);
      }
    },

    _shape: function (spot) {
      const area = spot.geometry && this._areas.get(spot.geometry);
      if (spot.geometry && area === null) return null;
      const counts = tally(spot.marks);
      const common = {
        kind: "area",
        spot,
        spots: [spot],
        marks: spot.marks,
        tally: counts,
        symbol: this._symbols[counts[0][0]],
        selected: spot.marks.some((mark) => mark.key === this._selected),
        at: this._point(spot.lat, spot.lon),
      };
      if (!area) return { ...common, ...this._circle(spot, common.at), filled: true };
      const place = this._placeArea(area);
      const box = L.bounds(
        area.box.min.multiplyBy(place.scale).add([place.x, place.y]),
        area.box.max.multiplyBy(place.scale).add([place.x, place.y]),
      );
      if (!box.intersects(this._bounds)) return null;
      const size = box.getSize();
      const path = new Path2D();
      const { scale, x, y } = place;
      path.addPath(area.path, new DOMMatrix([scale, 0, 0, scale, x, y]));
      return { ...common, path, box, size: size.x * size.y, filled: area.closed };
    },

    _circle: function (spot, at) {
      const edge = this._map.latLngToLayerPoint([
        spot.lat + spot.kilometres / 111,
        this._map.layerPointToLatLng(at).lng,
      ]);
      const radius = Math.max(12, at.y - edge.y);
      const path = new Path2D();
      path.arc(at.x, at.y, radius, 0, 7);
      const box = L.bounds(at.subtract([radius, radius]), at.add([radius, radius]));
      return { path, box, size: 4 * radius * radius, round: true };
    },

    _hatch: function (colour) {
      if (!this._hatches.has(colour)) {
        const tile = document.createElement("canvas");
        tile.width = tile.height = 16;
        const context = tile.getContext("2d");
        context.strokeStyle = colour;
        context.lineWidth = 2.2;
        context.beginPath();
        for (const shift of [-16, 0, 16]) {
          context.moveTo(shift - 2, 18);
          context.lineTo(shift + 18, -2);
        }
        context.stroke();
        const pattern = this._context.createPattern(tile, "repeat");
        pattern.setTransform(new DOMMatrix().scale(0.5));
        this._hatches.set(colour, pattern);
      }
      return this._hatches.get(colour);
    },

    /* A small area is hatched, a large one has a hatched band inside its outline. */
    _drawHatched: function (shape) {
      const context = this._context;
      const size = shape.box.getSize();
      const hatch = this._hatch(shape.symbol.hatch);
      context.globalAlpha = shape.selected ? 0.8 : 0.5;
      if (shape.selected || Math.min(size.x, size.y) < BANDED) {
        context.fillStyle = hatch;
        context.fill(shape.path, "evenodd");
      } else {
        context.save();
        context.clip(shape.path, "evenodd");
        context.strokeStyle = hatch;
        context.lineWidth = 2 * BAND;
        context.stroke(shape.path);
        context.restore();
      }
      context.strokeStyle = this._config.colours.halo;
      context.lineWidth = 3.5;
      context.globalAlpha = 0.6;
      context.stroke(shape.path);
      context.globalAlpha = shape.selected ? 1 : 0.85;
      context.strokeStyle = shape.selected ? this._config.colours.accent : shape.symbol.edge;
      context.lineWidth = shape.selected ? 2.5 : 1.25;
      if (shape.round) context.setLineDash([5, 4]);
      context.stroke(shape.path);
      this._reset2d();
    },

    _drawLine: function (shape) {
      const context = this._context;
      context.lineCap = "round";
      const strokes = [
        [9, this._config.colours.halo, 0.8],
        [6, shape.symbol.colour, 0.45],
        [2, shape.selected ? this._config.colours.accent : shape.symbol.edge, 1],
      ];
      for (const [width, colour, alpha] of strokes) {
        context.lineWidth = width;
        context.strokeStyle = colour;
        context.globalAlpha = alpha;
        context.stroke(shape.path);
      }
      this._reset2d();
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

    _drawCountries: function () {
      const context = this._context;
      const zoom = this._map.getZoom();
      context.font = `500 11px ${FONT}`;
      context.letterSpacing = "0.06em";
      const said = new Set(this._targets.map((target) => target.spot && target.spot.name));
      for (const [name, lat, lon, from] of this._countries) {
        if (zoom < from || zoom > from + 5 || said.has(name)) continue;
        const at = this._point(lat, lon);
        if (!this._bounds.contains(at)) continue;
        const half = context.measureText(name).width / 2 + 4;
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
        const badge = group.marks.length > 1 && group.tally.length === 1;
        const away = this._radius(group) + (badge ? 13 : 6);
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

    /* The name of a group's first place, and how many more there are. */
    _title: function (target) {
      const names = target.spots.map((spot) => spot.name).filter(Boolean);
      return names.length > 1 ? `${names[0]} +${target.spots.length - 1}` : names[0] || "";
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

    _drawSpread: function () {
      const spot = this._spots[this._spread];
      if (!spot) return;
      const context = this._context;
      const centre = this._point(spot.lat, spot.lon);
      const marks = spot.marks.slice(0, SPREAD_MOST);
      const places = marks.map((_, index) => this._petal(centre, index, marks.length));
      const reach = Math.max(...places.map((at) => at.distanceTo(centre))) + 2 * MARK;
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
  });

  window.ConflictOverlay = Overlay;
})();
