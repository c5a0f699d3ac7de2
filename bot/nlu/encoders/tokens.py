"""A sentence as numbers: the two tokenizers of the published encoders.

Neither knows a special token by its text, so a message that holds "<s>" or "<mask>" is read as it
was typed.
"""

from __future__ import annotations

from tokenizers import Regex, Tokenizer
from tokenizers.models import Unigram, WordPiece
from tokenizers.normalizers import BertNormalizer, Replace
from tokenizers.pre_tokenizers import BertPreTokenizer, Metaspace
from tokenizers.processors import TemplateProcessing

START, END = "<s>", "</s>"
#: Pieces that nobody can type: in a tokenizer's own list they begin with a zero character.
SPECIAL = frozenset({START, END, "<pad>", "<unk>", "<mask>"})


def word_pieces(vocabulary: list[str], max_tokens: int) -> Tokenizer:
    """Return BERT's WordPiece in lower case, with MPNet's start and end."""
    numbers = {piece: number for number, piece in enumerate(vocabulary)}
    tokenizer = Tokenizer(WordPiece(numbers, unk_token="[UNK]"))  # noqa: S106
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return _framed(tokenizer, numbers[START], numbers[END], max_tokens)


def sentence_pieces(pieces: list[tuple[str, float]], unknown: int, max_tokens: int) -> Tokenizer:
    """Return XLM-RoBERTa's unigram pieces over text that is normalised (NFKC) already."""
    numbers = {piece: number for number, (piece, _) in enumerate(pieces)}
    hidden = [(f"\0{piece}" if piece in SPECIAL else piece, score) for piece, score in pieces]
    tokenizer = Tokenizer(Unigram(hidden, unknown, byte_fallback=False))
    tokenizer.normalizer = Replace(Regex(r"\s+"), " ")
    tokenizer.pre_tokenizer = Metaspace()
    return _framed(tokenizer, numbers[START], numbers[END], max_tokens)


def _framed(tokenizer: Tokenizer, start: int, end: int, max_tokens: int) -> Tokenizer:
    tokenizer.post_processor = TemplateProcessing(
        single=f"{START} $A {END}", special_tokens=[(START, start), (END, end)]
    )
    tokenizer.enable_truncation(max_tokens)
    return tokenizer
