"""The folium map: base map, light layers, one escaping function, vendored assets.

A page needs four things of it: :func:`~geo.maps.folium_map.base_map` and
:func:`~geo.maps.folium_map.feature_group` for ``st_folium``,
:func:`~geo.maps.viewport.features_in_view` for what to draw of a store (or
:func:`~geo.maps.features.features_from` of a layer's rows), and
:func:`~geo.maps.folium_map.clicked` or ``reply`` for what the reader did. The server needs
:func:`~geo.maps.assets.asset_routes`.
"""
