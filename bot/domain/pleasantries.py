"""Words of greeting, thanks and agreement that nobody wants answered with a number."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: English, German, French, Spanish, Dutch, Italian and Portuguese, without accents.
_SAID: Final = """
hi|hello|hey|heya|hiya|howdy|yo|hi there|hello there|hey there|good morning|good afternoon
good evening|good day|good night|morning|evening|greetings|welcome|welcome back
thanks|thank you|thank u|thx|thanx|ty|tysm|cheers|much appreciated|many thanks|thanks a lot
thank you so much|thanks so much|thank you very much|thanks again|thanks in advance
ok|okay|okey|k|kk|okay then|ok then|great|cool|nice|perfect|awesome|super|got it|understood
noted|will do|sounds good|all good|no problem|no worries|np|you are welcome|youre welcome|yw
bye|goodbye|see you|see you later|see you tomorrow|have a nice day|have a good day
have a great day|have a nice weekend|have a good weekend|have a great weekend|happy friday
lol|haha|hahaha|congrats|congratulations|happy birthday|how are you|how is it going|hows it going
hallo|moin|moin moin|servus|gruss gott|guten morgen|guten tag|guten abend|gute nacht|mahlzeit
danke|danke schon|danke sehr|vielen dank|besten dank|herzlichen dank|tausend dank|danke dir
danke euch|danke ihnen|alles klar|in ordnung|passt|prima|klasse|gern|gerne|gern geschehen|bitte
bitte schon|bitte sehr|tschuss|auf wiedersehen|bis bald|bis spater|bis morgen|schonen tag
schonen tag noch|schones wochenende|schonen feierabend|feierabend|verstanden|wie gehts
bonjour|salut|bonsoir|bonne nuit|coucou|bonne journee|bonne soiree|bon week end|bon weekend
merci|merci beaucoup|merci bien|mille mercis|d accord|parfait|tres bien|super merci|de rien
je vous en prie|je t en prie|au revoir|a bientot|a demain|a plus|ca va|bien recu
hola|buenos dias|buenas tardes|buenas noches|buenas|muy buenas|que tal|gracias|muchas gracias
mil gracias|vale|de acuerdo|perfecto|genial|de nada|adios|hasta luego|hasta manana|buen dia
buen fin de semana|entendido
goedemorgen|goedemiddag|goedenavond|goedendag|goeiemorgen|goeiemiddag|goedenacht|dag|hoi|hoi hoi
dank je|dank je wel|dankjewel|dank u|dank u wel|dankuwel|bedankt|hartelijk dank|heel erg bedankt
oke|prima hoor|graag gedaan|tot ziens|tot morgen|fijne dag|fijne avond|fijn weekend|begrepen
ciao|buongiorno|buonasera|buona notte|buonanotte|buon pomeriggio|salve|grazie|grazie mille
molte grazie|tante grazie|va bene|d accordo|perfetto|ottimo|prego|arrivederci|a domani|a presto
buona giornata|buona serata|buon fine settimana|buon weekend|capito
ola|oi|bom dia|boa tarde|boa noite|obrigado|obrigada|muito obrigado|muito obrigada|obg|valeu
tudo bem|esta bem|combinado|otimo|perfeito|por nada|tchau|ate logo|ate amanha|ate mais
bom fim de semana|entendi
"""

#: Whom such words may be addressed to; alone they say nothing of the kind.
_TO: Final = """
all|everyone|everybody|team|folks|guys|people|friends|colleagues|dear|there|you|you all|both
and|so much|a lot|very much|to you too|you too|again|together|firstline|help desk
zusammen|alle|allerseits|an alle|leute|kollegen|liebe kollegen|team|ihr|euch|dir|auch|und|ebenfalls
a tous|a toutes|a toutes et a tous|tout le monde|l equipe|et|chers collegues|a vous
a todos|a todas|todos|todas|equipo|y|chicos|companeros|igualmente
allemaal|iedereen|en|collega s|ook
a tutti|tutti|tutte|ragazzi|colleghi|e|anche a te
pessoal|galera|gente|time|equipa|equipe|para todos
"""

_LONGEST: Final = 10
# Slack writes an emoji as :thumbsup:, with a tone of skin as :thumbsup::skin-tone-2:.
_EMOJI: Final = re.compile(r":[a-z0-9_+'-]+:")
_ADDRESSEE: Final = re.compile(r"@\S+")
_WORD: Final = re.compile(r"[^\W_]+")


def is_pleasantry(text: str) -> bool:
    """Say whether a message is nothing but politeness; when in doubt it is not.

    A text that consists of emoji and punctuation alone is one, an empty text is none.
    """
    if not text.strip():
        return False
    left = _ADDRESSEE.sub(" ", _EMOJI.sub(" ", text.casefold()))
    words = _WORD.findall(_without_accents(left))
    if not words:
        # A lone question mark asks for something, and so may a name.
        return "?" not in left and _ADDRESSEE.search(text) is None
    return len(words) <= _LONGEST and _is_polite(words)


def _is_polite(words: Sequence[str]) -> bool:
    found = list(_phrases(words))
    return None not in found and any(phrase in _POLITE for phrase in found)


def _phrases(words: Sequence[str]) -> Iterator[str | None]:
    """Cut a text into the longest phrases that are known; None where there is none."""
    start = 0
    while start < len(words):
        length = next((n for n in range(5, 0, -1) if _phrase(words, start, n) in _KNOWN), 0)
        yield _phrase(words, start, length) if length else None
        start += max(length, 1)


def _phrase(words: Sequence[str], start: int, length: int) -> str:
    return " ".join(words[start : start + length])


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("'", " "))
    return "".join(part for part in parts if not unicodedata.combining(part))


def _listed(lines: str) -> frozenset[str]:
    return frozenset(lines.strip().replace("\n", "|").split("|"))


_POLITE: Final = _listed(_SAID)
_KNOWN: Final = _POLITE | _listed(_TO)
