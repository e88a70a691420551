/* Areas and lines: hatched, banded, or a circle where the outline is not known. */

const BANDED = 110;
const BAND = 11;

const Areas = {
  /* An outline is null while it is fetched and false where there is none: then a circle. */
  _fetchAreas: function () {
    for (const spot of this._spots) {
      const id = spot.geometry;
      if (!id || this._areas.has(id)) continue;
      this._areas.set(id, null);
      fetch(`${this._config.assets}/areas/${encodeURIComponent(id)}.json`)
        .then((response) => (response.ok ? response.json() : null))
        .catch(() => null)
        .then((geometry) => {
          this._areas.set(id, (geometry && outline(geometry)) || false);
          L.Util.cancelAnimFrame(this._frame);
          this._frame = L.Util.requestAnimFrame(this._draw, this);
          if (![...this._areas.values()].includes(null)) this.fire("outlined");
        });
    }
  },

  /* What a place takes up of the map, in degrees; a point when its outline is still fetched. */
  _box: function (spot) {
    const at = L.latLng(spot.lat, spot.lon);
    const area = spot.geometry && this._areas.get(spot.geometry);
    if (area) {
      const corners = [area.box.min, area.box.max];
      return L.latLngBounds(corners.map((end) => L.CRS.EPSG3857.pointToLatLng(end, 0)));
    }
    const waiting = spot.geometry && area === null;
    if (spot.form === "p" || waiting) return L.latLngBounds(at, at);
    return at.toBounds(2000 * spot.kilometres);
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
};
