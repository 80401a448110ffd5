"""Pictures as SVG that stand alone: no script, no font to load, light and dark."""
