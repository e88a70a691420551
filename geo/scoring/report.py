"""Scores as tables to read."""

from __future__ import annotations

from geo.scoring.matching import Record


def report(scores: Record) -> str:
    """Return the scores as a table to read."""
    lines = [f"{scores['articles']} articles"]
    if scores["left_out"]:
        lines.append(f"left out, their texts are not here: {', '.join(scores['left_out'])}")
    lines.append(f"{'':10} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6} {'read':>6}")
    for task in ("toponyms", "markers", "figures", "events"):
        row = scores[task]
        numbers = " ".join(cell(row[name]) for name in ("precision", "recall", "f1"))
        lines.append(f"{task:10} {numbers} {row['gold']:6} {row['read']:6}")
        fields = row.get("accuracy", {}).items()
        lines += [f"  {name} right among matched: {share}" for name, share in fields]
        lines += [f"  {error}" for error in row.get("errors", [])]
    return "\n".join(lines)


def report_corpora(scores: dict[str, Record]) -> str:
    """Return the scores of geoparsing corpora as tables to read."""
    return "\n\n".join(corpus_table(name, row) for name, row in scores.items())


def corpus_table(name: str, row: Record) -> str:
    """Return one corpus' table: recognition, resolution, reliability."""
    lines = [
        f"{name}: {row['texts']} texts",
        f"{'':20} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6} {'read':>6}",
    ]
    for key, task in (
        ("exact", "found, exact span"),
        ("overlap", "found, overlapping"),
        ("end_to_end", "found and placed"),
    ):
        told = row[key]
        cells = " ".join(cell(told[name]) for name in ("precision", "recall", "f1"))
        lines.append(f"{task:20} {cells} {told['gold']:6} {told['read']:6}")
    for title, told in (("of those found", row["resolution"]), ("of gold spans", row["given"])):
        lines.append(
            f"{title:20} {cell(told['accuracy'])} right within 161 km, median "
            f"{told['median_km']} km, mean {told['mean_km']} km, AUC {told['auc']}"
        )
    for title, bands in (
        ("reliability", row["reliability"]),
        ("reliability, gold spans", row["given"]["reliability"]),
    ):
        lines.append(f"{title}: score, share right, count")
        lines += [
            f"  from {band['from']:.2f} {cell(band['right'])} {band['count']:6}"
            for band in bands
        ]
    return "\n".join(lines)


def report_ablation(table: dict[str, dict[str, Record]]) -> str:
    """Return a table for each corpus: what each variant scores, and how far off the whole."""
    lines = []
    for name, rows in table.items():
        lines.append(f"{name:32} {'overlap':>15} {'end to end':>15}")
        whole = next(iter(rows.values()))
        for variant, row in rows.items():
            cells = [
                f"{cell(row[task]['f1'])} {row[task]['f1'] - whole[task]['f1']:+8.3f}"
                for task in ("overlap", "end_to_end")
            ]
            lines.append(f"{variant:32} {' '.join(cells)}")
        lines.append("")
    return "\n".join(lines).rstrip()


def cell(share: float | None) -> str:
    """Return a share in six columns, a dash for none."""
    return "     -" if share is None else f"{share:6.3f}"
