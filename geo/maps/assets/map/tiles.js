/* The base map: vector tiles of land and lines, drawn on canvas tiles.
   A tile of data holds rings and lines as differences of whole numbers, 4096 to its side. */

const EXTENT = 4096;
const SIDE = 512;
const LEVELS = [6, 4, 2, 0];
const LINES = [
  { name: "admin1", colour: "division", width: 0.75, from: 4 },
  { name: "border", colour: "border", width: 1.1, from: 0 },
  { name: "disputed", colour: "disputed", width: 1.1, from: 2, dash: [4, 3] },
];

function trace(lists, closed) {
  const path = new Path2D();
  for (const list of lists) {
    let x = list[0];
    let y = list[1];
    path.moveTo(x, y);
    for (let i = 2; i < list.length; i += 2) {
      x += list[i];
      y += list[i + 1];
      path.lineTo(x, y);
    }
    if (closed) path.closePath();
  }
  return path;
}

function traceAll(data) {
  const paths = {};
  for (const name of Object.keys(data)) paths[name] = trace(data[name], name === "land");
  return paths;
}

const BaseMap = L.GridLayer.extend({
  options: { tileSize: SIDE, attribution: "", updateWhenZooming: false, keepBuffer: 1 },

  initialize: function (config) {
    L.GridLayer.prototype.initialize.call(this, { attribution: config.words.attribution });
    this._config = config;
    this._paths = new Map();
  },

  /* Paths of the tile of data that covers a drawn tile; fetched once. */
  _data: function (level, x, y) {
    const key = `${level}/${x}/${y}`;
    if (!this._paths.has(key)) {
      const address = `${this._config.assets}/base/${key}.json`;
      const paths = fetch(address)
        .then((response) => response.json())
        .then(traceAll)
        .catch(() => {
          this._paths.delete(key);
          return {};
        });
      this._paths.set(key, paths);
    }
    return this._paths.get(key);
  },

  createTile: function (coords, done) {
    const canvas = document.createElement("canvas");
    const ratio = window.devicePixelRatio || 1;
    canvas.width = canvas.height = SIDE * ratio;
    const zoom = coords.z - 1;
    const world = 2 ** zoom;
    if (coords.y < 0 || coords.y >= world) {
      window.setTimeout(() => done(null, canvas));
      return canvas;
    }
    const column = ((coords.x % world) + world) % world;
    const level = LEVELS.find((candidate) => candidate <= zoom);
    const scale = 2 ** (zoom - level);
    const x = Math.floor(column / scale);
    const y = Math.floor(coords.y / scale);
    this._data(level, x, y).then((paths) => {
      const context = canvas.getContext("2d");
      const size = (SIDE * ratio * scale) / EXTENT;
      const left = -(column - x * scale) * SIDE * ratio;
      const top = -(coords.y - y * scale) * SIDE * ratio;
      context.setTransform(size, 0, 0, size, left, top);
      this._draw(context, paths, ratio / size, zoom);
      done(null, canvas);
    });
    return canvas;
  },

  _draw: function (context, paths, pixel, zoom) {
    const colours = this._config.colours;
    if (paths.land) {
      context.fillStyle = colours.land;
      context.fill(paths.land, "evenodd");
    }
    context.lineJoin = "round";
    for (const line of LINES) {
      if (!paths[line.name] || zoom < line.from) continue;
      context.strokeStyle = colours[line.colour];
      context.lineWidth = line.width * pixel;
      context.setLineDash((line.dash || []).map((length) => length * pixel));
      context.stroke(paths[line.name]);
    }
  },
});
