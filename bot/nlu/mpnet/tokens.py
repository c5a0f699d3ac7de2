"""A sentence as numbers: BERT's WordPiece in lower case, with MPNet's start and end."""

from __future__ import annotations

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing

from bot.nlu.mpnet.weights import MAX_TOKENS

START, END, UNKNOWN = "<s>", "</s>", "[UNK]"


class Tokens:
    """Cuts texts into the pieces of a vocabulary.

    No special token is known to the tokenizer by its text, so a message that holds "<s>" or
    "<mask>" is read as it was typed.
    """

    def __init__(self, vocabulary: list[str]) -> None:
        numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._tokenizer = Tokenizer(WordPiece(numbers, unk_token=UNKNOWN))
        self._tokenizer.normalizer = BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()
        ends = [(START, numbers[START]), (END, numbers[END])]
        self._tokenizer.post_processor = TemplateProcessing(
            single=f"{START} $A {END}", special_tokens=ends
        )
        self._tokenizer.enable_truncation(MAX_TOKENS)

    def read(self, text: str) -> list[int]:
        """Return the numbers of `text`, start and end included, at most `MAX_TOKENS`.

        Two numbers mean that the text holds nothing.
        """
        return list(self._tokenizer.encode(text).ids)
