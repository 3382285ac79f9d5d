"""May a drafted sentence be shown?"""
