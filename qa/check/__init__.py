"""May this drafted sentence be shown: do its quotes stand in the letters and bear it out?"""
