from __future__ import annotations

import pytest

from bot.domain.pleasantries import is_pleasantry

POLITE = [
    "hi", "Hi!", "hello everyone", "Good morning all 👋", "thanks!", "Thank you so much",
    "👍", ":thumbsup:", ":thumbsup::skin-tone-2:", "ok", "OK, thanks!", "...", "🎉🎉",
    "@U0BOB thanks", "hi, how are you?", "have a nice weekend everyone :sun_with_face:",
    "Guten Morgen zusammen", "Danke schön!", "Vielen Dank euch", "Alles klar, danke",
    "Bonjour à tous", "Merci beaucoup !", "D'accord, merci", "bon week-end à tous",
    "Hola a todos", "¡Buenos días!", "muchas gracias", "Vale, gracias",
    "Goedemorgen allemaal", "dank je wel", "Bedankt!", "Oké, bedankt",
    "Buongiorno a tutti", "Grazie mille!", "va bene, grazie",
    "Bom dia pessoal", "Muito obrigada!", "olá, tudo bem?",
]  # fmt: skip
SERIOUS = [
    "", " ", "?", "???", "help", "hi, my laptop is dead", "Hello, the printer is on fire",
    "thanks, but it still does not work", "ok so the VPN is down", "good morning, who can help",
    "VPN", "Guten Morgen, mein Laptop geht nicht", "Danke, aber es geht nicht",
    "Bonjour, mon ordinateur est en panne", "Hola, no funciona", "Goedemorgen, printer kapot",
    "Ciao, non va internet", "bom dia, sem rede", "@U0BOB", "@U0BOB ?", "team", "all",
    "hi 42", "screen.png: https://files.example/x", "مرحبا", "مرحبا، الطابعة معطلة",
    "ok ok ok ok ok ok ok ok ok ok ok ok",
]  # fmt: skip


@pytest.mark.parametrize("text", POLITE)
def test_politeness_is_left_alone(text: str) -> None:
    assert is_pleasantry(text)


@pytest.mark.parametrize("text", SERIOUS)
def test_whatever_may_be_a_request_is_one(text: str) -> None:
    assert not is_pleasantry(text)
