"""Texts that folium runs as templates or scripts when they reach it as they are."""

HOSTILE = (
    "{{ 1234*5678 }}",
    "{{1234*5678}}",
    "{% set n = 1234*5678 %}{{ n }}",
    "{% raise",
    "{# hidden #}",
    "{{ cycler.__init__.__globals__.os.getpid() * 1000003 }}",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "`+alert(1)+`",
    "${alert(1)}",
    "'); alert(1); ('",
    '"><svg onload=alert(1)>',
    "a\\'b\\",
    "line\u2028break\u2029paragraph",
    "&lt;b&gt; {{{{ }}}}",
)

EVALUATED = "7006652"
"""What the first payloads come to where they are run."""
