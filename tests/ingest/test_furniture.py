"""Site furniture is marked as boilerplate; a sentence of the story never is."""

from __future__ import annotations

import tomllib

import pytest

from geo.ingest import from_text
from geo.ingest.furniture import LEXICON
from geo.ingest.lines import Line, lines_of
from geo.ingest.pictures import credit, is_caption
from tests.ingest.pages import BODY, HEADLINE, page, read_aloud

PATTERNS = tomllib.loads(LEXICON.read_text("utf-8"))["pattern"]


def line(text: str) -> Line:
    return lines_of(text)[0]


@pytest.mark.parametrize("row", PATTERNS, ids=lambda row: row["name"])
def test_each_pattern_matches_its_example(row: dict[str, str]) -> None:
    article = from_text(page(f"{HEADLINE}\n\n", row["example"]))
    assert [span.of(article.text) for span in article.boilerplate] == [row["example"]]


FURNITURE = [
    "Skip to main content",
    "Advertisement",
    "- Advertisement -",
    "• Share",
    "Related Articles",
    "You may also like",
    "Leave a Reply",
    "Leave a Comment",
    "Your email address will not be published. Required fields are marked *",
    "Name *",
    "Save my name, email, and website in this browser for the next time I comment.",
    "Only $100 per year.",
    "£5 a month",
    "3 min read",
    "4 minute read",
    "Reading time: 5 minutes",
    "#Sudan. #Khartoum #war",
    "Share this article",
    "Facebook Twitter WhatsApp",
    "Follow us on\u00a0FacebookTwitter\u00a0and\u00a0Instagram\u00a0to stay connected",
    "Access the Middle East news and analysis you can trust",
    "Join our community of readers to experience all of Example News, including newsletters.",
    "Sign up to our daily newsletter and never miss a story.",
    "Subscribe to our YouTube channel",
    "Get the latest news delivered to your inbox every morning.",
    "Support our journalism by becoming a member.",
    "Download our app for breaking news alerts.",
    "Read more: Talks open in Jeddah",
    "READ ALSO: Army retakes base in the west",
    "Click here to see the map",
    "We use cookies to improve your experience on this site.",
    "© 2023 Example News. All rights reserved.",
    "This material may not be published, broadcast, rewritten or redistributed.",
    "Tags: Sudan, Darfur, RSF",
    "Photo: Jane Doe/AFP",
    "Getty Images",
    "Reporting by Jane Doe in Goma; Editing by John Roe",
    "https://www.example.org/news/1234",
    "1.2k shares",
    "Getting your Trinity Audio player ready...",
    "* * *",
    "Page 2 of 7",
    "← Previous",
    "Terms of use | Privacy | Contact",
    "What's your reaction?",
    "Sign up to Morning Briefing",
    "Click to share on Twitter (Opens in new window)",
    "View all posts by Jane Doe",
    "This article is more than 2 years old",
    "Updated 2 hours ago",
    "Jane Doe and John Roe contributed to this report.",
    "(With AFP inputs)",
    "abc/de (AFP, AP, Reuters)",
    "To view this video please enable JavaScript",
    "Every evening, we send out a selection of the day's news. Sign up here.",
    "Don't have an account? Sign up",
    "You have 2 free articles left.",
    "By signing up, you agree to our Terms of Use and Privacy Policy.",
    "Got a tip? Contact us at tips@example.org",
    "Jane Doe is a correspondent based in Nairobi.",
    "This is a developing story. Please check back for updates.",
    "The post Fighting spreads appeared first on Example News.",
]


@pytest.mark.parametrize("text", FURNITURE)
def test_furniture(text: str) -> None:
    article = from_text(page(f"{HEADLINE}\n\n", text))
    assert read_aloud(article.text, article.boilerplate)[-1] == BODY.split("\n")[-1]


PROSE = [
    "Join the army or leave, the governor told the men of the town on Monday.",
    "Follow the river to the north and you reach the front line, a soldier said.",
    "Subscribe to neither side, the bishop told his flock in a sermon broadcast on Sunday.",
    "Get out of the city before nightfall, leaflets dropped by the army said.",
    "Support for the truce is growing, according to a survey that Radio Dabanga published.",
    "Read more than 200 names aloud, the crowd was told, and remember them.",
    "Share of the displaced who found shelter: 40 percent, according to the agency.",
    "The store on the corner sold bread at 3 dollars a loaf, ten times the usual price.",
    "Access to the camp, where 12,000 people live, has been cut off since Friday.",
    "More than 100 people were killed in the attack, the hospital in the town said.",
    "Visit by the president to the province was called off after the attack on the airport.",
    "He posted on Facebook that the town had fallen and that its people had fled.",
    "“Sign up to our cause or die,” the fighters told the villagers, witnesses said.",
    "Photographs of the site showed a crater and burnt vehicles on the road to Goma.",
    "Related fighting was reported in two other villages, the United Nations said.",
    "Comments by the minister drew protests in the capital and in three other cities.",
    "Image after image showed the ruins of the market in which 30 people were killed.",
    "Home to 30,000 people before the war, the town is now almost empty, aid workers said.",
    "Tags on the bodies gave only a number, a nurse at the hospital in Omdurman said.",
    "Analysis of the debris showed that the missile was fired from the north, the team said.",
    "By Tuesday evening, rebels had taken the airport and the bridge, residents said.",
    "Published accounts of the battle differ, and neither side has released its losses.",
    "Updated figures put the dead at 41, the ministry said in a statement on 3 May 2023.",
    "Copyright of the map belongs to nobody, he joked, as the border moved again that week.",
]


