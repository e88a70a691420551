/* Codes and sizes that several parts use; sizes are in pixels. */

/* Bits of what is uncertain about a record, as geo/maps/features.py gives them. */
const DOUBT = { place: 1, date: 2, status: 4 };
const MARK = 7;
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
