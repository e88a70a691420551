/* Puts the map together. */

/* On a touch screen one finger scrolls the page and two move the map. */
function leaveScrolling(map, words) {
  map.dragging.disable();
  const hint = L.DomUtil.create("div", "map-hint", map.getContainer());
  hint.textContent = words.touch;
  let timer = 0;
  map.getContainer().addEventListener(
    "touchmove",
    (event) => {
      window.clearTimeout(timer);
      hint.classList.toggle("shown", event.touches.length === 1);
      timer = window.setTimeout(() => hint.classList.remove("shown"), 900);
    },
    { passive: true },
  );
}

function label(map, words) {
  const container = map.getContainer();
  container.setAttribute("role", "application");
  container.setAttribute("aria-roledescription", "map");
  container.setAttribute("aria-label", `${words.map}. ${words.keys}`);
}

function addBases(map, config) {
  const drawn = new BaseMap(config).addTo(map);
  const tiles = L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", {
    maxZoom: 19,
    attribution: "© OpenStreetMap contributors",
  });
  const bases = { [config.words.drawn]: drawn, [config.words.tiles]: tiles };
  L.control.layers(bases, {}, { position: "topright" }).addTo(map);
}

function create(id, config) {
  const root = document.documentElement;
  for (const [name, colour] of Object.entries(config.colours)) {
    root.style.setProperty(`--${name}`, colour);
  }
  const map = L.map(id, {
    center: config.opening.slice(1),
    zoom: config.opening[0],
    minZoom: 1,
    maxZoom: 14,
    worldCopyJump: true,
    zoomAnimation: !calm,
    fadeAnimation: false,
    markerZoomAnimation: !calm,
    inertia: !calm,
  });
  map.attributionControl.setPrefix("Leaflet");
  label(map, config.words);
  addBases(map, config);
  L.control.scale({ imperial: false }).addTo(map);
  new Legend(config).addTo(map);
  const overlay = new Overlay(config).addTo(map);
  const desk = new Desk(map, overlay);
  map.conflict = { desk, pointer: new Pointer(desk) };
  fetch(`${config.assets}/base/labels.json`)
    .then((response) => response.json())
    .then((countries) => Array.isArray(countries) && overlay.showCountries(countries))
    .catch(() => {});
  let still = 0;
  map.on("moveend", () => {
    window.clearTimeout(still);
    still = window.setTimeout(() => desk.moved(), STILL);
  });
  map.on("zoomend", () => overlay.spread(null));
  map.on("resize", () => desk.resized());
  for (const kind of ["pointerdown", "wheel", "keydown", "touchstart"]) {
    map.getContainer().addEventListener(kind, () => (desk.fits = false), { passive: true });
  }
  if (thumb) leaveScrolling(map, config.words);
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
  return map;
}

/* Called by the feature group; what is drawn lives in the overlay, so the group is empty. */
function update(map, payload) {
  map.conflict.desk.update(payload);
  return L.layerGroup();
}

window.ConflictMap = { create, update };
