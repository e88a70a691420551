/* Reading what geo/maps/wire.py writes, and the outlines of areas. */

const STEPS = 10000;

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
