/* The legend: what shapes, colours and outlines mean, in the map's own words. */

const SVG = "http://www.w3.org/2000/svg";

function svg(name, attributes, children = []) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  for (const child of children) element.appendChild(child);
  return element;
}

function swatch(...children) {
  const options = { viewBox: "-14 -10 28 20", width: 28, height: 20, "aria-hidden": "true" };
  return svg("svg", options, children);
}

function sample([, colour, edge, , path], more = {}) {
  const plain = { d: path, transform: "scale(6.5)", fill: colour, stroke: edge };
  return swatch(svg("path", { ...plain, "stroke-width": 0.18, ...more }));
}

function hatchedSample([, , edge, hatch]) {
  const lines = [-14, -7, 0, 7].map((x) =>
    svg("path", { d: `M${x},7L${x + 14},-7`, stroke: hatch }),
  );
  const box = { x: -12, y: -7, width: 24, height: 14, fill: "none", stroke: edge };
  const frame = { x: -12, y: -7, width: 24, height: 14, viewBox: "-12 -7 24 14" };
  return swatch(svg("svg", frame, lines), svg("rect", box));
}

function ringSample(colours) {
  const turn = 2 * Math.PI * 6.5;
  const arcs = colours.map((colour, index) =>
    svg("circle", {
      r: 6.5,
      fill: "none",
      stroke: colour,
      "stroke-width": 3.5,
      "stroke-dasharray": `${turn / colours.length - 1} ${turn}`,
      "stroke-dashoffset": (-turn * index) / colours.length,
    }),
  );
  return swatch(...arcs);
}

function dashedSample(colour) {
  const line = { d: "M-12,0L12,0", stroke: colour, "stroke-width": 1.4, "stroke-dasharray": "4 3" };
  return swatch(svg("path", line));
}

function arrowSample([, colour]) {
  const path = { d: "M-11,4Q0,-7 11,0M11,0L4,-3.5M11,0L5,4", stroke: colour };
  const line = { fill: "none", "stroke-width": 2.5, "stroke-linecap": "round" };
  return swatch(svg("path", { ...path, ...line }));
}

function entries(list, rows) {
  for (const [picture, words] of rows) {
    const row = L.DomUtil.create("li", "", list);
    row.appendChild(picture);
    row.appendChild(document.createTextNode(words));
  }
}

function fillLegend(container, config) {
  const { words } = config;
  const symbols = Object.values(config.symbols);
  const [battle, , ceasefire, talks] = symbols;
  const moved = symbols.find((symbol) => symbol[0] === words.moved) || talks;
  const types = L.DomUtil.create("ul", "map-legend-types", container);
  entries(
    types,
    symbols.filter(([label]) => !label.includes(":")).map((symbol) => [sample(symbol), symbol[0]]),
  );
  const signs = L.DomUtil.create("ul", "", container);
  const halo = config.colours.halo;
  entries(signs, [
    [sample(talks, { fill: halo, stroke: talks[1], "stroke-width": 0.3 }), words.inferred],
    [sample(talks, { "fill-opacity": 0.4 }), words.vague],
    [sample(talks, { "stroke-dasharray": "0.4 0.3", "stroke-width": 0.3 }), words.unconfirmed],
    [ringSample([battle[1], talks[1], moved[1]]), words.several],
    [hatchedSample(ceasefire), words.somewhere],
    [arrowSample(moved), words.flow],
    [dashedSample(config.colours.disputed), words.disputed],
  ]);
}

const Legend = L.Control.extend({
  options: { position: "bottomleft" },

  initialize: function (config) {
    this._config = config;
  },

  onAdd: function () {
    const container = L.DomUtil.create("details", "map-legend leaflet-bar");
    L.DomUtil.create("summary", "", container).textContent = this._config.words.legend;
    fillLegend(container, this._config);
    L.DomEvent.disableClickPropagation(container);
    L.DomEvent.disableScrollPropagation(container);
    return container;
  },
});