@pytest.mark.parametrize("sentence", PROSE)
@pytest.mark.parametrize("position", ["top", "middle", "end"])
def test_a_sentence_of_the_story_is_never_furniture(sentence: str, position: str) -> None:
    first, rest = BODY.split("\n\n", 1)
    texts = {
        "top": f"{HEADLINE}\n\n{sentence}\n\n{BODY}",
        "middle": f"{HEADLINE}\n\n{first}\n\n{sentence}\n\n{rest}",
        "end": f"{HEADLINE}\n\n{BODY}\n\n{sentence}",
    }
    article = from_text(texts[position])
    assert sentence in read_aloud(article.text, article.boilerplate)


def test_what_stands_among_the_furniture_below_the_story_is_not_read() -> None:
    article = from_text(page(f"{HEADLINE}\n\n", "Share this article\nConflict\nGoma\nM23"))
    assert read_aloud(article.text, article.boilerplate)[-1] == BODY.split("\n")[-1]


def test_the_label_of_a_caption_is_not_read() -> None:
    article = from_text(page(f"{HEADLINE}\n\nImage caption, Smoke over Goma on Monday\n\n"))
    assert "Smoke over Goma on Monday" in read_aloud(article.text, article.boilerplate)


def test_a_journalist_in_the_story_is_read() -> None:
    sentence = "Jane Doe is a reporter who was detained in Goma in the night to Monday."
    article = from_text(f"{HEADLINE}\n\n{sentence}\n\n{BODY}")
    assert sentence in read_aloud(article.text, article.boilerplate)


def test_headlines_under_related_articles_are_not_read() -> None:
    foot = "Related Articles\nArmy takes base in the west\nWhat we know about the floods\n"
    article = from_text(page(f"{HEADLINE}\n\n", foot))
    assert read_aloud(article.text, article.boilerplate)[-1] == BODY.split("\n")[-1]


def test_the_story_goes_on_after_a_list_of_related_articles() -> None:
    first, rest = BODY.split("\n\n", 1)
    article = from_text(f"{first}\n\nRead next\nArmy takes base in the west\n\n{rest}")
    assert "\n".join(read_aloud(article.text, article.boilerplate)) == BODY.replace(
        "\n\n", "\n"
    )


def test_readers_comments_are_not_read() -> None:
    foot = "Comments\nJohn Roe\nAt least 5,000 people were killed in Goma, believe me.\nReply"
    article = from_text(page(f"{HEADLINE}\n\n", foot))
    assert read_aloud(article.text, article.boilerplate)[-1] == BODY.split("\n")[-1]


def test_a_link_to_the_comments_above_the_story_hides_nothing_below_it() -> None:
    article = from_text(page(f"{HEADLINE}\n\nComments\n\n"))
    assert read_aloud(article.text, article.boilerplate)[1:] == BODY.replace(
        "\n\n", "\n"
    ).split("\n")


@pytest.mark.parametrize(
    ("caption", "words"),
    [
        ("A fighter in the hills [Getty]", "[Getty]"),
        (
            "A fighter in the hills. (Photo by Jane Doe / AFP via Getty Images)",
            "(Photo by Jane Doe / AFP via Getty Images)",
        ),
        ("Smoke over the town on Monday. REUTERS/Jane Doe", "REUTERS/Jane Doe"),
        ("Smoke over the town on Monday (AP Photo/Jane Doe)", "(AP Photo/Jane Doe)"),
        ("A man walks past a burnt tank [File: Jane Doe/Reuters]", "[File: Jane Doe/Reuters]"),
        ("This photo shows smoke over the town. © AFP", "© AFP"),
    ],
)
def test_a_caption_is_read_without_its_credit(caption: str, words: str) -> None:
    span = credit(line(caption))
    assert span is not None
    assert span.of(caption) == words
    assert is_caption(line(caption))


def test_a_wires_signature_is_no_caption() -> None:
    sentence = line("The road to the border was closed, the army said. (AFP)")
    assert credit(sentence) == (50, 55)
    assert not is_caption(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The army (which lost 12 men) left the town, the governor said (in Arabic).",
        "He spoke to the International Committee of the Red Cross (ICRC) and the army.",
        "Residents fled to Bukavu (South Kivu)",
        "Twelve people were killed [and 30 injured]",
    ],
)
def test_brackets_of_the_story_are_no_credit(sentence: str) -> None:
    assert credit(line(sentence)) is None
