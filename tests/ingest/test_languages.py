"""The language is English unless function words or letters say otherwise."""

from __future__ import annotations

import pytest

from geo.ingest.languages import language_of
from tests.ingest.pages import BODY

TEXTS = {
    "en": BODY,
    "fr": "Le président a dit que les combats dans la ville et sur la route ont cessé, et que "
    "des milliers de personnes sont dans une église avec les enfants pour une nuit.",
    "de": "Der Präsident sagte, dass die Kämpfe in der Stadt und auf der Straße nicht beendet "
    "sind und dass sich eine Delegation mit dem Minister auf den Weg nach Goma macht.",
    "es": "El presidente dijo que los combates en la ciudad y por las carreteras del norte han "
    "cesado, según una fuente, y que una delegación fue con su ministro para hablar.",
    "ru": "Президент сказал, что бои в городе и на дороге не были прекращены, и что это был "
    "сигнал для всех, как и от министра.",
    "uk": "Президент сказав, що бої в місті та на дорозі не були припинені, і що це був сигнал "
    "для всіх, як і від міністра у столиці, та із півночі.",
    "ar": "قال الرئيس إن المحادثات التي بدأت في المدينة بعد وقف إطلاق النار على الطريق "
    "من الشمال إلى الجنوب مع الوزير الذي قال أن هذا من أجل السلام",
    "hy": "Նախագահն ասել է, որ հանդիպումը կշարունակվի երկուշաբթի օրը քաղաքում",
    "ka": "პრეზიდენტმა თქვა, რომ მოლაპარაკებები ორშაბათს გაგრძელდება",
    "he": "הנשיא אמר כי השיחות יימשכו ביום שני בעיר",
    "zh": "总统表示会谈将于周一在该市继续进行",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_languages(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "Goma", "123", "Nizami Gəncəvi və Şuşa", "\x00"])
def test_too_little_to_tell_is_english(text: str) -> None:
    assert language_of(text) == "en"
