"""What pages draw: strips, axes, maps and pictures, as SVG or as numbers for it."""
