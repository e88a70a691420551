"""The folium map: base map, light layers, one escaping function, vendored assets."""
