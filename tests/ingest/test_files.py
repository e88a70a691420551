"""Files of every format become articles; what cannot be read says why and what to do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from geo.errors import UnreadableDocument
from geo.ingest import find, overridden, read
from geo.model import Article, Basis
from tests.ingest import documents
from tests.ingest.documents import PARAGRAPH, document_xml, docx, html, pdf, story, with_part
from tests.ingest.pages import BODY, HEADLINE, page

Put = Callable[[str, str | bytes], Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Return a function that writes a file and returns its path."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def only(path: Path) -> Article:
    (article,) = read(path)
    return article


class TestFind:
    def test_folders_are_searched_in_order_for_what_is_read(self, tmp_path: Path) -> None:
        for name in ("b.txt", "a.md", "sub/c.PDF", "d.rtf", ".hidden.txt", "~$e.docx"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).touch()
        found = [path.relative_to(tmp_path).as_posix() for path in find([tmp_path])]
        assert found == ["a.md", "b.txt", "sub/c.PDF"]

    def test_a_file_that_is_named_is_yielded_whatever_its_name(self, put: Put) -> None:
        path = put("notes.rtf", "x")
        assert list(find([str(path)])) == [path]

    def test_a_path_that_does_not_exist_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableDocument, match="Check the path"):
            list(find([tmp_path / "nothing"]))


class TestText:
    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    def test_the_text_is_the_files_to_the_character(
        self, put: Put, newline: str, mark: str
    ) -> None:
        text = mark + page(f"  {HEADLINE} \n\n", "Leave a Reply \n\n").replace("\n", newline)
        article = only(put("a.txt", text))
        assert article.text == text
        assert article.title == HEADLINE
        assert article.sha256 == hashlib.sha256(text.encode()).hexdigest()

    @pytest.mark.parametrize(
        ("text", "encoding"),
        [
            ("The mayor of São João said “no” to talks — and left.\n" * 3, "cp1252"),
            ("The governor’s office said “no” on Monday.\n" * 3, "cp1252"),
            ("Мэр города сказал, что переговоры не состоятся в понедельник.\n" * 3, "cp1251"),
            ("Rebels took the town.\r\nThe army left it.\n", "utf-16"),
            ("Rebels took the town.\r\nThe army left it.\n", "utf-32"),
        ],
    )
    def test_other_encodings_are_told(self, put: Put, text: str, encoding: str) -> None:
        assert only(put("a.txt", text.encode(encoding))).text == text

    def test_markdown_marks_are_not_read(self, put: Put) -> None:
        text = (
            f"# {HEADLINE}\n\nThe army left [Goma](https://example.org/goma) **on Monday**.\n"
        )
        article = only(put("a.md", text))
        read_words = article.text
        for start, end in reversed(article.boilerplate):
            read_words = read_words[:start] + read_words[end:]
        assert read_words == f"{HEADLINE}\n\nThe army left Goma on Monday.\n"
        assert article.title == HEADLINE


class TestWebPage:
    def test_metadata_state_title_outlet_date_and_address(self, put: Put) -> None:
        head = (
            '<meta property="og:title" content="Rebels take town">'
            '<meta property="og:site_name" content="Example Post">'
            '<meta property="article:published_time" content="2024-02-03T10:00:00Z">'
            '<link rel="canonical" href="https://www.reuters.com/world/rebels">'
        )
        late = "<p>On 20 September 2022 both sides had signed a truce in Nairobi, he said.</p>"
        article = only(put("a.html", html(head, f"<nav>Home</nav>{story(late)}")))
        assert article.title == "Rebels take town"
        assert (article.source, article.source_basis) == ("Example Post", Basis.STATED)
        assert (article.published, article.published_basis) == (
            date(2024, 2, 3),
            Basis.STATED,
        )
        assert article.url == "https://www.reuters.com/world/rebels"
        assert article.text.startswith(f"Rebels take town\n{PARAGRAPH}")

    @pytest.mark.parametrize(
        ("head", "foot", "source", "basis"),
        [
            ("<title>Rebels take town - Example Post</title>", "", "Example Post", "stated"),
            (
                '<title>Rebels take town</title><script type="application/ld+json">'
                '{"@type":"NewsArticle","headline":"Rebels take town",'
                '"publisher":{"@type":"Organization","name":"Example Post"}}</script>',
                "",
                "Example Post",
                "stated",
            ),
            (
                "<title>Rebels take town</title>",
                "<footer><p>© 2024 Example Post</p></footer>",
                "Example Post",
                "stated",
            ),
            (
                '<link rel="canonical" href="https://www.aljazeera.com/news/rebels">',
                "",
                "Al Jazeera",
                "inferred",
            ),
            ("<title>Rebels take town</title>", "", None, "unknown"),
        ],
    )
    def test_the_outlet(
        self, put: Put, head: str, foot: str, source: str | None, basis: str
    ) -> None:
        article = only(put("a.htm", html(head, story() + foot)))
        assert (article.source, article.source_basis.value) == (source, basis)

    def test_a_date_in_the_story_is_not_the_date(self, put: Put) -> None:
        late = "<p>On 20 September 2022 both sides had signed a truce in Nairobi, he said.</p>"
        assert only(put("a.html", html("<title>x</title>", story(late)))).published is None

    def test_the_declared_encoding_is_used(self, put: Put) -> None:
        text = "<p>The mayor of São João said “no” to talks on Monday evening, he added.</p>"
        content = html('<meta charset="windows-1252">', story(text)).encode("cp1252")
        assert "São João said “no”" in only(put("a.html", content)).text

    def test_entities_of_a_doctype_are_not_expanded(self, put: Put) -> None:
        doctype = '<!DOCTYPE html [<!ENTITY a "boom"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
        article = only(put("a.html", doctype + html("", story("<p>&a; &x; End.</p>"))[15:]))
        assert "boom" not in article.text
        assert "root:" not in article.text

    @pytest.mark.parametrize(
        "content",
        [
            "<div>" * 100_000 + f"<p>{PARAGRAPH}</p>",
            "<table>" * 3_000 + PARAGRAPH,
            "<p " + "a=1 " * 100_000 + ">",
            "<html></html>",
            bytes(range(256)) * 50,
        ],
        ids=["deep", "tables", "attributes", "no text", "binary"],
    )
    def test_pages_without_an_article_are_refused(self, put: Put, content: str | bytes) -> None:
        with pytest.raises(UnreadableDocument, match=r"\.txt file|UTF-8"):
            only(put("a.html", content))

    def test_a_page_that_is_only_an_address_is_not_fetched(self, put: Put) -> None:
        assert only(put("a.html", "https://example.org/")).text.strip() == (
            "https://example.org/"
        )


class TestWord:
    def test_paragraphs_and_tables_are_read_in_order(self, put: Put) -> None:
        head = ("Rebels take town", "By Jane Doe, Reuters", "3 February 2024")
        article = only(put("a.docx", docx(*head, PARAGRAPH, title=True)))
        assert article.text == "\n\n".join([*head, PARAGRAPH])
        assert article.title == "Rebels take town"
        assert (article.source, article.published) == ("Reuters", date(2024, 2, 3))

    def test_table_rows_are_lines(self, put: Put) -> None:
        cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
        row = f"<w:tr>{cell.format('Goma')}{cell.format('12 killed')}</w:tr>"
        grid = "<w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
        xml = document_xml(f"<w:tbl>{grid}{row}</w:tbl>")
        path = put("a.docx", with_part(docx("x"), "word/document.xml", xml))
        assert only(path).text == "Goma | 12 killed"

    def test_a_zip_bomb_is_refused_before_it_is_unpacked(self, put: Put) -> None:
        bomb = with_part(docx("x"), "word/document.xml", b" " * 30_000_000)
        with pytest.raises(UnreadableDocument, match="unpacks to"):
            only(put("a.docx", bomb))

    def test_entity_expansion_is_refused(self, put: Put) -> None:
        entities = '<!ENTITY a "lol">' + "".join(
            f'<!ENTITY {name} "{f"&{before};" * 10}">'
            for before, name in zip("abcdefg", "bcdefgh", strict=True)
        )
        text = "<w:p><w:r><w:t>&h;</w:t></w:r></w:p>"
        xml = document_xml(text, f"<!DOCTYPE w:document [{entities}]>")
        with pytest.raises(UnreadableDocument, match="not a Word file"):
            only(put("a.docx", with_part(docx("x"), "word/document.xml", xml)))

    def test_external_entities_are_not_read(self, put: Put) -> None:
        text = "<w:p><w:r><w:t>Goma &x; fell</w:t></w:r></w:p>"
        doctype = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        xml = document_xml(text, doctype)
        article = only(put("a.docx", with_part(docx("x"), "word/document.xml", xml)))
        assert "root:" not in article.text

    def test_too_many_paragraphs_are_refused(
        self, put: Put, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("geo.ingest.word.MOST_LINES", 50)
        xml = document_xml("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 51)
        with pytest.raises(UnreadableDocument, match="paragraphs"):
            only(put("a.docx", with_part(docx("x"), "word/document.xml", xml)))

    @pytest.mark.parametrize(
        "content",
        [
            b"hello",
            docx("x")[:2_000],
            with_part(docx("x"), "word/document.xml", b"<a><b>"),
            with_part(docx("x"), "[Content_Types].xml", b"<a/>"),
            with_part(docx("x"), "word/document.xml", document_xml("<w:p>" * 50_000)),
        ],
        ids=["no zip", "cut off", "no xml", "no types", "deep"],
    )
    def test_broken_files_are_refused(self, put: Put, content: bytes) -> None:
        with pytest.raises(UnreadableDocument, match="not a Word file"):
            only(put("a.docx", content))


class TestPdf:
    def test_wrapped_lines_are_joined_and_page_numbers_left_out(self, put: Put) -> None:
        first = [
            "Rebels take town",
            "Rebels took the town of Sake on Friday, residents said, after a week of heavy fi-",
            "ghting with the army. At least twelve people were killed and thirty hurt in the",
            "town.",
            "Talks are to resume on Monday.",
            "1",
        ]
        second = ["The army denied it.", "2"]
        assert only(put("a.pdf", pdf(first, second))).text == (
            "Rebels take town\n"
            "Rebels took the town of Sake on Friday, residents said, after a week of heavy "
            "fighting with the army. At least twelve people were killed and thirty hurt in "
            "the town.\nTalks are to resume on Monday.\n\nThe army denied it."
        )

    def test_running_heads_are_left_out(self, put: Put) -> None:
        pages = [["The Example Weekly", f"Rebels took town number {n}."] for n in range(4)]
        assert "Weekly" not in only(put("a.pdf", pdf(*pages))).text

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (documents.encrypted_pdf(), "encrypted"),
            (documents.long_pdf(301), "at most 300"),
            (documents.long_pdf(1), "OCR"),
            (b"%PDF-1.7\nnothing", "broken PDF"),
            (b"hello", "broken PDF"),
            (b"%PDF-1.4\n" + bytes(range(256)) * 1_000, "broken PDF"),
        ],
    )
    def test_what_cannot_be_read_says_why(self, put: Put, content: bytes, message: str) -> None:
        with pytest.raises(UnreadableDocument, match=message):
            only(put("a.pdf", content))

    def test_cut_off_files_are_refused_or_read(self, put: Put) -> None:
        whole = pdf(["Rebels took the town of Sake on Friday."])
        for end in range(0, len(whole), 37):
            path = put("a.pdf", whole[: end + 1])
            try:
                assert "Rebels" in only(path).text
            except UnreadableDocument as error:
                assert str(path) in str(error)  # noqa: PT017 - either outcome is sound


class TestRecords:
    def test_fields_go_by_their_usual_names(self, put: Put) -> None:
        record = {
            "headline": "Rebels take town",
            "body": PARAGRAPH,
            "publisher": {"name": "bbc"},
            "publishedAt": "2024-02-03T10:00:00Z",
            "url": "https://www.bbc.com/news/1",
        }
        article = only(put("a.json", json.dumps(record)))
        assert (article.text, article.title) == (PARAGRAPH, "Rebels take town")
        assert (article.source, article.source_basis) == ("BBC News", Basis.GIVEN)
        assert (article.published, article.published_basis) == (date(2024, 2, 3), Basis.GIVEN)

    @pytest.mark.parametrize(
        "value",
        [
            {"text": "One."},
            [{"text": "One."}],
            {"articles": [{"content": "One."}]},
        ],
    )
    def test_a_json_file_holds_a_record_or_records(self, put: Put, value: object) -> None:
        assert only(put("a.json", json.dumps(value))).text == "One."

    def test_what_no_field_says_is_read_from_the_text_or_the_address(self, put: Put) -> None:
        record = {"text": BODY, "url": "https://www.aljazeera.com/news/2023/9/25/talks"}
        article = only(put("a.jsonl", json.dumps(record)))
        assert (article.source, article.source_basis) == ("Al Jazeera", Basis.INFERRED)
        assert (article.published, article.published_basis) == (
            date(2023, 9, 25),
            Basis.INFERRED,
        )

    LINES = (
        b'\xef\xbb\xbf{"text": "One."}\r\nnot json\n\n{"text": 5}\n[1]\n{"text": "Two."}\n'
        + b'{"text": "'
        + b"a" * 10_000_001
        + b'"}\n{"text": "Three."}'
    )

    def test_bad_lines_are_reported_by_number_and_the_rest_is_read(self, put: Put) -> None:
        path = put("a.jsonl", self.LINES)
        reports: list[str] = []
        assert [a.text for a in read(path, reports.append)] == ["One.", "Two.", "Three."]
        assert [report.split(": ")[0] for report in reports] == [
            f"{path}:2",
            f"{path}:4",
            f"{path}:5",
            f"{path}:7",
        ]

    def test_without_a_report_the_bad_lines_are_named_at_the_end(self, put: Put) -> None:
        articles = read(put("a.jsonl", self.LINES))
        assert [next(articles).text for _ in range(3)] == ["One.", "Two.", "Three."]
        with pytest.raises(UnreadableDocument, match=r":2: .*:4: .*:5: .*:7: "):
            next(articles)

    def test_a_bad_date_is_unknown(self, put: Put) -> None:
        article = only(put("a.json", json.dumps({"text": "One.", "date": "soon"})))
        assert (article.published, article.published_basis) == (None, Basis.UNKNOWN)

    @pytest.mark.parametrize(
        "content",
        [
            "[" * 100_000 + "]" * 100_000,
            '{"text": NaN}',
            "5",
            "[]",
            "{}",
            '{"a": 1}{"a": 2}',
            b"\xff\xfe\x00",
        ],
    )
    def test_json_files_without_records_are_refused(
        self, put: Put, content: str | bytes
    ) -> None:
        with pytest.raises(UnreadableDocument, match=r"\.jsonl|no records"):
            only(put("a.json", content))


class TestLimits:
    @pytest.mark.parametrize(
        ("name", "content", "message"),
        [
            ("a.txt", b"", "is empty"),
            ("a.txt", b" \n\n ", "holds no words"),
            ("a.txt", bytes(range(256)) * 50, "UTF-8"),
            ("a.txt", b"Goma\x00\x01\x02\x03" * 50, "binary"),
            ("a.txt", b"a" * 10_000_001, "at most 10 MB"),
            ("a.txt", b"Goma fell. " * 100_000, "at most 1,000,000"),
            ("a.rtf", b"x", r"\.docx"),
        ],
    )
    def test_every_refusal_says_what_to_do(
        self, put: Put, name: str, content: bytes, message: str
    ) -> None:
        with pytest.raises(UnreadableDocument, match=message) as refusal:
            only(put(name, content))
        assert str(refusal.value).endswith((".", "record."))

    def test_a_missing_file_is_refused(self, tmp_path: Path) -> None:
        for name in ("a.txt", "a.jsonl"):
            with pytest.raises(UnreadableDocument, match="cannot be opened"):
                list(read(tmp_path / name))


def test_given_values_override_what_was_read(put: Put) -> None:
    article = only(put("a.txt", page(f"{HEADLINE}\n\nby time news\n\n")))
    given = overridden(article, source="The Daily", published=date(2024, 1, 2))
    assert (given.source, given.source_basis) == ("The Daily", Basis.GIVEN)
    assert (given.published, given.published_basis) == (date(2024, 1, 2), Basis.GIVEN)
    assert overridden(article, source=None, published=None) == article
