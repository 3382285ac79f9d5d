"""A model that cannot be loaded, as a fault that a person can do something about."""

from __future__ import annotations

from index.errors import SettingsError


def cannot_load(fault: Exception, *, what: str, setting: str, help: str) -> SettingsError:
    """Return the fault to raise for `what`, a model named with its Dutch description, that `setting` names.

    Code that comes with a model is never run: who sets a model's name does not mean to run a stranger's program.
    """
    if "trust_remote_code" in str(fault):
        return SettingsError(
            f"{what} wil eigen programmacode uitvoeren. Briefwijzer draait geen code die met een model meekomt.",
            help=f"Kies met {setting} een model dat zonder trust_remote_code werkt.",
        )
    return SettingsError(
        f"{what} kon niet worden geladen ({type(fault).__name__}).", help=f"Controleer {setting}: {help}"
    )
