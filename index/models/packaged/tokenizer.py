"""The tokenizer of multilingual-e5-small, which is that of XLM-RoBERTa, in the form of Hugging Face's `tokenizers`.

Its normalisation is SentencePiece's `nmt_nfkc`, compiled: which characters, and which sequences of them, stand for
which. The file of the package lists single characters only, so the compiled rule lies beside this module.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from index.models.packaged.model_file import WordPieces

NORMALISATION = Path(__file__).with_name("nmt_nfkc.bin")

_SPACE = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
_MASK = "<mask>"


def tokenizer_json(pieces: WordPieces) -> dict[str, Any]:
    """Return what stands in `tokenizer.json`."""
    start, end = (_special(pieces.texts[i], i) for i in (pieces.start, pieces.end))
    marks = {pieces.start, pieces.padding, pieces.end, pieces.unknown, pieces.texts.index(_MASK)}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [_added(pieces.texts[i], i) for i in sorted(marks)],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                {
                    "type": "Precompiled",
                    "precompiled_charsmap": base64.b64encode(NORMALISATION.read_bytes()).decode(),
                },
                {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "},
            ],
        },
        "pre_tokenizer": _SPACE,
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [_mark(start), _text("A"), _mark(end)],
            "pair": [_mark(start), _text("A"), _mark(end), _mark(end), _text("B"), _mark(end)],
            "special_tokens": {each["id"]: each for each in (start, end)},
        },
        "decoder": _SPACE,
        "model": {
            "type": "Unigram",
            "unk_id": pieces.unknown,
            "vocab": list(zip(pieces.texts, pieces.scores, strict=True)),
            "byte_fallback": False,
        },
    }


def tokenizer_config(pieces: WordPieces, *, longest: int) -> dict[str, Any]:
    """Return what stands in `tokenizer_config.json`; `longest` is how many pieces are read at once."""
    start, end = pieces.texts[pieces.start], pieces.texts[pieces.end]
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": longest,
        "bos_token": start,
        "cls_token": start,
        "eos_token": end,
        "sep_token": end,
        "pad_token": pieces.texts[pieces.padding],
        "unk_token": pieces.texts[pieces.unknown],
        "mask_token": _MASK,
    }


def _special(text: str, number: int) -> dict[str, Any]:
    return {"id": text, "ids": [number], "tokens": [text]}


def _added(text: str, number: int) -> dict[str, Any]:
    never = dict.fromkeys(("single_word", "lstrip", "rstrip", "normalized"), False)
    return {"id": number, "content": text, **never, "special": True}


def _mark(special: dict[str, Any]) -> dict[str, Any]:
    return {"SpecialToken": {"id": special["id"], "type_id": 0}}


def _text(name: str) -> dict[str, Any]:
    return {"Sequence": {"id": name, "type_id": 0}}
