"""The words that go with every map and every export."""

NEUTRALITY = (
    "Names, lines and areas are drawn as the named sources use them and imply no opinion on "
    "the legal status of any country, territory, place or frontier. A place that goes by "
    "several names carries each of them, in alphabetical order, with who uses it."
)

CLAIMS = (
    "Every event and figure is what the quoted article reports, claim by claim; it was read by "
    "a program and is not verified. Check the quoted sentence before use."
)

ATTRIBUTION = (
    "Places: GeoNames (CC BY 4.0) and the project's own tables; base map: Natural Earth "
    "(public domain). Quotations belong to their outlets and are at most one sentence long."
)
