"""Files and folders → articles: text, outlet, date, and how each is known."""
