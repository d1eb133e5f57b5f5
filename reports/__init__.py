"""Reports: figures that may be shown, the neutral document they become, and its paper."""
