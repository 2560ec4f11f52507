"""The words by which a text is found again."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHORTEST: Final = 2
LONGEST: Final = 40
#: As many words of one request as are kept; its title comes first.
MOST: Final = 200

_MARKS = re.compile("[\u0300-\u036f]")
# Scripts from Devanagari to Myanmar write their vowels as marks, which belong to the word.
_WORD = re.compile("(?:[^\\W_]|[\u0900-\u109f])+")
# Chinese and Japanese put no gaps between words, so that pairs of characters stand for them.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_ADDRESS = re.compile(r"https?://\S+")

# Words that say nothing about a request, folded as `words_of` folds them.
_SAY_NOTHING: Final = (
    # English
    "the and for are was were has have had not but you your with this that from they them "
    "there here can cannot could would should will does did doing its it is in on of to at "
    "an as be by do he if me my no or so up us we she his her our out too very just any "
    "am been please help hello hi hey thanks thank since when what which who how why don doesn "
    # German
    "der die das den dem des ein eine einen einem einer und oder aber ist sind war nicht mit "
    "von fur auf im am zu zum zur bei aus nach uber ich du er sie es wir ihr mein meine mir "
    "mich bitte hallo danke auch noch kein keine kann habe hat haben wie was wenn dass seit "
    # French
    "le la les un une du et ou mais est sont pas avec pour sur dans par je tu il elle nous "
    "vous mon ma mes ne que qui quand bonjour merci plus depuis au aux ce cette "
    # Spanish and Portuguese
    "el los las uno una unos unas con por para del al lo se su sus mi yo es son esta este no "
    "que como pero hola gracias favor muy os um uma com nao em na da dos das eu meu minha "
    "ola obrigado obrigada esta isso "
    # Italian and Dutch
    "gli della dello dei di che non sono mio mia ciao grazie het een van niet met voor op te "
    "aan ik mijn je jij wij ons dat dit ook nog geen kan hebben heeft hoe wat graag bedankt"
)
_STOP: Final = frozenset(_SAY_NOTHING.split())


def words_of(*texts: str) -> tuple[str, ...]:
    """Give the distinct words of `texts`, in their order, folded so that spelling matters less."""
    found = dict.fromkeys(word for text in texts for word in _words(text) if word not in _STOP)
    return tuple(found)[:MOST]


def _words(text: str) -> Iterator[str]:
    for match in _WORD.finditer(_folded(_ADDRESS.sub(" ", text))):
        yield from _parts(match[0])


def _folded(text: str) -> str:
    """Drop case, accents and the many ways in which one character can be written."""
    if text.isascii():
        return text.lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return unicodedata.normalize("NFKC", bare)


def _parts(word: str) -> Iterable[str]:
    if _UNSPACED.search(word) is None:
        fits = SHORTEST <= len(word) <= LONGEST or word.isdecimal()
        return (word[:LONGEST],) if fits else ()
    if len(word) <= SHORTEST:
        return (word,)
    return (word[at : at + SHORTEST] for at in range(len(word) - 1))
