"""`python -m ui.cli` is `briefwijzer`."""

from ui.cli.commands import main

if __name__ == "__main__":
    main()
