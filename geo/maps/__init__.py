"""The folium map: base map, light layers, one escaping function, vendored assets.

A page needs four things of it: :func:`~geo.maps.folium_map.base_map` and
:func:`~geo.maps.folium_map.feature_group` for ``st_folium``,
:func:`~geo.maps.features.features_from` to make features of a layer's rows,
:func:`~geo.maps.folium_map.clicked` (or ``reply``) to read what the reader did; and the server
:func:`~geo.maps.assets.asset_routes`.
"""
