"""Pages made for the tests: our own sentences between heads and feet as sites write them."""

from __future__ import annotations

HEADLINE = "Fighting spreads to three districts as truce falters"
BODY = """\
Fighting between the army and a rebel group spread to three districts on Monday, residents said.

A local official said that at least 12 people had been killed and 30 injured since Sunday.

Aid workers told Reuters that the road was closed, according to Agence France-Presse.

Both sides denied having broken the truce, which mediators announced on 20 September 2021.

"We are still hoping for talks," a resident who gave only his first name said by telephone."""


def page(head: str = "", foot: str = "") -> str:
    """Return the body between a head and a foot."""
    return f"{head}{BODY}\n\n{foot}"


def read_aloud(text: str, boilerplate: tuple[tuple[int, int], ...]) -> list[str]:
    """Return the lines that are left when the boilerplate is taken out."""
    for start, end in reversed(boilerplate):
        text = text[:start] + text[end:]
    return [line.strip() for line in text.splitlines() if line.strip()]
